"""From typed words to Terms: stop words off, words that nobody can see here corrected, the sixteen most telling kept.

A correction is offered only if this reader can see a text that holds it, and a word counts as known only then: so the
spelling tells nothing about texts that are closed to them.
"""

import math
from dataclasses import dataclass, field

from . import store
from .postings import Sense, key_of
from .ranking import Terms, idf_of, keys_of
from .segments import known_words, neighbourhood
from .words import STOP, parts, stem, surfaces, words

MOST_TYPED = 40
MOST_KEPT = 16
WORTH_TRYING = 6  # neighbours that are looked at
NEIGHBOUR_WEIGHTS = (0.9, 0.35, 0.2)
RARE, COMMON = 1, 8
DOUBTFUL = 0.6
MEANT = 0.5  # the weight of a word that means the same as one that was typed


@dataclass
class Understood:
    """What became of the typed words. `stems_of` maps each kept word to the stems that stand for it, for AND, and `numbers`
    those stems, as words, to their numbers."""

    terms: Terms
    stems_of: dict = field(default_factory=dict)
    numbers: dict = field(default_factory=dict)
    corrections: dict = field(default_factory=dict)


def understand(sight, typed, also=()):
    """Make Terms of a text, for what a Sight may see; fetches their postings into it. `also` are names that mean the same as
    something that was typed: their words count for less, the less the more of them a name has, and nothing must hold them."""
    surface = [part for written in surfaces(typed) for part in parts(written)]
    kept = ([word for word in surface if word not in STOP] or surface)[:MOST_TYPED]
    meant = _meant(also, set(map(stem, kept)))
    known = known_words([*kept, *map(stem, kept), *meant])
    every = Terms({known[root][0]: 1 for root in (*map(stem, kept), *meant) if root in known}, {known[word][0]: 1 for word in kept if word in known})
    sight.fetch(keys_of(every))  # at once, as each fetch scans the tail
    made = Understood(Terms())
    often = {}
    for word in kept:
        root = stem(word)
        if root in known and sight.has(key_of(0, known[root][0], Sense.STEM)):
            often[root] = often.get(root, 0) + 1
            made.terms.stems[known[root][0]] = 1 + math.log(often[root])
            if word in known:
                made.terms.exact[known[word][0]] = 1.0
            made.stems_of.setdefault(word, set()).add(known[root][0])
            made.numbers[root] = known[root][0]
            if known.get(word, (0, 0))[1] <= RARE and known[root][1] <= RARE and len(word) > 4:
                _doubt(sight, made, word)
        elif word not in made.stems_of:
            made.stems_of[word] = set()
            _correct(sight, made, word)
    for root, weight in meant.items():
        if root in known and sight.has(key_of(0, known[root][0], Sense.STEM)):
            made.terms.stems.setdefault(known[root][0], weight)
            made.numbers[root] = known[root][0]
    sight.fetch(keys_of(made.terms))
    _keep_the_most_telling(sight, made.terms)
    return made


def _meant(names, typed):
    """{stem: weight} of the words of names that mean the same as something typed, without the stems that were typed."""
    found = {}
    for name in names:
        roots = [root for root in map(stem, words(name)) if root not in STOP]
        for root in roots:
            if root not in typed:
                found[root] = max(found.get(root, 0), MEANT / len(roots))
    return found


def neighbours(sight, word):
    """Words of the vocabulary one slip away (a letter more, less, other, or two swapped) that the reader can see, likeliest
    first, as (word, number, df)."""
    meeting = neighbourhood(word)
    if not meeting:
        return []
    sql = f"SELECT DISTINCT w.word, w.id, w.df FROM search_spelling s JOIN search_word w ON w.id = s.word WHERE s.less {store.among()}"
    near = [row for row in store.rows(sql, [store.several(sorted(meeting))]) if is_one_slip(word, row[0])]
    tail = sight.state.tail.postings([key_of(0, number, Sense.EXACT) for _, number, _ in near])
    near = [(other, number, df + len(tail.get(key_of(0, number, Sense.EXACT), ((), ()))[0])) for other, number, df in near]
    near.sort(key=lambda row: (-math.log(1 + row[2]) * (1.3 if row[0][0] == word[0] else 1.0), row[0]))
    near = near[: 4 * WORTH_TRYING]
    found = []
    for start in range(0, len(near), WORTH_TRYING):
        some = near[start : start + WORTH_TRYING]
        shown = sight.shown([key_of(0, number, Sense.EXACT) for _, number, _ in some])
        found += [row for row in some if key_of(0, row[1], Sense.EXACT) in shown]
        if len(found) >= len(NEIGHBOUR_WEIGHTS):
            break
    return found[: len(NEIGHBOUR_WEIGHTS)]


def is_one_slip(a, b):
    """Whether one letter added, left out, replaced or two neighbours swapped make b of a (Damerau's distance 1)."""
    if a == b or abs(len(a) - len(b)) > 1:
        return False
    at = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    if len(a) == len(b):
        swapped = a[at : at + 2] == b[at : at + 2][::-1] and a[at + 2 :] == b[at + 2 :]
        return swapped or a[at + 1 :] == b[at + 1 :]
    return a[at + 1 :] == b[at:] if len(a) > len(b) else a[at:] == b[at + 1 :]


def _correct(sight, made, word):
    near = neighbours(sight, word)
    roots = known_words(stem(other) for other, _, _ in near) if near else {}
    for (other, number, _), weight in zip(near, NEIGHBOUR_WEIGHTS, strict=False):
        if stem(other) in roots:
            root = roots[stem(other)][0]
            made.terms.stems[root] = max(made.terms.stems.get(root, 0), weight)
            made.terms.exact.setdefault(number, weight)
            made.stems_of[word].add(root)
            made.numbers.setdefault(stem(other), root)
            made.corrections.setdefault(word, other)


def _doubt(sight, made, word):
    """A word of one text only may be a misspelling in that text, or the reader's: try its common neighbour too."""
    for other, _, df in neighbours(sight, word)[:1]:
        if df >= COMMON:
            for root, (number, _) in known_words([stem(other)]).items():
                made.terms.stems.setdefault(number, DOUBTFUL)
                made.numbers.setdefault(root, number)


def _keep_the_most_telling(sight, terms):
    for name, sense in (("stems", Sense.STEM), ("exact", Sense.EXACT)):
        weights = getattr(terms, name)
        if len(weights) > MOST_KEPT:
            texts = sight.state.texts
            worth = {word: weight * idf_of(texts, sight.df(key_of(0, word, sense))) for word, weight in weights.items()}
            kept = set(sorted(weights, key=lambda word: -worth[word])[:MOST_KEPT])
            setattr(terms, name, {word: weight for word, weight in weights.items() if word in kept})
