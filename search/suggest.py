"""As you type: titles that hold what was typed so far, and words that complete the last one.

suggestions = suggest("cursor pag", audiences=request.user.audiences)
[(title.url, title.title, title.worth) for title in suggestions.titles], suggestions.words
"""

import datetime
import re
from dataclasses import dataclass, field

import numpy as np

from . import store
from .entries import rows, worth_of
from .postings import Sense, key_of, sparse
from .query import name_in
from .ranking import Sight, idf_of
from .segments import known_words
from .state import current
from .words import STOP, stem, words

SHORTEST = 2  # letters from which a word is completed
TRIED = 12
LEFT_OUT = ("heading", "area", "log", "tags", "people", "cited", "text")
HEADS = "SELECT kind, key, audience_id FROM search_entry WHERE kind {0} AND key {0} AND anchor = ''"
ALL_WORDS = "SELECT word, id FROM search_word WHERE word >= %s AND word < %s ORDER BY df DESC, word LIMIT %s"
COMMON_WORDS = ALL_WORDS.replace("ORDER", "AND substr(word, 1, 2) = %s AND df >= 2 ORDER")  # walks an index, the commonest word first
SHORT = 3  # letters with which so many words begin that this pays
PAST = ("superseded", "deprecated", "rejected", "withdrawn")
LAST = re.compile(r"\w+\W*$")


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
    whole, name = words(typed[-200:]), name_in(typed)
    with store.one_snapshot():
        sight = Sight(current(), frozenset(audiences))
        made = _completed(typed, whole, sight, audiences, size) if whole and len(whole[-1]) >= SHORTEST else Suggestions()
        if name:
            named = _rows(f"kind {store.among('text')} AND key = %s AND anchor = ''", [store.several(sight.state.values["kind"]), name], audiences)
            made.titles = [*named.values(), *(title for title in made.titles if title not in named.values())][:size]
    return made


def _completed(typed, whole, sight, audiences, size):
    """The Suggestions that the last of the words makes, with those before it."""
    *earlier, last = whole
    completions = _completions(sight, last)
    written = LAST.search(typed)
    before = typed[: written.start()] if written else ""
    refs = _titles(sight, [word for word in earlier if word not in STOP][-8:], [word for word, _ in completions], size)
    rows = _rows(f"id {store.among()}", [store.several(refs)], audiences) if refs else {}
    titles = sorted((rows[ref] for ref in refs if ref in rows), key=lambda title: title.status in PAST)  # what holds comes first
    return Suggestions(titles, [before + word for word, _ in completions[:size] if word != last])


def _completions(sight, last):
    """(word, number) of the commonest words that begin so and that the reader can see somewhere."""
    start, end, found = last, last + store.PREFIX_END, []
    if len(last) <= SHORT:
        found = store.rows(COMMON_WORDS, [start, end, last[:2], TRIED])
    if len(found) < TRIED:
        found = store.rows(ALL_WORDS, [start, end, TRIED])
    shown = sight.shown([key_of(0, number, Sense.EXACT) for _, number in found])
    return [(word, number) for word, number in found if key_of(0, number, Sense.EXACT) in shown]


def _titles(sight, earlier, completions, size):
    """The ids of the texts whose titles hold all earlier words and one of the completions, by their BM25."""
    groups = [[stem(word)] for word in earlier] + [list(dict.fromkeys(map(stem, completions)))]
    known = known_words({root for group in groups for root in group})
    groups = [[key_of(0, known[root][0], Sense.TITLE) for root in group if root in known] for group in groups]
    sight.fetch(key for group in groups for key in group)
    idf = {key: np.float32(idf_of(sight.state.texts, sight.df(key))) for group in groups for key in group}
    best = []
    for place, part in enumerate(sight.state.parts):
        held = [[(*sparse(sight.of(key)[place]), idf[key]) for key in group if sight.of(key)[place]] for group in groups]
        if not all(held):
            continue
        hits = np.unique(np.concatenate([numbers for numbers, _, _ in held[0]]))
        if sight.seen[place] is not None:
            hits = hits[sight.seen[place][hits]]
        scores = np.ones(len(hits), np.float32)
        for group in held:
            value = np.zeros(part.n, np.float32)
            for numbers, impacts, rarity in group:
                value[numbers] = np.maximum(value[numbers], impacts * rarity)
            scores *= value[hits]
        hits, scores = _best(hits, scores, size)
        best += zip((-scores).tolist(), part.columns["chain"][hits].tolist(), part.columns["ref"][hits].tolist(), strict=True)
    return [ref for _, _, ref in sorted(best)[:size]]


def _best(hits, scores, size):
    """The best of the hits that have any score, and every tie at the border."""
    border = np.partition(scores, len(scores) - size)[len(scores) - size] if len(scores) > size else 0
    kept = (scores >= border) & (scores > 0)
    return hits[kept], scores[kept]


def _rows(condition, params, audiences):
    """{id: Title} of the entries of which the condition holds and that may be seen."""
    found = [entry for entry in rows(condition, params, without=LEFT_OUT) if entry.audience_id is None or entry.audience_id in audiences]
    seen = set()
    if keys := {(entry.kind, entry.head_key) for entry in found if entry.head_key}:
        kinds, names = store.several({kind for kind, _ in keys}), store.several({key for _, key in keys})
        heads = store.rows(HEADS.format(store.among("text")), [kinds, names])
        seen = {(kind, key) for kind, key, audience in heads if audience is None or audience in audiences}
    return {entry.id: _title(entry, seen) for entry in found}


def _title(entry, heads):
    worth = worth_of(entry.worth, entry.head_key, (entry.kind, entry.head_key) in heads)
    return Title(entry.kind, entry.key, entry.anchor, entry.url, entry.title, worth, entry.status, entry.day)
