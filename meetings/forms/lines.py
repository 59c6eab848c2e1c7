"""The lines of raw notes as rows of the sheet that files them, for whoever files to look over: to read them settles nothing."""

import hashlib
import re
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils import timezone

from records.models import Record, Status
from records.references import NAME
from ui.sentences import counted

from ..reading import read_text
from ..reading.said import said_in
from .fields import DayField
from .joining import put_rows, rows_in

NUMBERED = re.compile(r"^\d{1,3}[.)]\s*|\s*\(?\b\d{1,3} ?(?:m|min|mins|minutes)\b\)?$", re.I)
MARKS = re.compile(r"[0-9a-f]{12}")
ACCEPTS, REJECTS = re.compile(r"\b(?:accept|approve|adopt)", re.I), re.compile(r"\breject", re.I)
UNKNOWN = "“{}” has no account here: {}"
DEFAULTS = {"kind", "effect", "presence", "began"}  # what a row has that nobody filled in


@dataclass
class Lines:
    """What became of the lines: `data`, the form with their rows; how many there are of each sort; `unsure`, sentences about what has to
    be looked at."""

    data: object
    outcomes: int = 0
    actions: int = 0
    people: int = 0
    unsure: list = field(default_factory=list)

    @property
    def in_words(self):
        """Such as "2 outcomes, 1 action"; empty where no line made a row."""
        sorts = [(self.outcomes, "outcome"), (self.actions, "action"), (self.people, "person,people")]
        return ", ".join(counted(number, noun) for number, noun in sorts if number)


class Names:
    """Whom words in notes mean: somebody's handle or name, or a first name that only one has."""

    def __init__(self, roster):
        self.people, self.first = {}, {}
        for person in roster.people.values():
            self.people[person.handle] = self.people[spaced(person.name)] = person
            self.first.setdefault(spaced(person.name).split(" ")[0], []).append(person)

    def of(self, *several):
        """The first person that any of these words means, or None."""
        for words in map(spaced, several):
            words = words.removeprefix("@")
            alone = self.first.get(words, ())
            if found := self.people.get(words) or (alone[0] if len(alone) == 1 else None):
                return found
        return None


def with_lines(sheet, data):
    """The Lines of what was typed on a sheet: its rows, and one for each line of the notes that no row has yet. A line that was a row
    once, and was mended or emptied since, is not taken again."""
    made, text, names = Lines(data.copy()), data.get("text") or "", Names(sheet.roster)
    who_was_there(made, read_text("notes.md", text), names)
    taken = {"outcomes": said_by(made.data, "outcomes", "sentence"), "actions": said_by(made.data, "actions", "text")}
    taken["outcomes"] |= {spaced(outcome.sentence) for outcome in sheet.outcomes}
    new, read = {"outcomes": [], "actions": []}, MARKS.findall(data.get("read") or "")
    said_lines = said_in(text, day_of(sheet, data), lambda words: names.of(words) is not None)
    records = records_in(sheet, said_lines)
    for said in said_lines:
        kind = "actions" if said.kind == "action" else "outcomes"
        mark = hashlib.sha256(f"{kind} {spaced(said.words)}".encode()).hexdigest()[:12]
        if spaced(said.words) not in taken[kind] and mark not in read:
            new[kind].append(action_row(made, said, names) if kind == "actions" else outcome_row(sheet, said, records))
            taken[kind].add(spaced(said.words))
        read += [mark] if mark not in read else []
    for kind, rows in new.items():
        add_rows(made.data, kind, rows)
    made.outcomes, made.actions = len(new["outcomes"]), len(new["actions"])
    made.data["read"] = " ".join(read)
    return made


def spaced(words):
    return " ".join((words or "").casefold().split())


def said_by(data, kind, name):
    return {spaced(row.get(name)) for row in rows_in(data, kind)}


def day_of(sheet, data):
    """The day from which "by Friday" counts: that of the meeting, else today."""
    try:
        typed = DayField().clean(data.get("day") or "")
    except ValidationError:
        typed = None
    return typed or (sheet.meeting and sheet.meeting.day) or timezone.localdate()


