from datetime import timedelta

from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from meetings.models import Action, Meeting
from onboarding.models import Mission, Path
from onboarding.reading import progress, readings
from records.facets import in_force_by_area
from search.suggest import suggest as suggest_titles
from ui.answers import render_page
from ui.freshness import kept

from .mentions import mentions as mentions_of
from .searching import Searching
from .since import news

FIRST_VISIT = timedelta(days=30)  # how far back "what changed" goes for somebody who never marked anything as seen


@require_safe
def home(request):
    user = request.user
    since = user.last_visit or timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0) - FIRST_VISIT
    context = {
        "mission": Mission.objects.current(),
        "changed": kept(request, lambda: changed(user, since), since),
        "actions": Action.objects.visible_to(user).of(user).open().for_index().order_by("due", "id")[:6],
        "unfiled": Meeting.objects.visible_along(user).owed().for_news()[:3],
        "upcoming": Meeting.objects.visible_along(user).upcoming().for_news()[:4],
        "decided": kept(request, lambda: decided(user)),
        **_path_of(user),
    }
    return render_page(request, "home/home.html", context)


def changed(user, since):
    """What changed since then, as HTML for all who may see the same."""
    changes, more = news(user, since)
    return mark_safe(render_to_string("home/home.html#changed", {"since": since, "changes": changes, "more": more}))


def decided(user):
    """What is in force, by area, as HTML for all who may see the same."""
    in_force, areas = in_force_by_area(user, newest=3)
    return mark_safe(render_to_string("home/home.html#decided", {"in_force": in_force, "areas": areas, "user": user}))


@require_safe
def search(request):
    return render_page(request, "home/search.html", {"searching": Searching(request.user, request.GET)}, partials=["results"])


@require_safe
def suggest(request):
    if not request.htmx:
        return redirect(f"{reverse('home:search')}?{request.GET.urlencode()}")
    suggestions = suggest_titles(request.GET.get("q", "")[:200], audiences=request.user.audiences)
    suggestions.words = suggestions.words[:3]
    return render_page(request, "home/search.html", {"suggestions": suggestions}, partials=["suggestions"])


@require_safe
def mentions(request):
    """The options below "@" and "#" in an editor and below a box for names of records, as part of its page."""
    if not request.htmx:
        return redirect("home:search")
    kinds = ("record",) if request.GET.get("only") == "records" else ("record", "meeting")
    return render(request, "home/mentions.html", {"mentions": mentions_of(request.GET.get("q", ""), request.user, kinds)})


def _path_of(user):
    """The path that this person read in last, or else the first one, and how far they are."""
    path = Path.objects.begun_by(user).first()
    if path is None:
        return {"path": None}
    found = readings(path, user)
    read, of, left = progress(found)
    return {"path": path, "read": read, "of": of, "next": next((reading for reading in found if reading.is_next), None)}
