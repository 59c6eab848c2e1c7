"""What happens in the meetings: planned, held, filed with what they decided, or not held at all."""

from datetime import timedelta
from functools import partial

from meetings.models import Meeting

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
    hats = {hat: stage.person(facts.get(hat)) for hat in ("facilitator", "note_taker")}
    by = hats["facilitator"] or hats["note_taker"]
    invited = [stage.people[handle] for presence in ("invited", *PRESENCE) for handle in facts.get(presence, [])]
    meeting = Meeting.objects.plan(
        by=by, title=facts.get("title") or series.name, series=series, invited=invited, text="", at=at, **hats,
        audience=stage.audiences.get(facts.get("audience")), day=starts.date(), starts_at=starts,
        minutes=facts.get("minutes") or series.minutes, place=facts.get("place", ""),
    )  # fmt: skip
    meeting.set_agenda(by=by, rows=[_row(stage, topic) for topic in facts.get("topics", [])], at=at)
    for position, topic in enumerate(facts.get("topics", []), 1):
        if "carried_from" in topic:
            number, place = topic["carried_from"]
            meeting.topics.filter(position=position).update(carried_from=Meeting.objects.get(number=number).topics.get(position=place))


def _row(stage, topic):
    return {
        "title": topic["title"],
        "purpose": topic["purpose"],
        "minutes": topic["minutes"],
        "presenter": stage.person(topic.get("presenter")),
        "record": stage.some_record(topic.get("record")),
    }


def _note(stage, page, at):
    meeting, facts = stage.meeting(page.name), page.facts
    by = stage.person(facts["note_taker"])
    presence = {stage.people[handle]: value for value in PRESENCE for handle in facts.get(value, [])}
    remarks = {stage.people[handle]: words for handle, words in facts.get("remarks", {}).items()}
    meeting.mark_attendance(by=by, presence=presence, remarks=remarks, at=at)
    meeting.note_down(by=by, text=stage.calendar.told(page.text), base=meeting.revision_number, at=at)
    topics = list(meeting.topics.all())
    meeting.set_agenda(by=by, rows=[{"topic": topic} | _took(said) for topic, said in zip(topics, facts["topics"], strict=True)], at=at)
    for outcome in facts.get("outcomes", []):
        _conclude(stage, meeting, topics, by, outcome)
    for action in facts.get("actions", []):
        _promise(stage, meeting, topics, by, action, at)


def _took(topic):
    return {"took": topic["took"]} if "took" in topic else {}


def _topic(topics, said):
    return topics[said["topic"] - 1] if "topic" in said else None


def _conclude(stage, meeting, topics, by, outcome):
    later = outcome.get("deferred_to")
    meeting.conclude(
        by=by, topic=_topic(topics, outcome), kind=outcome.get("kind", "decided"), sentence=outcome["sentence"],
        effect=outcome.get("effect", "none"), record=stage.some_record(outcome.get("record")),
        until=stage.calendar.day(outcome["until"]) if "until" in outcome else None,
        deferred_to=Meeting.objects.get(number=later) if later else None,
    )  # fmt: skip


def _promise(stage, meeting, topics, by, action, at):
    due = stage.calendar.day(action["due"]) if "due" in action else None
    meeting.add_action(by=by, text=action["text"], owner=stage.person(action.get("owner")), due=due, topic=_topic(topics, action), at=at)


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