def add_rows(data, kind, rows):
    """Put rows of a kind after those in which anything was filled in, and an empty one behind them."""
    if rows:
        empty = {"kind": "decided", "effect": "none"} if kind == "outcomes" else {}
        put_rows(data, kind, [*filter(is_filled, rows_in(data, kind)), *rows, empty])


def is_filled(row):
    return any(words.strip() for name, words in row.items() if name not in DEFAULTS)


def outcome_row(sheet, said, records):
    row = {"sentence": said.words, "kind": said.kind, "effect": "none", "topic": topic_of(sheet, said.under)}
    row |= {"until": said.day.isoformat()} if said.day and said.kind == "tentative" else {}
    row |= {"deferred_to": str(said.meeting)} if said.meeting else {}
    return row | about_a_record(said, records)


def topic_of(sheet, under):
    """The key of the topic whose title stands above the line; empty where none does."""
    title = spaced(NUMBERED.sub("", under))
    return next((topic.key for topic in sheet.topics if title and spaced(NUMBERED.sub("", topic.title)) == title), "")


def names_in(said):
    return list(dict.fromkeys(re.findall(NAME, said.words)))


def records_in(sheet, said_lines):
    """{name: record} of those that the lines name and this reader may see, by one query."""
    named = [name.split("-") for said in said_lines for name in names_in(said)]
    rows = Record.objects.visible_to(sheet.reader).select_related("log")
    found = rows.filter(log__key__in={key for key, _ in named}, number__in={int(number) for _, number in named})
    return {record.name: record for record in found}


def about_a_record(said, records):
    """The one record that the line names; where it is proposed and the words say so, what is done to it."""
    names = names_in(said)
    record = records.get(names[0]) if len(names) == 1 else None
    if record is None:
        return {}
    ways = [effect for effect, words in (("accepts", ACCEPTS), ("rejects", REJECTS)) if words.search(said.words)]
    moves = said.kind == "decided" and record.status == Status.PROPOSED and len(ways) == 1
    return {"record": record.name, **({"effect": ways[0]} if moves else {})}


def action_row(made, said, names):
    owner = names.of(said.who) if said.who else None
    if said.who and owner is None:
        made.unsure.append(UNKNOWN.format(said.who, f"“{said.words}” has no owner yet."))
        said.words = f"{said.who}: {said.words}"[:400]
    return {"text": said.words, "owner": owner.handle if owner else "", "due": said.day.isoformat() if said.day else ""}


def who_was_there(made, read, names):
    """Mark those whom nobody marked, put others on the list, fill an empty hat; who has no account is a guest."""
    data, rows = made.data, rows_in(made.data, "attendance")
    known, added, guests = {row.get("person"): row for row in rows if row.get("person")}, [], []
    for part in read.parts:
        person, presence = names.of(part.who.handle, part.who.name, part.who.words), part.presence
        row = known.get(person.handle) if person else None
        if person is None and presence == "present":
            guests.append(part.who.name or part.who.words)
        elif person is None:
            made.unsure.append(UNKNOWN.format(part.who.name or part.who.words, "that they were not there stands in the notes alone."))
        elif row is None:
            known[person.handle] = {"person": person.handle, "presence": presence, "remark": ""}
            added.append(known[person.handle])
        elif row.get("presence") in ("invited", ""):
            row["presence"] = presence
            made.people += 1
    put_rows(data, "attendance", [*filter(is_filled, rows), *added, {"presence": "present"}])
    here = [*filter(None, (data.get("guests") or "").splitlines())]
    guests = [name for name in dict.fromkeys(guests) if spaced(name) not in map(spaced, here)]
    data["guests"] = "\n".join([*here, *guests])
    made.people += len(added) + len(guests)
    for name, other, hat in (("facilitator", "note_taker", read.facilitator), ("note_taker", "facilitator", read.note_taker)):
        person = names.of(hat.handle, hat.name, hat.words) if hat else None
        if person and not data.get(name) and data.get(other) != person.handle:
            data[name] = person.handle
