"""What to show below the search box while somebody types: what a filter may name, titles, and words that complete the last one."""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from meetings.models import Series
from records.models import Log, Status
from search.query import DATES, FILTERS, Piece, parse
from search.suggest import suggest

from .looking import KINDS, areas, look_for
from .mentions import people

MOST, FEW = 8, 3
FILTER = re.compile(rf"""(?:^|(?<=\s))-?(?P<field>{"|".join((*FILTERS, *DATES))}):(?:["“”„](?P<quoted>[^"“”„]*)|(?P<word>[^\s"“”„]*))$""", re.I)
WORD = re.compile(r"[^\W_]*$")
BE = {"in-force": "what holds today", "unseen": "what you have not seen", "seen": "what you have seen"}


class Name(NamedTuple):
    """All that was typed with the filter at its end completed, and what that filter names, in words."""

    words: str
    called: str


@dataclass
class Suggestions:
    names: list = field(default_factory=list)
    titles: list = field(default_factory=list)
    words: list = field(default_factory=list)

    def __len__(self):
        return len(self.names) + len(self.titles) + len(self.words)


def suggestions(typed, reader):
    """The Suggestions for what this reader has typed so far, of what they may see; never raises for the text."""
    names, is_whole = named(typed, reader)
    if names and not is_whole or typed.endswith(":") and FILTER.search(typed):
        return Suggestions(names)
    query = parse(typed)
    if query.is_plain:
        found = suggest(typed, audiences=reader.audiences)
        return Suggestions(names, found.titles, found.words[:FEW])
    last = WORD.search(typed)[0]
    words = suggest(last, audiences=reader.audiences).words if last and not FILTER.search(typed) else []
    if query.groups and query.groups[-1][-1] == Piece(last):
        query.groups[-1] += map(Piece, words[:FEW])
    hits = look_for(query, reader, areas(), size=MOST)[0].hits if not query.is_empty else []
    return Suggestions(names, hits, [typed.removesuffix(last) + word for word in words[:FEW]])


def named(typed, reader):
    """The Names that a filter at the end of what was typed may become, and whether it is whole already."""
    if not (match := FILTER.search(typed)):
        return [], False
    value = (match["quoted"] or match["word"] or "").strip().lower()
    known = [(short, called) for short, called in known_as(match["field"].lower(), value, reader) if is_meant(value, short, called)]
    before = typed[: match.end("field") + 1]
    is_whole = any(value in (short.lower(), called.lower()) for short, called in known)
    return [Name(before + short, called) for short, called in known if short.lower() != value][:MOST], is_whole


def known_as(name, value, reader):
    """(short name, name) of what a filter may be about."""
    if name == "by":
        return [(person.name.removeprefix("@"), person.title) for person in people(value[:40])]
    known = {
        "area": lambda: areas().items(),
        "in": lambda: Series.objects.visible_to(reader).values_list("slug", "name"),
        "log": lambda: Log.objects.visible_to(reader).values_list("key", "title"),
        "kind": KINDS.items,
        "status": lambda: Status.choices,
        "is": BE.items,
    }
    return known[name]() if name in known else ()


def is_meant(value, *names):
    """Whether one of the names, or one of their words, begins with what was typed."""
    return any(f" {name.lower()}".find(f" {value}") >= 0 for name in names)
