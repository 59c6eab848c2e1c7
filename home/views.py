from urllib.parse import urlencode

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
from ui.answers import render_page
from ui.freshness import kept, this_minute

from .forms import DaysForm
from .mentions import mentions as mentions_of
from .searching import Searching
from .since import news
from .suggesting import suggestions

A_PAGE, LAST_PAGE = 50, 20  # of what changed between two days


@require_safe
def home(request):
    user = request.user
    since = user.away_since
    context = {
        "mission": Mission.objects.current(),
        "changed": kept(request, lambda: changed(user, since), since),
        "actions": Action.objects.visible_to(user).of(user).open().for_index().order_by("due", "id")[:6],
        "meetings": kept(request, lambda: meetings(user), this_minute()),
        "decided": kept(request, lambda: decided(user)),
        **_path_of(user),
    }
    return render_page(request, "home/home.html", context)


def changed(user, since):
    """What changed since then, as HTML for all who may see the same."""
    changes, more = news(user, since)
    return mark_safe(render_to_string("home/home.html#changed", {"since": since, "changes": changes, "more": more}))


def meetings(user):
    """The meetings that wait for their notes, and those that come, as HTML for all who may see the same within this minute."""
    mine = Meeting.objects.visible_along(user)
    context = {"unfiled": mine.owed().for_news()[:3], "upcoming": mine.upcoming().for_news()[:4], "user": user}
    return mark_safe(render_to_string("home/home.html#meetings", context))


def decided(user):
    """What is in force, by area, as HTML for all who may see the same."""
    in_force, areas = in_force_by_area(user, newest=3)
    return mark_safe(render_to_string("home/home.html#decided", {"in_force": in_force, "areas": areas, "user": user}))


@require_safe
def since(request):
    """What changed between two days that the reader chooses; at first since they marked all as seen."""
    days = {"from": timezone.localdate(request.user.away_since).isoformat(), "to": timezone.localdate().isoformat()}
    asked = {name: request.GET.get(name, "").strip() or day for name, day in days.items()}
    form, page = DaysForm(asked), number_of(request.GET.get("page", ""))
    changes, more = [], False
    if form.is_valid():
        first, last = form.moments()
        changes, more = news(request.user, first, A_PAGE, until=last, skip=(page - 1) * A_PAGE, terms=True)
    context = {"form": form, "changes": changes, "more": more, "page": page, "is_last": page == LAST_PAGE, "days": urlencode(asked)}
    return render_page(request, "home/since.html", context)


def number_of(typed):
    """The page that an address asks for."""
    return min(max(int(typed), 1), LAST_PAGE) if typed.isascii() and typed.isdecimal() and len(typed) < 5 else 1


@require_safe
def search(request):
    return render_page(request, "home/search.html", {"searching": Searching(request.user, request.GET)}, partials=["results"])


@require_safe
def suggest(request):
    if not request.htmx:
        return redirect(f"{reverse('home:search')}?{request.GET.urlencode()}")
    found = suggestions(request.GET.get("q", "")[:200], request.user)
    return render_page(request, "home/search.html", {"suggestions": found}, partials=["suggestions"])


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
