"""Ranking "R1": every text that holds any of the words is scored, best first, exact in number and the same on every database.

    score = BM25F over stems + .85 exact words + .75 title x sqrt(share of the title covered) + .4 what others say + .25 the lead

Scores are summed in the query's order of words, and ties are broken by what the texts are called, so engines cannot differ.
"""

import math
from collections import Counter
from dataclasses import dataclass, field

import numpy as np

from . import store
from .columns import FACETS
from .postings import K1, LOW, Sense, at_least, how_many, key_of, sparse, unpack
from .state import TAIL, State

EXACT, TITLE, CITED, LEAD = 0.85, 0.75, 0.4, 0.25
SCALE = (K1 + 1) / 255
SAMPLE = 1024
CALLED = 1e6
PEEK = 256  # texts that are looked at first
USUAL_TITLE_WORD = 5.0  # the idf that a title's word is taken to have where the query does not say it


@dataclass
class Terms:
    """What is looked for: weights by number of stem and of exact word, in the query's order."""

    stems: dict = field(default_factory=dict)
    exact: dict = field(default_factory=dict)


@dataclass
class Ranked:
    """The best texts as (score, Entry id, chain) best first, how many there are in all, and how many of each facet's values."""

    best: list
    total: int
    facets: dict


class Sight:
    """The index as one reader may see it during one search: its postings, fetched as they are wanted, and who may be seen."""

    def __init__(self, state: State, audiences):
        self.state = state
        self.seen = state.seen(audiences)
        self._held = {}

    def fetch(self, keys):
        """Fetch the postings of these keys (word * 8 + sense), so that `of` has them."""
        keys = [key for key in dict.fromkeys(keys) if key not in self._held]
        if not keys:
            return
        places = {part.seg: place for place, part in enumerate(self.state.parts)}
        for key in keys:
            self._held[key] = [None] * len(places)
        wanted = [(seg << 40) + key for key in keys for seg in places if seg != TAIL]
        if wanted:
            for key, data in store.rows(f"SELECT key, data FROM search_posting WHERE key {store.among()}", [store.several(wanted)]):
                self._held[key & LOW][places[key >> 40]] = unpack(data)
        if TAIL in places:
            for key, posting in self.state.tail.postings(keys).items():
                self._held[key][places[TAIL]] = posting

    def of(self, key):
        """The postings of a key, one (numbers, impacts) or None for each part."""
        return self._held[key]

    def df(self, key):
        """How many texts hold it, dead and unseen ones too."""
        return sum(map(how_many, filter(None, self._held[key])))

    def has(self, key):
        """Whether a living text that the reader may see holds it."""
        for posting, seen in zip(self._held[key], self.seen, strict=True):
            if posting is None:
                continue
            numbers, impacts = posting
            for few in (PEEK, len(impacts)):  # a common word shows itself at once
                some = np.flatnonzero(impacts[:few])
                some = some if numbers is None else numbers[some]
                if len(some) and (seen is None or seen[some].any()):
                    return True
        return False

    def shown(self, keys):
        """Those of the keys that `has` would say yes to. A word that more texts hold than are hidden is not even fetched."""
        found, parts = set(), self.state.parts
        places = {part.seg: place for place, part in enumerate(parts) if part.seg != TAIL}
        wanted = [(seg << 40) + key for key in keys for seg in places]
        hidden = [0 if seen is None else part.n - int(np.count_nonzero(seen)) for part, seen in zip(parts, self.seen, strict=True)]
        sql = f"SELECT key, length(data) FROM search_posting WHERE key {store.among()}"
        for key, length in store.rows(sql, [store.several(wanted)]) if wanted else ():
            place = places[key >> 40]
            if at_least(length, parts[place].n) > hidden[place]:
                found.add(key & LOW)
        rest = [key for key in keys if key not in found]
        self.fetch(rest)
        return found.union(key for key in rest if self.has(key))


def rank(sight, terms, wanted=None, narrow=None, limit=20, first=None):
    """Rank what a Sight may see by the Terms; gives Ranked with the best `limit` of them.

    `narrow(part place, part)` gives a mask of what else must hold, or None. `wanted` maps a facet to the values that
    are asked for; a facet's own counts do not mind them, so that a reader sees what the other values would give.
    `first` is the Entry id of what was called by its name: it leads.
    """
    idf = {key: idf_of(sight.state.texts, sight.df(key)) for key in keys_of(terms)}

    def scores_of(place, part):
        scores = _scores(sight, place, part, terms, idf)
        if first is not None:
            scores[part.columns["ref"] == first] += CALLED
        return scores

    return _ranked(sight, scores_of, wanted, narrow, limit)


def newest(sight, wanted=None, narrow=None, limit=20):
    """What a Sight may see, latest day first, in the shape of `rank`: for a search without words."""
    return _ranked(sight, lambda place, part: (part.columns["day"] + 1).astype(np.float32), wanted, narrow, limit)


def keys_of(terms):
    """All keys that ranking by these terms reads."""
    senses = (Sense.STEM, Sense.TITLE, Sense.CITED, Sense.LEAD)
    return [key_of(0, stem, sense) for stem in terms.stems for sense in senses] + [key_of(0, word, Sense.EXACT) for word in terms.exact]


