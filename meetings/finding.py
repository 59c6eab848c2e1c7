"""What search knows of meetings, their outcomes and their actions."""

from itertools import chain

from django.db.models import Exists, OuterRef

from search.index import Findable, purge, put


def index(meeting):
    """Put the meeting's notes, outcomes and actions into the search index as they are now."""
    key = str(meeting.number)
    put(findables(meeting), instead_of=[("outcome", key), ("action", key)])


def index_meetings_of(series):
    """Bring all that is found of a series' meetings up to the area of the series."""
    put(chain.from_iterable(map(findables, series.meetings.select_related("revision", "series__area", "facilitator", "note_taker"))))


def unlearn(meeting, words):
    """Index the meeting as it is now, and take those of the words out of the vocabulary that nothing holds any more."""
    index(meeting)
    purge(words)


def index_notes(meeting):
    """Bring the index up to the meeting's notes alone, after they were written."""
    put(findables_of_notes(meeting))


def index_outcomes_of(record):
    """Bring the entries of the outcomes about a record up to what the record is worth now."""
    put(outcomes_of(record))


def outcomes_of(record):
    if not record.outcomes.exists():  # as of most records that move, and the question below is a long one
        return
    for outcome in with_worth(record.outcomes).select_related("meeting__series__area"):
        yield findable_outcome(outcome, shared_by(outcome.meeting))


def findables(meeting):
    """What can be found of a meeting: its notes, its outcomes, its actions."""
    shared = shared_by(meeting)
    yield from findables_of_notes(meeting)
    for outcome in with_worth(meeting.outcomes):
        outcome.meeting = meeting
        yield findable_outcome(outcome, shared)
    for action in meeting.actions.select_related("owner"):
        action.meeting = meeting
        yield Findable(
            kind="action",
            anchor=f"action-{action.number}",
            url=action.get_absolute_url(),
            title=action.text,
            worth=action.worth,
            status=action.worth.lower(),
            people=[action.owner.handle] if action.owner_id else [],
            **shared,
        )


def findables_of_notes(meeting):
    """The notes alone: all that can be found of a meeting that was just imported."""
    yield Findable(
        kind="meeting",
        url=meeting.get_absolute_url(),
        title=meeting.title,
        text=meeting.revision.text if meeting.revision_id else "",
        worth=meeting.get_status_display(),
        status=meeting.status,
        people=[person.handle for person in (meeting.facilitator, meeting.note_taker) if person],
        **shared_by(meeting),
    )


def findable_outcome(outcome, shared):
    worth, status = worth_of(outcome)
    return Findable(
        kind="outcome",
        anchor=f"outcome-{outcome.position}",
        url=outcome.get_absolute_url(),
        title=outcome.sentence,
        worth=worth,
        status=status,
        **shared,
    )


def worth_of(outcome):
    """(words, status) of what an outcome is worth. A record that not everybody who sees the meeting may see lends it nothing."""
    if outcome.is_replaced:
        return "Replaced", "superseded"
    record = outcome.record
    if record and is_shared(record, outcome.meeting):
        words = record.worth if record.head_id is None or is_shared(record.head, outcome.meeting) else record.get_status_display()
        return words, record.status
    return outcome.get_kind_display(), outcome.kind


def is_shared(record, meeting):
    return record.audience_id is None or record.audience_id == meeting.audience_id


def with_worth(outcomes):
    later = outcomes.model.objects.filter(replaces=OuterRef("pk"))
    return outcomes.select_related("record__log", "record__head__log").annotate(is_replaced=Exists(later))


def shared_by(meeting):
    """What the meeting's entries have in common."""
    area = meeting.series.area.slug if meeting.series_id and meeting.series.area_id else ""
    return {"key": str(meeting.number), "day": meeting.day, "audience_id": meeting.audience_id, "area": area}
