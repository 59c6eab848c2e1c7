"""As you type: titles that hold what was typed so far, and words that complete the last one.

suggestions = suggest("cursor pag", audiences=request.user.audiences)
[(title.url, title.title, title.worth) for title in suggestions.titles], suggestions.words
"""

import datetime
import re
from dataclasses import dataclass, field

import numpy as np

from . import store
from .entries import worth_of
from .models import Entry
from .postings import Sense, key_of
from .ranking import Sight, idf_of
from .segments import known_words
from .state import current
from .words import STOP, stem, words

SHORTEST = 2  # letters from which a word is completed
TRIED = 12
COLUMNS = ("kind", "key", "anchor", "url", "title", "worth", "status", "day")
ALL_WORDS = "SELECT word, id FROM search_word WHERE word >= %s AND word < %s ORDER BY df DESC, word LIMIT %s"
COMMON_WORDS = ALL_WORDS.replace("ORDER", "AND df >= 2 ORDER")  # has an index of its own
REMEMBERED = 2  # letters of the beginnings whose many words are sorted once
NAME = re.compile(r"[A-Za-z][A-Za-z0-9]{1,9}-[0-9]{1,9}")


@dataclass(frozen=True)
class Title:
    """A text by its title, with what it is worth today."""

    kind: str
    key: str
    anchor: str
    url: str
    title: str
    worth: str
    status: str
    day: datetime.date | None


@dataclass
class Suggestions:
    """What to show under the box: Titles best first, and the text typed so far with its last word completed, likeliest first."""

    titles: list = field(default_factory=list)
    words: list = field(default_factory=list)


def suggest(typed, *, audiences=(), size=8):
    """Suggest what the typed text may become; gives Suggestions from what these audiences may see, and never raises for the text."""
    whole = words(typed[-200:])
    if not whole or len(whole[-1]) < SHORTEST:
        return Suggestions()
    *earlier, last = whole
    with store.one_snapshot():
        sight = Sight(current(), frozenset(audiences))
        completions = _completions(sight, last)
        before = typed[: len(typed.rstrip()) - len(re.search(r"[\W_]*\w*$", typed.rstrip())[0].lstrip())]
        made = Suggestions(words=[before + word for word, _ in completions[:size] if word != last])
        refs = _titles(sight, [word for word in earlier if word not in STOP][-8:], [word for word, _ in completions], size)
        rows = _rows(Entry.objects.filter(id__in=refs), audiences)
        made.titles = [rows[ref] for ref in refs if ref in rows]
    if (name := typed.strip()) and NAME.fullmatch(name):
        named = _rows(Entry.objects.filter(kind__in=sight.state.values["kind"], key=name.upper(), anchor=""), audiences)
        made.titles = [*named.values(), *(title for title in made.titles if title not in named.values())][:size]
    return made


def _completions(sight, last):
    """(word, number) of the commonest words that begin so and that the reader can see somewhere."""
    remembered = sight.state.completions
    found = remembered.get(last)
    if found is None:
        found = store.rows(COMMON_WORDS, [last, last + store.PREFIX_END, TRIED])
        if len(found) < TRIED:
            found = store.rows(ALL_WORDS, [last, last + store.PREFIX_END, TRIED])
        if len(last) <= REMEMBERED and len(remembered) < 2000:
            remembered[last] = found
    shown = sight.shown([key_of(0, number, Sense.EXACT) for _, number in found])
    return [(word, number) for word, number in found if key_of(0, number, Sense.EXACT) in shown]


def _titles(sight, earlier, completions, size):
    """The ids of the texts whose titles hold all earlier words and one of the completions, by their BM25."""
    groups = [[stem(word)] for word in earlier] + [list(dict.fromkeys(map(stem, completions)))]
    known = known_words({root for group in groups for root in group})
    groups = [[key_of(0, known[root][0], Sense.TITLE) for root in group if root in known] for group in groups]
    sight.fetch(key for group in groups for key in group)
    texts, best = sight.state.texts, []
    for place, part in enumerate(sight.state.parts):
        scores = np.ones(part.n, np.float32)
        for group in groups:
            value = np.zeros(part.n, np.float32)
            for key in group:
                posting = sight.of(key)[place]
                if posting is not None:
                    at = posting[0] if posting[0] is not None else slice(None)
                    value[at] = np.maximum(value[at], posting[1] * np.float32(idf_of(texts, sight.df(key))))
            scores *= value
        if sight.seen[place] is not None:
            scores *= sight.seen[place]
        hits = np.flatnonzero(scores != 0)  # comparing first is quicker
        if len(hits) > size:
            border = np.partition(scores[hits], len(hits) - size)[len(hits) - size]
            hits = hits[scores[hits] >= border]
        best += zip((-scores[hits]).tolist(), part.columns["chain"][hits].tolist(), part.columns["ref"][hits].tolist(), strict=True)
    return [ref for _, _, ref in sorted(best)[:size]]


def _rows(entries, audiences):
    found = [
        entry for entry in entries.only("id", "audience_id", "head_key", *COLUMNS) if entry.audience_id is None or entry.audience_id in audiences
    ]
    keys = {(entry.kind, entry.head_key) for entry in found if entry.head_key}
    heads = Entry.objects.filter(kind__in={kind for kind, _ in keys}, key__in={key for _, key in keys}, anchor="") if keys else Entry.objects.none()
    seen = {(kind, key) for kind, key, audience in heads.values_list("kind", "key", "audience_id") if audience is None or audience in audiences}
    return {entry.pk: _title(entry, seen) for entry in found}


def _title(entry, heads):
    worth = worth_of(entry.worth, entry.head_key, (entry.kind, entry.head_key) in heads)
    return Title(**{name: getattr(entry, name) for name in COLUMNS} | {"worth": worth})