def idf_of(texts, df):
    return math.log(1 + (texts - df + 0.5) / (df + 0.5))


def _ranked(sight, scores_of, wanted, narrow, limit):
    state = sight.state
    allowed = _allowed(state, wanted or {})
    best, counts = [], np.zeros(allowed["all"].size, np.int64)
    for place, part in enumerate(state.parts):
        scores = scores_of(place, part)
        for mask in (sight.seen[place], narrow(place, part) if narrow else None):
            if mask is not None:
                scores *= mask
        hits = np.flatnonzero(scores != 0)  # comparing first is quicker
        counts += np.bincount(part.code[hits], minlength=counts.size)
        if wanted:
            hits = hits[allowed["all"][part.code[hits]]]
        hits, values = _best(hits, scores[hits], part.columns["chain"], limit)
        best += zip((-values).tolist(), part.columns["chain"][hits].tolist(), part.columns["ref"][hits].tolist(), strict=True)
    best = [(-score, ref, chain) for score, chain, ref in sorted(best)[:limit]]
    return Ranked(best, int(counts[allowed["all"]].sum()), _facets(state, counts, allowed))


def _scores(sight, place, part, terms, idf):
    scores = np.zeros(part.n, np.float32)
    for weights, sense, weight in (
        (terms.stems, Sense.STEM, 1.0),
        (terms.exact, Sense.EXACT, EXACT),
        (terms.stems, Sense.CITED, CITED),
        (terms.stems, Sense.LEAD, LEAD),
    ):
        for word, own in weights.items():
            key = key_of(0, word, sense)
            posting = sight.of(key)[place]
            if posting is not None:
                _add(scores, posting, np.float32(weight * own * idf[key] * SCALE))
    _add_titles(scores, sight, place, part, terms, idf)
    return scores


def _add(scores, posting, factor):
    numbers, impacts = posting
    if numbers is None:
        scores += impacts * factor
    else:
        scores[numbers] += impacts * factor


def _add_titles(scores, sight, place, part, terms, idf):
    """Titles by their own BM25, times the root of the share of the title that the query covers."""
    held = []
    for stem, weight in terms.stems.items():
        key = key_of(0, stem, Sense.TITLE)
        posting = sight.of(key)[place]
        if posting is not None:
            numbers, impacts = sparse(posting)
            held.append((numbers, impacts * np.float32(weight * idf[key] * SCALE), np.float32(idf[key])))
    if not held:
        return
    value, covered, words = (np.zeros(part.n, np.float32) for _ in range(3))
    for numbers, impacts, rarity in held:
        value[numbers] += impacts
        covered[numbers] += rarity
        words[numbers] += 1
    at = held[0][0] if len(held) == 1 else np.flatnonzero(words != 0)
    mass = covered[at] + (part.columns["titles"][at] - words[at]) * np.float32(USUAL_TITLE_WORD)
    scores[at] += np.float32(TITLE) * value[at] * np.sqrt(covered[at] / mass)


def _best(hits, values, chains, limit):
    """The best `limit` of the hits with their values, in no order; of the ties at the border those that are called first."""
    if len(hits) <= limit:
        return hits, values
    if len(hits) > 4 * SAMPLE:  # a lower bound of the last place from a sample first, as partitioning all is dear
        rank_in_sample = max(2, limit * SAMPLE // len(hits) + 8)
        sample = values[:: len(hits) // SAMPLE]
        if rank_in_sample < len(sample):
            bound = np.partition(sample, -rank_in_sample)[-rank_in_sample]
            above = np.flatnonzero(values >= bound)
            if len(above) >= limit:
                hits, values = hits[above], values[above]
    border = np.partition(values, len(values) - limit)[len(values) - limit]
    kept = np.flatnonzero(values >= border)
    if len(kept) > 2 * limit:  # a common word alone gives the same score to hundreds
        tied = kept[values[kept] == border]
        called, left = chains[hits[tied]], limit - (len(kept) - len(tied))
        kept = np.concatenate([kept[values[kept] > border], tied[called <= np.partition(called, left - 1)[left - 1]]])
    return hits[kept], values[kept]


def _allowed(state, wanted):
    """For every combination of facet values, whether it is wanted: by all facets, and by all but one (under that one's name)."""
    masks = {}
    for facet in FACETS:
        values = state.values[facet]
        chosen = wanted.get(facet)
        masks[facet] = np.array([chosen(value) for value in values]) if chosen else np.ones(len(values), bool)

    def combined(but=None):
        kind, status, area = (masks[facet] if facet != but else np.ones_like(masks[facet]) for facet in FACETS)
        return (kind[:, None, None] & status[None, :, None] & area[None, None, :]).ravel()

    return {"all": combined()} | {facet: combined(but=facet) for facet in FACETS}


def _facets(state, counts, allowed):
    shape = [len(state.values[facet]) for facet in FACETS]
    found = {}
    for axis, facet in enumerate(FACETS):
        others = tuple(other for other in range(len(FACETS)) if other != axis)
        sums = (counts * allowed[facet]).reshape(shape).sum(others).tolist()
        found[facet] = Counter({value: often for value, often in zip(state.values[facet], sums, strict=True) if value and often})
    return found
