"""What happens in the meetings: planned, held, filed with what they decided, or not held at all."""

from datetime import timedelta
from functools import partial

from meetings.models import Attendance, Counter, Meeting

from . import files
from .stage import Event

NOTICE = timedelta(days=14)  # how long before its day a meeting is planned
PRESENCE = ("present", "late", "regrets", "absent")


def events(stage):
    """Everything that the files of the meetings tell, as Events in no order."""
    starts = {slug: series["starts"] for slug, series in files.facts("people")["series"].items()}
    for page in files.pages("meetings"):
        yield from _events_of(stage, page, starts.get(page.facts.get("series"), ""))


def _events_of(stage, page, usual):
    facts = page.facts
    starts = stage.moment(facts["on"], usual)
    planned = stage.moment(facts["planned"]) if "planned" in facts else starts - NOTICE
    yield Event(planned, partial(_plan, stage, page, starts, planned))
    if "noted" in facts:
        at = stage.moment(facts["noted"])
        yield Event(at, partial(_note, stage, page, at))
    if "filed" in facts:
        at = stage.moment(facts["filed"])
        yield Event(at, partial(_file, stage, page, at))
    if "called_off" in facts:
        off = facts["called_off"]
        at = stage.moment(off["on"])
        yield Event(at, partial(_call_off, stage, page, off, at))
    for number, action in enumerate(facts.get("actions", []), 1):
        if "done" in action:
            at = stage.moment(action["done"])
            yield Event(at, partial(_finish, stage, page, number, action, at))
    for edit in facts.get("edits", []):
        at = stage.moment(edit["on"])
        yield Event(at, partial(_mend, stage, page, edit, at))


def _plan(stage, page, starts, at):
    facts = page.facts
    series = stage.series.get(facts.get("series"))
    facilitator, note_taker = stage.person(facts.get("facilitator")), stage.person(facts.get("note_taker"))
    by = facilitator or note_taker
    meeting = Meeting.objects.create(
        number=Counter.take(), series=series, title=facts.get("title") or series.name, day=starts.date(), starts_at=starts,
        minutes=facts.get("minutes") or series.minutes, place=facts.get("place", ""),
        audience=stage.audiences.get(facts.get("audience")), created_at=at, created_by=by,
    )  # fmt: skip
    meeting.assign(by=by, facilitator=facilitator, note_taker=note_taker, at=at)
    invited = [handle for presence in ("invited", *PRESENCE) for handle in facts.get(presence, [])]
    meeting.mark_attendance(by=by, presence={stage.people[handle]: Attendance.Presence.INVITED for handle in invited}, at=at)
    for position, topic in enumerate(facts.get("topics", []), 1):
        meeting.topics.create(
            position=position, title=topic["title"], purpose=topic["purpose"], minutes=topic["minutes"], record=stage.some_record(topic.get("record")),
            presenter=stage.person(topic.get("presenter")), carried_from=_carried(topic),
        )  # fmt: skip
    meeting.reindex()


def _carried(topic):
    if "carried_from" not in topic:
        return None
    number, position = topic["carried_from"]
    return Meeting.objects.get(number=number).topics.get(position=position)


def _note(stage, page, at):
    meeting, facts = stage.meeting(page.name), page.facts
    by = stage.person(facts["note_taker"])
    presence = {stage.people[handle]: value for value in PRESENCE for handle in facts.get(value, [])}
    remarks = {stage.people[handle]: words for handle, words in facts.get("remarks", {}).items()}
    meeting.mark_attendance(by=by, presence=presence, remarks=remarks, at=at)
    meeting.note_down(by=by, text=stage.calendar.told(page.text), base=0, at=at)
    topics = {topic.position: topic for topic in meeting.topics.all()}
    for position, topic in topics.items():
        topic.took = facts["topics"][position - 1].get("took")
        topic.save(update_fields=["took"])
    for position, outcome in enumerate(facts.get("outcomes", []), 1):
        _conclude(stage, meeting, topics, by, position, outcome)
    for number, action in enumerate(facts.get("actions", []), 1):
        meeting.actions.create(
            number=number, text=action["text"], owner=stage.person(action.get("owner")), topic=topics.get(action.get("topic")),
            due=stage.calendar.day(action["due"]) if "due" in action else None,
        )  # fmt: skip


def _conclude(stage, meeting, topics, by, position, outcome):
    later = outcome.get("deferred_to")
    meeting.outcomes.create(
        position=position, topic=topics.get(outcome.get("topic")), kind=outcome.get("kind", "decided"), sentence=outcome["sentence"],
        effect=outcome.get("effect", "none"), record=stage.some_record(outcome.get("record")), by=by,
        until=stage.calendar.day(outcome["until"]) if "until" in outcome else None,
        deferred_to=Meeting.objects.get(number=later) if later else None,
    )  # fmt: skip


def _file(stage, page, at):
    if "noted" not in page.facts:
        _note(stage, page, at)
    by = stage.people[page.facts.get("filed_by") or page.facts["note_taker"]]
    stage.meeting(page.name).file(by=by, log=stage.logs.get(page.facts.get("begins_in")), at=at)


def _call_off(stage, page, off, at):
    stage.meeting(page.name).call_off(by=stage.people[off["by"]], note=off["note"], at=at)


def _finish(stage, page, number, action, at):
    done_by = stage.people[action.get("done_by") or action["owner"]]
    stage.meeting(page.name).actions.get(number=number).finish(by=done_by, at=at)


def _mend(stage, page, edit, at):
    meeting = stage.meeting(page.name)
    text = files.mended(meeting.revision.text, edit)
    meeting.note_down(by=stage.people[edit["by"]], text=text, base=meeting.revision_number, note=edit["note"], at=at)
