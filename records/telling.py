"""The history of a record in sentences, newest first."""

from dataclasses import dataclass
from datetime import datetime

from .models import Record, RecordPerson, Relation

FACTS = {
    "audience": "who may see it",
    "title": "the title",
    "symptom": "what you see",
    "cause": "why",
    "remedy": "what to do",
    "severity": "the severity",
    "state": "the state",
    "owner": "who keeps it",
    "record": "the record it comes from",
    "last_seen": "when it was last seen",
    "summary": "the summary",
    "area": "the area",
    "tags": "the tags",
    "review_by": "the review date",
    "revisit_when": "when to revisit it",
    "decided_on": "the day of the decision",
    **{str(value): f"who is {label.lower()}" for value, label in RecordPerson.Role.choices},
}


@dataclass(frozen=True)
class Entry:
    """One line: at the moment `at`, the person `by` did `what`; `revision` is the text that came of it."""

    at: datetime
    by: object
    what: str
    note: str = ""
    revision: object = None


def told(record, revisions, reader):
    """The moves, texts and changes of a record as Entries; what names a record that this reader may not see is left out."""
    entries = [Entry(move.at, move.by, deed_of(move, reader), move.note) for move in record.status_changes.for_page()]
    entries += [Entry(one.at, one.by, text_of(one), one.note, one) for one in revisions]
    changes = list(record.changes.select_related("by"))
    seen = seen_names(changes, reader)
    entries += [Entry(change.at, change.by, fact_of(change), change.note) for change in changes if is_seen(change, seen)]
    return sorted(entries, key=lambda entry: entry.at, reverse=True)


def risk_told(risk, reader):
    """The changes of a risk as Entries; a record that this reader may not see is not named."""
    changes = list(risk.changes.select_related("by"))
    names = {change.after for change in changes if change.what == "record" and change.after}
    seen = {record.name for record in Record.objects.visible_to(reader).called(names).select_related("log")} if names else set()
    hidden = [change for change in changes if change.what == "record" and change.after and change.after not in seen]
    return [Entry(change.at, change.by, fact_of(change), change.note) for change in changes if change not in hidden]


def deed_of(move, reader):
    cause = move.cause.record if move.cause_id and move.cause.record.is_visible_to(reader) else None
    return f"{move.deed}, by accepting {cause.name}" if cause and move.to_status == "superseded" else move.deed


def text_of(revision):
    if revision.number == 1:
        return "brought the text in" if revision.origin == "import" else "wrote the first text"
    return "mended the wording" if revision.wording_only else "changed the text"


def fact_of(change):
    if change.what == "relation":
        made = change.after or change.before
        label = Relation.Kind(made["kind"]).label.lower()
        sections = ", ".join(f"“{heading}”" for heading in made["sections"])
        what = f"that it {label} {made['target'] or made['words']}{f', only {sections}' if sections else ''}"
        return f"said {what}" if change.after else f"took back {what}"
    after = listed(change.after)
    return f"changed {FACTS.get(change.what, change.what)} " + (f"to “{after}”" if after else "to nothing")


def listed(value):
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value or "")


def named_in(change):
    """The name of the other record in a change of a relation."""
    return (change.after or change.before).get("target") if change.what == "relation" else None


def seen_names(changes, reader):
    """Of the records named in the changes, the names of those that this reader may see; one query."""
    names = {name for change in changes if (name := named_in(change))}
    return {record.name for record in Record.objects.visible_to(reader).called(names).select_related("log")} if names else set()


def is_seen(change, seen):
    name = named_in(change)
    return name is None or name in seen
