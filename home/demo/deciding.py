"""What happens to the records: written, proposed, mended, withdrawn. Accepted and rejected they are by the meetings."""

from functools import partial

from records.models import Record

from . import files
from .stage import Event

DIRECT = ("accept", "withdraw", "deprecate", "reopen")  # moves that a person made outside a meeting: [[moves]]
PLAIN = {"amends": "amends", "depends_on": "depends_on", "relates_to": "relates_to"}


def events(stage):
    """Everything that the files of the records tell, as Events in no order."""
    for page in files.pages("records"):
        yield from _events_of(stage, page)


def _events_of(stage, page):
    facts = page.facts
    began = stage.moment(facts["drafted"])
    yield Event(began, partial(_write if facts.get("begun_in_meeting") else _draft, stage, page, began))
    if "proposed" in facts:
        asked = stage.moment(facts["proposed"])
        yield Event(asked, partial(_move, stage, page.name, "propose", by=facts["author"], at=asked, note=facts.get("asks", "")))
    for move in facts.get("moves", []):
        at = stage.moment(move["on"])
        yield Event(at, partial(_move, stage, page.name, move["verb"], by=move["by"], at=at, note=move["note"]))
    for edit in facts.get("edits", []):
        at = stage.moment(edit["on"])
        yield Event(at, partial(_mend, stage, page.name, edit, at))


def _draft(stage, page, at):
    facts = page.facts
    by = stage.people[facts["author"]]
    record = Record.objects.draft(
        by=by, log=stage.logs[page.name.split("-")[0]], title=facts["title"], text=stage.calendar.told(page.text), summary=facts["summary"],
        area=stage.areas[facts["area"]], tags=[stage.tag(slug) for slug in facts["tags"]], audience=stage.audiences.get(facts.get("audience")),
        supersedes=[stage.record(name) for name in facts.get("supersedes", [])], at=at, **_parties(stage, facts),
    )  # fmt: skip
    _complete(stage, record, page, by, at)


def _write(stage, page, at):
    """Give its text to a record that a meeting began."""
    facts = page.facts
    record, by = stage.record(page.name), stage.people[facts["author"]]
    record.edit(by=by, title=facts["title"], text=stage.calendar.told(page.text), base=record.revision_number, at=at)
    tags = [stage.tag(slug) for slug in facts["tags"]]
    record.describe(by=by, at=at, summary=facts["summary"], area=stage.areas[facts["area"]], tags=tags)
    for role, people in _parties(stage, facts).items():
        record.name_people(by=by, role=role.removesuffix("s"), people=people, at=at)
    _complete(stage, record, page, by, at)


def _complete(stage, record, page, by, at):
    facts = page.facts
    for words in PLAIN:
        for name in facts.get(words, []):
            record.relate(by=by, kind=PLAIN[words], target=stage.record(name), at=at)
    for name, headings in facts.get("supersedes_sections", {}).items():
        old = stage.record(name)
        sections = [old.sections.get(heading=heading) for heading in headings]
        record.relate(by=by, kind="supersedes", target=old, sections=sections, at=at)
    later = {}
    if "review_by" in facts:
        later["review_by"] = stage.calendar.day(facts["review_by"])
    if "revisit_when" in facts:
        later["revisit_when"] = facts["revisit_when"]
    if later:
        record.describe(by=by, at=at, **later)


def _parties(stage, facts):
    roles = {"decision_makers": "deciders", "consulted": "consulted", "informed": "informed"}
    return {role: [stage.party(words) for words in facts[key]] for role, key in roles.items() if key in facts}


def _move(stage, name, verb, *, by, at, note):
    if verb not in ("propose", *DIRECT):
        raise ValueError(f"{name}: “{verb}” is no move that a person makes here.")
    getattr(stage.record(name), verb)(by=stage.people[by], at=at, note=note)


def _mend(stage, name, edit, at):
    record = stage.record(name)
    text = stage.calendar.told(files.mended(record.revision.text, edit))
    title = edit.get("title", record.title)
    record.edit(by=stage.people[edit["by"]], title=title, text=text, base=record.revision_number, note=edit["note"], at=at)
