from django.db.models import F, Q
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from ui.answers import render_page
from ui.badges import may_see, meeting_badge
from ui.freshness import kept, shared, unless_known
from ui.sentences import counted
from writing.reading import page_html

from ..agenda import agenda_of
from ..models import Attendance, Meeting

LARGEST = 2**31 - 1  # number that a column can hold


def meeting(request, number):
    if number > LARGEST:
        raise Http404
    seen = shared(request, in_sight, with_badge, number)
    badge = meeting_badge(seen)
    foot = seen.steps.opened(asked, request.user) if (asked := request.GET.get("step")) else None

    def render():
        article = kept(request, lambda: article_of(find(request, number), request.user), badge)
        return render_page(request, "meetings/meeting.html", {"place": "meetings", "meeting": seen, "article": article, "foot": foot})

    return unless_known(request, render, badge, foot and foot.facts)


def in_sight(numbers, audiences):
    return Meeting.objects.of_circles(audiences).filter(number__in=numbers).values_list("pk")


def with_badge(pk):
    """The meeting with what the frame of its page needs."""
    return Meeting.objects.for_badge().get(pk=pk)


def article_of(meeting, reader):
    """All of a meeting's page inside the frame, as HTML for every reader who sees the same and has the same role."""
    return mark_safe(render_to_string("meetings/article.html", {**page_of(meeting, reader), "user": reader}))


def find(request, number):
    """The meeting of this number, if the person who asks may see it. Raises Http404."""
    return get_object_or_404(Meeting.objects.visible_to(request.user).for_page(), number=number)


def page_of(meeting, reader):
    """All that the meeting's page shows to this reader."""
    outcomes = list(meeting.outcomes.for_page(reader))
    replaced = {outcome.replaces_id for outcome in outcomes}
    current = [outcome for outcome in outcomes if outcome.pk not in replaced]
    actions = list(meeting.actions.select_related("owner"))
    for row in (*outcomes, *actions):
        row.meeting = meeting
    decisions = [outcome for outcome in current if outcome.kind == "decided"]
    return {
        "meeting": meeting,
        "series": meeting.series if meeting.series_id and may_see(reader, meeting.series) else None,
        "decisions": decisions,
        "outdated": [outcome for outcome in outcomes if outcome.pk in replaced],
        "others": [outcome for outcome in current if outcome.kind != "decided"],
        "actions": actions,
        "back": "",
        "agenda": agenda_of(meeting.topics.for_page(reader)),
        "errata": meeting.errata,
        "filed_number": meeting.filed_revision_number() if meeting.is_edited_after_filing else None,
        "notes": notes_of(meeting, reader),
        "off": meeting.calling_off(),
        "who": who_was_there(meeting),
        "before": neighbour(meeting, reader, earlier=True),
        "after": neighbour(meeting, reader, earlier=False),
        "result": result_of(decisions, current, actions),
        "may_edit": meeting.can_be_edited_by(reader),
        "may_file": meeting.can_be_filed_by(reader),
    }


def notes_of(meeting, reader):
    if not meeting.revision_id or not meeting.revision.text.strip():
        return ""
    meeting.revision.parent = meeting
    return page_html(meeting.revision, reader, meeting.hides)


def who_was_there(meeting):
    """(word, attendance rows) pairs of those that have any, in the order in which we ask for them."""
    rows = list(meeting.attendance.all())
    groups = [(word_for(value, meeting), [row for row in rows if row.presence == value]) for value in Attendance.Presence]
    groups = groups[1:] + groups[:1]  # the invited last: of them we know the least
    return [(label, some) for label, some in groups if some]


def word_for(presence, meeting):
    """Whoever is still only invited when the notes are filed was never marked: nobody says whether they were there."""
    return "Not marked" if presence == Attendance.Presence.INVITED and meeting.is_filed else presence.label


def neighbour(meeting, reader, *, earlier):
    """The meeting of the series just before or after this one that the reader may see, or None."""
    if not meeting.series_id or not meeting.day:
        return None
    rows = meeting.series.meetings.visible_to(reader).only("number", "day", "title", "series")
    way = "lt" if earlier else "gt"
    beside = Q(**{f"day__{way}": meeting.day}) | Q(**{"day": meeting.day, f"number__{way}": meeting.number})
    rows = rows.filter(beside).order_by(F("day").desc() if earlier else F("day").asc(), "-number" if earlier else "number")
    return rows.first()


def result_of(decisions, outcomes, actions):
    """One line such as "2 decisions, 3 actions, 1 deferred"."""
    parts = [(len(decisions), "decision"), (len(actions), "action")]
    parts += [(sum(outcome.kind == kind for outcome in outcomes), f"{kind},{kind}") for kind in ("tentative", "deferred", "dropped")]
    return ", ".join(counted(number, noun) for number, noun in parts if number)
