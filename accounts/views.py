from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ui.answers import render_page, require

from . import invitations
from .acts import Act
from .forms import PersonForm, SettingsForm, TeamForm
from .models import Team, User

ADMINS_ONLY = "Only admins keep people and teams."


@require_safe
def people(request):
    everybody = User.objects.people().prefetch_related("teams").order_by("is_guest", "name")
    query = request.GET.get("q", "").strip()[:100]
    if query:
        everybody = everybody.filter(name__icontains=query) | everybody.filter(handle__icontains=query)
    context = {
        "everybody": [person for person in everybody if not person.is_guest],
        "guests": [person for person in everybody if person.is_guest][:200],
        "may_sign_in": sum(person.may_sign_in for person in everybody),
        "teams": Team.objects.prefetch_related("members"),
        "query": query,
    }
    return render_page(request, "accounts/people.html", context)


@require_safe
def person(request, handle):
    somebody = get_object_or_404(User.objects.select_related("merged_into").prefetch_related("teams"), handle=handle)
    if somebody.merged_into:
        return redirect(somebody.merged_into)
    link = invitations.link(somebody) if request.user.is_admin and somebody.may_be_invited else ""
    return render_page(request, "accounts/person.html", {"person": somebody, "link": link})


@require_http_methods(["GET", "HEAD", "POST"])
def new_person(request):
    require(request.user.is_admin, ADMINS_ONLY)
    form = PersonForm(request.POST or None, by=request.user)
    if form.is_valid():
        with transaction.atomic():
            somebody = form.save(commit=False)
            somebody.set_unusable_password()
            somebody.save()
            Act.objects.note(by=request.user, form=form, what="person", name=somebody)
        messages.success(request, f"{somebody} is in. Send them the link below: with it they choose their password.")
        return redirect(somebody)
    return render_page(request, "accounts/person_form.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def edit_person(request, handle):
    require(request.user.is_admin, ADMINS_ONLY)
    somebody = get_object_or_404(User.objects.people(), handle=handle)
    form = PersonForm(request.POST or None, instance=somebody, by=request.user)
    if form.is_valid():
        with transaction.atomic():
            somebody.welcome(form.changed_data)
            Act.objects.note(by=request.user, form=form, what="person", name=somebody)
        return redirect(somebody)
    return render_page(request, "accounts/person_form.html", {"form": form, "person": somebody})


@require_http_methods(["GET", "HEAD", "POST"])
def new_team(request):
    require(request.user.is_admin, ADMINS_ONLY)
    return _team_form(request, Team())


@require_http_methods(["GET", "HEAD", "POST"])
def edit_team(request, slug):
    require(request.user.is_admin, ADMINS_ONLY)
    return _team_form(request, get_object_or_404(Team, slug=slug))


@require_http_methods(["GET", "HEAD", "POST"])
def settings(request):
    form = SettingsForm(request.POST or None, instance=request.user)
    if form.is_valid():
        with transaction.atomic():
            form.save()
            Act.objects.note(by=request.user, form=form, what="person", name=request.user)
        messages.success(request, "Your settings are saved.")
        return redirect("accounts:settings")
    return render_page(request, "accounts/settings.html", {"form": form})


@require_POST
def mark_visit(request):
    """From now on, "since you were last here" begins today."""
    away = f"{reverse('home:since')}?from={timezone.localdate(request.user.away_since)}"
    request.user.last_visit = timezone.now()
    request.user.save(update_fields=["last_visit"])
    messages.success(request, format_html('Marked as seen. It stays under <a href="{}">while you were away</a>.', away))
    return redirect("home:home")


def _team_form(request, team):
    form = TeamForm(request.POST or None, instance=team)
    if form.is_valid():
        with transaction.atomic():
            Act.objects.note(by=request.user, form=form, what="team", name=form.save())
        return redirect("accounts:people")
    return render_page(request, "accounts/team_form.html", {"form": form, "team": team})
