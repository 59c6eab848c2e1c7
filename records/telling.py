"""The history of a record in sentences, newest first."""

from writing.documents import Entry
from writing.history import redactions_of, redactions_told

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


def beside(record, reader):
    """What happened to a record beside its text, for a Document: moves and changes, but for those that name a record which this
    reader may not see."""
    links = list(record.changes.filter(what="relation").order_by().only("parent", "what", "before", "after"))
    seen = seen_names(links, reader)
    hidden = [change.pk for change in links if not is_seen(change, seen)]
    changes = record.changes.exclude(pk__in=hidden).select_related("by").only("parent", "at", "what", "before", "after", "note", "by__name")
    return [(record.status_changes.for_history(), lambda moves: moves_told(moves, reader)), (changes, changes_told)]


def moves_told(moves, reader):
    return [Entry(move.at, move.by, deed_of(move, reader), move.note) for move in moves]


def changes_told(changes):
    return [Entry(change.at, change.by, fact_of(change), change.note) for change in changes]


def risk_told(risk, reader):
    """The changes of a risk as Entries, newest first; a record that this reader may not see is not named."""
    changes = list(risk.changes.select_related("by"))
    names = {change.after for change in changes if change.what == "record" and change.after}
    seen = {record.name for record in Record.objects.visible_to(reader).called(names).select_related("log")} if names else set()
    told = changes_told(change for change in changes if not (change.what == "record" and change.after and change.after not in seen))
    return sorted([*told, *redactions_told(redactions_of(risk))], key=lambda entry: entry.at, reverse=True)


def deed_of(move, reader):
    cause = move.cause.record if move.cause_id and move.cause.record.is_visible_to(reader) else None
    return f"{move.deed}, by accepting {cause.name}" if cause and move.to_status == "superseded" else move.deed


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
