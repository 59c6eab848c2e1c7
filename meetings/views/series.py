from collections import Counter

from django.contrib import messages
from django.db import transaction
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import mark_safe

import writing.views
from accounts.acts import Act
from accounts.models import User
from ui.answers import posted, render_page, require
from ui.freshness import kept
from writing.beside import Overtaken

from ..forms import Roster, SeriesForm
from ..models import Action, Meeting, Series
from ..paging import page_of

FEW = 10  # of each list beside the past meetings
OTHERS = 10  # who served without being members
ADMINS_ONLY = "Admins set up series. Ask one of them."


def series_index(request):
    rows = Series.objects.visible_to(request.user).for_index(request.user)
    return render_page(request, "meetings/series_index.html", {"series": rows, "place": "meetings"})


def series(request, slug):
    found = get_object_or_404(Series.objects.visible_to(request.user).select_related("area"), slug=slug)
    meetings = Meeting.objects.visible_to(request.user).filter(series=found)
    listed = meetings.for_index()
    owed, upcoming = planned(meetings)
    actions = list(Action.objects.visible_to(request.user).open().filter(meeting__series=found).for_index()[: FEW + 1])
    context = {
        "series": found,
        "place": "meetings",
        "members": kept(request, lambda: members_table(found, meetings)),
        "owed": owed,
        "upcoming": upcoming,
        "past": page_of(listed.past(), before=request.GET.get("before"), after=request.GET.get("after")),
        "actions": actions[:FEW],
        "has_more_actions": len(actions) > FEW,
        "back": request.get_full_path(),
    }
    return render_page(request, "meetings/series.html", context)


def planned(meetings):
    """Those held and not filed, and those to come, a few of each: told apart first, so that both come of one query."""
    dates = list(meetings.unfiled().in_order().only("day", "starts_at"))
    owed = [meeting.pk for meeting in dates if meeting.is_held][:FEW]
    upcoming = [meeting.pk for meeting in dates if not meeting.is_held][:FEW]
    rows = meetings.for_index().in_bulk(owed + upcoming)
    return [rows[pk] for pk in owed], [rows[pk] for pk in upcoming]


def members_table(series, meetings):
    """Who served how often, as HTML for all who see the same meetings."""
    members, others = members_of(series, meetings)
    return mark_safe(render_to_string("meetings/series.html#members", {"members": members, "more_others": others}))


def members_of(series, meetings):
    """The members with how often each had which hat in what the reader may see, whoever served least first; then the few others
    who served most, and how many more there are."""
    facilitated, noted = Counter(), Counter()
    for facilitator, note_taker, times in meetings.filed().order_by().values_list("facilitator", "note_taker").annotate(n=Count("pk")):
        facilitated[facilitator] += times
        noted[note_taker] += times
    members = set(series.members.order_by().values_list("pk", flat=True))
    others = [pk for pk, _ in (facilitated + noted).most_common() if pk and pk not in members]
    people = list(User.objects.filter(pk__in=members | set(others[:OTHERS])).only("name").order_by())
    for person in people:
        person.is_in_series = person.pk in members
        person.facilitated_times, person.noted_times = facilitated[person.pk], noted[person.pk]
    people.sort(key=lambda person: (not person.is_in_series, person.facilitated_times + person.noted_times, person.name))
    return people, len(others[OTHERS:])


def new_series(request):
    require(request.user.is_admin, ADMINS_ONLY)
    return answer(request, SeriesForm(posted(request), roster=Roster()))


def edit_series(request, slug):
    found = get_object_or_404(Series.objects.visible_to(request.user), slug=slug)
    require(request.user.is_admin, ADMINS_ONLY)
    form = SeriesForm(posted(request), roster=Roster(found.members.all()), series=found, initial=SeriesForm.initial_of(found))
    return answer(request, form, found)


def edit_template(request, slug):
    found = get_object_or_404(Series.objects.visible_to(request.user).select_related("revision"), slug=slug)
    require(request.user.is_admin, ADMINS_ONLY)
    crumbs = [(reverse("meetings:series_index"), "Series"), (found.get_absolute_url(), found.name)]
    return writing.views.edit_template(
        request, found, {"what": found.name, "begins": "The notes of its meetings", "crumbs": crumbs, "place": "meetings"}
    )


def answer(request, form, series=None):
    status = None
    if form.is_valid():
        try:
            saved = set_up(request.user, form, series)
            messages.success(request, f"{saved.name} is saved.")
            return redirect(saved)
        except Overtaken:
            status = 409
    return render_page(request, "meetings/series_form.html", {"form": form, "series": series, "place": "meetings"}, status=status)


@transaction.atomic
def set_up(by, form, series):
    """The Series with what was changed in the form; a new one where there is none. Raises Overtaken."""
    facts = form.facts()
    if series is None:
        members = facts.pop("members")
        saved = Series.objects.begin(**facts)
        saved.set_up(members=members)
    else:
        saved = Series.objects.select_for_update().get(pk=series.pk)
        form.mind_others(SeriesForm.initial_of(saved), Act.objects.filter(name=str(saved)[:200]), by)
        saved.set_up(**form.changed(facts))
    Act.objects.note(by=by, form=form, what="series", name=saved)
    return saved
