"""Two people at one sheet: what others saved since a page was made is laid under what was changed on that page. So nobody takes back
what somebody else did without having seen it; where both changed the same, the person is asked."""

import json
from functools import cached_property
from typing import NamedTuple

from django.utils import timezone

from writing.beside import told, words

from ..changes import Changes

GONE = "{} took this off after you opened the page. Save again to put it back, or empty it."
EMPTIED = "You emptied this, and {} changed it after you opened the page. Save again to take it off, or write it anew."


class Ask(NamedTuple):
    """What to ask at the control `name` of the facts (`kind` is "") or of the nth row of a kind."""

    kind: str
    row: int
    name: str
    words: str


class Joined:
    """What was posted on a sheet as its page would post it had it been made now: `data`. `asks` are the Asks where both changed the
    same, with what was typed here left as it is; `news` are words for what others did and the page did not touch.
    """

    def __init__(self, sheet):
        self.sheet, self.data, self.asks, self.news, self.by = sheet, sheet.data.copy(), [], [], {}
        self.is_other = False  # whether the meeting is another than it was on the page
        self.join_facts()
        for kind in sheet.kinds:
            self.join_rows(kind)

    @cached_property
    def changes(self):
        return Changes(self.sheet.meeting)

    def join_facts(self):
        form, now = self.sheet.facts, self.sheet.known_facts()
        first = form.at_first()
        for name, value in self.merged("", 0, "", form, now, first).items():
            self.data[name] = value
        self.data["began"] = json.dumps({**now, "status": self.sheet.meeting.status})
        self.is_other |= first.get("status", "planned" if self.sheet.meeting.is_filed else self.sheet.meeting.status) != self.sheet.meeting.status

    def join_rows(self, kind):
        forms, known, row = self.sheet.rows[kind].forms, self.sheet.known(kind), self.sheet.kinds[kind][0]
        named = {form.one: form for form in forms if form.one}
        rows = []
        for key, now in known.items():
            form = named.pop(key, None)
            if form is None:
                self.note(kind, key, "added", now.get(row.main) or self.sheet.expected[key].name)
                rows.append({row.identity: key, **now, "began": json.dumps(now)})
            else:
                rows.append(self.row(kind, len(rows), key, form, now))
        for form in forms:
            if form.one in named:
                rows += self.gone(kind, len(rows), form)
            elif not form.one and form.has_changed() and not self.is_there(kind, form, known, forms):
                rows.append(raw(form))
        put_rows(self.data, kind, rows)

    def row(self, kind, place, key, form, now):
        """A row that is here and there."""
        first = form.at_first() or self.unlisted(form)
        if form.is_taken_off and any(words(first.get(name, now[name])) != now[name] for name in now):
            self.ask(kind, place, form.main, EMPTIED.format(self.who(kind, key, "")))
            values = {**now, form.main: ""}
        elif form.is_taken_off:
            values = {**now, form.main: ""}
        else:
            values = self.merged(kind, place, key, form, now, first)
        return {form.identity: key, **values, "began": json.dumps(now)}

    def unlisted(self, form):
        """What a row of somebody was who was chosen on the page and not on it at first."""
        return form.nothing if self.sheet.facts.at_first() else {}

    def gone(self, kind, place, form):
        """The rows of what is no longer there: one to put it back, if it was changed here, or none."""
        if form.nothing:  # whoever is not on the list is there, too
            first = form.at_first() or self.unlisted(form)
            return [{form.identity: form.one, **self.merged(kind, place, form.one, form, form.nothing, first), "began": json.dumps(form.nothing)}]
        first = form.at_first()
        self.is_other = True
        if form.is_taken_off or (first and not form.touched()):
            self.note(kind, form.one, "taken off", first.get(form.main, ""))
            return []
        self.ask(kind, place, form.main, self.sheet.gone(kind, form) or GONE.format(self.who(kind, form.one, "")))
        return [{**raw(form), form.identity: "", "began": ""}]

    def merged(self, kind, place, key, form, now, first):
        """{name: what the page would post} of one form; asks where both changed a value."""
        values = {}
        for name, current in now.items():
            mine, known = words(form[name].data), words(first[name]) if name in first else None
            if mine != known:
                values[name] = form[name].data or ""
                if known is not None and current not in (known, mine):
                    change = self.changes.last(kind, key, name)
                    shown = form.called(name, current)
                    self.ask(kind, place, name, told(change, shown, self.sheet.reader), change)
            else:
                values[name] = current
                if current != known:
                    label = f"{form.fields[name].label}: {form.called(name, current) or 'nothing'}"
                    self.note(kind, key, name, f"{form.called_itself}, {label}" if kind else label)
        return values

    def is_there(self, kind, form, known, forms):
        """Whether somebody else added the very same; all that was typed is there then."""
        on_page = {other.one for other in forms}
        mine = {name: words(form[name].data) for name in form.facts_beside}
        return any(now == mine for key, now in known.items() if key not in on_page) or self.sheet.settled(kind, mine)

    def ask(self, kind, place, name, sentence, change=None):
        self.is_other = True
        self.asks.append(Ask(kind, place, name, sentence))
        if change:
            self.by[change.by.name] = change

    def note(self, kind, key, name, sentence):
        """Note what somebody else did, and who it was."""
        self.is_other = True
        change = self.changes.last(kind, key, "" if name in ("added", "taken off") else name)
        called = {"added": f"{KINDS.get(kind, '')} added: ", "taken off": f"{KINDS.get(kind, '')} taken off: "}.get(name, "")
        who = f" ({change.by.name}, {timezone.localtime(change.at):%H:%M})" if change else ""
        if change:
            self.by[change.by.name] = change
        self.news.append(f"{called}{sentence}{who}")

    def who(self, kind, key, name):
        change = self.changes.last(kind, key, name)
        if change:
            self.by[change.by.name] = change
        return change.by.name if change else "somebody"


KINDS = {"topics": "Topic", "attendance": "Person", "outcomes": "Outcome", "actions": "Action"}


def raw(form):
    """What was posted of a row."""
    return {name: form[name].data or "" for name in form.fields}


def put_rows(data, kind, rows):
    """Make these dicts the rows of a kind in a form's data."""
    for name in [name for name in data if name.startswith(f"{kind}-")]:
        del data[name]
    data[f"{kind}-TOTAL_FORMS"], data[f"{kind}-INITIAL_FORMS"] = str(len(rows)), "0"
    for n, row in enumerate(rows):
        for name, value in row.items():
            data[f"{kind}-{n}-{name}"] = value


def rows_in(data, kind):
    """The rows of a kind in a form's data, as dicts."""
    count = data.get(f"{kind}-TOTAL_FORMS", "")
    rows = [{} for _ in range(min(int(count), 1000) if count.isascii() and count.isdecimal() and len(count) < 6 else 0)]
    for name in data:
        prefix, _, rest = name.partition("-")
        place, _, field = rest.partition("-")
        if prefix == kind and place.isascii() and place.isdecimal() and len(place) < 6 and field and int(place) < len(rows):
            rows[int(place)][field] = data[name]
    return rows
