"""One look for what was typed, with what search itself cannot know: what somebody has seen, what is in a series, names for short names."""

from meetings.models import Meeting
from onboarding.models import Seen
from onboarding.naming import named_in, names
from records.models import Status
from search.find import find
from ui.worded import ask

from . import questions
from .asked import name_what_is_meant

KINDS = {"risk": "Risks", "record": "Records", "meeting": "Meetings", "outcome": "Outcomes", "action": "Actions", "term": "Terms", "person": "People"}
WORTHS = {**{status.value: status.label for status in Status}, **dict(Meeting.Status.choices)}
WORTHS |= {"open": "Open", "done": "Done", "dropped": "Dropped", "mitigated": "Mitigated", "gone": "Gone", "tentative": "Tentative",
           "deferred": "Deferred", "information": "Information", "decided": "Decided"}  # fmt: skip
IN_MEETING = ("meeting", "outcome", "action")


def areas():
    """{slug: name} of all there are."""
    return dict(ask(questions.areas))


def look_for(query, user, areas, **how):
    """Find what a Query asks for, `how` as `find()` takes it; gives Results, and the names that were typed for what the house calls
    by other ones. What a filter names that nothing is called goes into `query.problems`."""
    name_what_is_meant(query, user, areas, KINDS, WORTHS)
    only, never = sets_of(query, user)
    named = named_in(query.words, ask(names)) if query.groups else []
    also = [name for one in named for name in one.others]
    return find(query, audiences=user.audiences, only=only, never=never, also=also, **how), named


def sets_of(query, user):
    """What `is:unseen`, `is:seen` and `in:series` confine the search to (or None), and what they leave out."""
    only, never = None, set()
    wanted, unwanted = (filters.get("is", ()) for filters in (query.filters, query.filters_out))
    if "seen" in wanted or "unseen" in unwanted:
        only = seen_by(user)
    elif "unseen" in wanted or "seen" in unwanted:
        never = seen_by(user)
    if series := query.filters.get("in"):
        only = inside(series, user) if only is None else only & inside(series, user)
    if series := query.filters_out.get("in"):
        never |= inside(series, user)
    for value in (*wanted, *unwanted):
        if value not in ("unseen", "seen"):
            query.problems.append(f"“is:{value}” is not known. There are is:in-force, is:unseen and is:seen.")
    return only, never or None


def inside(series, user):
    """The (kind, key) of all that belongs to these series, as far as this person may see it."""
    numbers = Meeting.objects.visible_to(user).filter(series__slug__in=series).values_list("number", flat=True)
    return {(kind, str(number)) for number in numbers for kind in IN_MEETING}


def seen_by(user):
    rows = Seen.objects.of(user).unchanged()
    records = rows.filter(meeting=None).values_list("record__log__key", "record__number")
    meetings = rows.filter(record=None).values_list("meeting__number", flat=True)
    return {("record", f"{key}-{number}") for key, number in records} | {("meeting", str(number)) for number in meetings}
