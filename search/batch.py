"""Texts on their way into the index: their words are counted, field by field, and weighed.

The weights are BM25F's and those of "R1", tuned on five collections of real documents: a word in the title counts six
times, in a heading or in what others say twice; each field's length is measured against the mean length of that field.

Python only finds the words and numbers them. That so many of them are the same is counted for all texts of a batch at
once, by sorting one array of 64-bit numbers.
"""

from array import array
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

import numpy as np

from . import anatomy
from .postings import Sense, impacts_of, starts_of
from .words import pairs, surfaces

FIELDS = ("title", "headings", "body", "cited", "lead")
TITLE, HEADINGS, BODY, CITED, LEAD = range(5)
WEIGHT = {TITLE: 6.0, HEADINGS: 2.0, CITED: 2.0}
B_SHORT, B = 0.3, 0.6  # how much a field's length counts: title, headings and citations; body and all that stand alone
TITLE_IN_EXACT = 3


@dataclass(frozen=True, slots=True)
class Lengths:
    """Number of texts and the summed length of each field; lengths add up over segments."""

    texts: int = 0
    sums: tuple = (0, 0, 0, 0, 0)

    def __add__(self, other):
        return Lengths(self.texts + other.texts, tuple(a + b for a, b in zip(self.sums, other.sums, strict=True)))

    def means(self):
        """The mean length of each field; a believable guess as long as there are few texts."""
        guess = Lengths(8, (48, 96, 2400, 160, 800))
        known = self if self.texts >= 64 else self + guess
        return np.maximum(np.array(known.sums, np.float32) / known.texts, 1)


class Numbered(dict):
    """Words and the numbers they get as they come: 0, 1, 2…"""

    def __missing__(self, word):
        number = self[word] = len(self)
        return number


class Batch:
    """Up to 65,536 texts, numbered as they are added. Only once all are added, ask for what was counted."""

    def __init__(self):
        self._surfaces = Numbered()
        self._written = [array("I") for _ in FIELDS]
        self._sizes = [array("I") for _ in FIELDS]
        self._marks, self._marked = [], array("I")

    def __len__(self):
        return len(self._marked)

    def add(self, title, headings, body, cited="", marks=()):
        """Note one text's words; `headings` is a list beside those that stand in the body."""
        every_heading = "\n".join([*headings, *anatomy.headings(body)])
        for written, sizes, text in zip(self._written, self._sizes, (title, every_heading, body, cited, anatomy.lead(body)), strict=True):
            found = surfaces(text)
            written.extend(map(self._surfaces.__getitem__, found))
            sizes.append(len(found))
        marks = dict.fromkeys(marks)
        self._marks.extend(marks)
        self._marked.append(len(marks))

    @property
    def vocabulary(self):
        """{index word, stem or mark: its number in this batch}, in the order of the numbers."""
        return self._known[0]

    @cached_property
    def lengths(self):
        """How many words each field of each text has, as an array of texts by fields."""
        return np.column_stack([np.bincount(texts, minlength=len(self)) for texts, _, _ in self._fields])

    @property
    def title_stems(self):
        """How many different stems each title has."""
        texts, _, roots = self._fields[TITLE]
        return np.bincount(np.unique(roots << 16 | texts) & 0xFFFF, minlength=len(self))

    def totals(self):
        return Lengths(len(self), tuple(self.lengths.sum(0).tolist()))

    def postings(self, ids, means):
        """(keys, numbers, impacts) of all that was added, in this order: `ids` maps each word of the vocabulary to its number,
        `means` are mean lengths."""
        known = np.fromiter((ids[word] for word in self.vocabulary), np.int64, len(self.vocabulary))
        streams, factors = self._streams(means)
        every = np.concatenate([known[words] << 21 | sense << 18 | texts << 2 | place for sense, place, words, texts in streams])
        every.sort()
        starts = starts_of(every)
        often = np.diff(starts, append=len(every)).astype(np.float32)
        every = every[starts]
        often *= factors[every >> 18 & 7, every & 3, every >> 2 & 0xFFFF]
        every >>= 2
        starts = starts_of(every)
        every = every[starts]
        return every >> 16, (every & 0xFFFF).astype(np.uint16), impacts_of(np.add.reduceat(often, starts))

    @cached_property
    def _known(self):
        """The vocabulary; how many index words each written word stands for; those of the first, the second… and their stems; all marks."""
        stands_for = pairs(self._surfaces)
        both = list(chain.from_iterable(chain.from_iterable(stands_for)))
        words = dict.fromkeys(chain(both, self._marks))
        vocabulary = dict(zip(words, range(len(words)), strict=True))
        numbers = np.fromiter(map(vocabulary.__getitem__, chain(both, self._marks)), np.int64, len(both) + len(self._marks))
        runs = np.fromiter(map(len, stands_for), np.int64, len(stands_for))
        return vocabulary, runs, numbers[: len(both) : 2], numbers[1 : len(both) : 2], numbers[len(both) :]

    @cached_property
    def _fields(self):
        """For each field (text, word, stem) of all its words, as three equally long arrays."""
        _, runs, words, roots, _ = self._known
        starts, fields = np.cumsum(runs) - runs, []
        for written, sizes in zip(self._written, self._sizes, strict=True):
            written = np.frombuffer(written, np.uint32)
            texts = np.repeat(np.arange(len(self)), sizes)
            at, often = starts[written], runs[written]
            if often.sum() > len(written):  # some stand for several words
                at = np.repeat(at - np.cumsum(often) + often, often) + np.arange(often.sum())
                texts = np.repeat(texts, often)
            fields.append((texts, words[at], roots[at]))
        return fields

    def _streams(self, means):
        """What becomes postings: (sense, place, words, texts) of every word in that sense, place telling its fields apart; and by how
        much a word counts, by sense, place and text."""
        streams, factors = [], np.zeros((len(Sense), 4, len(self)), np.float32)
        shares = (self.lengths.astype(np.float32) / means).T
        exact = (self.lengths[:, BODY] + TITLE_IN_EXACT * self.lengths[:, TITLE]) / (means[BODY] + TITLE_IN_EXACT * means[TITLE])

        def note(sense, place, field, factor):
            texts, words, roots = self._fields[field]
            streams.append((sense, place, words if sense == Sense.EXACT else roots, texts))
            factors[sense, place] = factor

        note(Sense.STEM, 0, BODY, 1 / (1 - B + B * shares[BODY]))
        for place, field in enumerate(WEIGHT, 1):
            note(Sense.STEM, place, field, WEIGHT[field] / (1 - B_SHORT + B_SHORT * shares[field]))
        note(Sense.EXACT, 0, BODY, 1 / (1 - B + B * exact))
        note(Sense.EXACT, 1, TITLE, TITLE_IN_EXACT / (1 - B + B * exact))
        for sense, field in ((Sense.TITLE, TITLE), (Sense.CITED, CITED), (Sense.LEAD, LEAD)):
            note(sense, 0, field, 1 / (1 - B + B * shares[field]))
        streams.append((Sense.MARK, 0, self._known[4], np.repeat(np.arange(len(self)), self._marked)))
        factors[Sense.MARK, 0] = 1
        return streams, factors
