"""What search knows of meetings, their outcomes and their actions."""

from search.index import Findable, put


def index(meeting):
    """Put the meeting's notes, outcomes and actions into the search index as they are now."""
    put(findables(meeting))


def findables(meeting):
    area = meeting.series.area.slug if meeting.series_id and meeting.series.area_id else ""
    shared = {"day": meeting.day, "audience_id": meeting.audience_id, "area": area}
    yield Findable(
        kind="meeting", key=str(meeting.number), url=meeting.get_absolute_url(), title=meeting.title,
        text=meeting.revision.text if meeting.revision_id else "", worth=meeting.get_status_display(), status=meeting.status, **shared,
    )  # fmt: skip
    for outcome in meeting.outcomes.select_related("record__log", "record__head__log"):
        outcome.meeting = meeting
        yield Findable(
            kind="outcome", key=str(meeting.number), anchor=f"outcome-{outcome.position}", url=outcome.get_absolute_url(),
            title=outcome.sentence, text="", worth=outcome.record.worth if outcome.record_id else outcome.get_kind_display(),
            status=outcome.record.status if outcome.record_id else outcome.kind, **shared,
        )  # fmt: skip
    for action in meeting.actions.select_related("owner"):
        action.meeting = meeting
        yield Findable(
            kind="action", key=str(meeting.number), anchor=f"action-{action.number}", url=action.get_absolute_url(), title=action.text, text="",
            worth="Open" if action.is_open else "Done", status="open" if action.is_open else "done",
            people=[action.owner.handle] if action.owner_id else [], **shared,
        )  # fmt: skip
