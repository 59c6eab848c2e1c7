"""Texts on their way into the index: their words are counted, field by field, and weighed.

The weights are BM25F's and those of "R1", tuned on five collections of real documents: a word in the title counts six
times, in a heading or in what others say twice; each field's length is measured against the mean length of that field.
"""

from array import array
from dataclasses import dataclass
from itertools import repeat

import numpy as np

from . import anatomy
from .postings import Sense, impacts_of
from .words import counts, root_counts

WEIGHT = {"title": 6.0, "headings": 2.0, "cited": 2.0}
B_SHORT, B = 0.3, 0.6  # how much a field's length counts: title, headings and citations; body and all that stand alone
TITLE_IN_EXACT = 3
FIELDS = ("title", "headings", "body", "cited", "lead")


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


class Vocabulary(dict):
    """Words and the numbers they get as they come: 0, 1, 2…"""

    def __missing__(self, word):
        number = self[word] = len(self)
        return number


class Batch:
    """Up to 65,536 texts, numbered as they are added."""

    def __init__(self):
        self.vocabulary = Vocabulary()
        self.words = [array("I") for _ in Sense]
        self.numbers = [array("H") for _ in Sense]
        self.often = {name: array("I") for name in ("title", "headings", "body", "cited", *Sense)}
        self.lengths = []

    def __len__(self):
        return len(self.lengths)

    def add(self, title, headings, body, cited="", marks=()):
        """Count one text's words; `headings` is a list beside those that stand in the body. Gives how many stems the title has."""
        number = len(self.lengths)
        (in_title, title_roots), (exact, body_roots) = counts(title), counts(body)
        in_headings = root_counts("\n".join([*headings, *anatomy.headings(body)]))
        in_cited, in_lead = root_counts(cited), root_counts(anatomy.lead(body))
        roots = {"title": title_roots, "headings": in_headings, "body": body_roots, "cited": in_cited}
        sums = [sum(found.values()) for found in (in_title, in_headings, exact, in_cited, in_lead)]
        every = {**roots["title"], **roots["headings"], **roots["cited"], **roots["body"]}
        self._note(Sense.STEM, number, every)
        for field in ("title", "headings", "body", "cited"):
            self.often[field].extend(map(roots[field].get, every, repeat(0)) if roots[field] else repeat(0, len(every)))
        for word, often in in_title.items():
            exact[word] = exact.get(word, 0) + TITLE_IN_EXACT * often
        for sense, found in ((Sense.EXACT, exact), (Sense.TITLE, roots["title"]), (Sense.CITED, roots["cited"]), (Sense.LEAD, in_lead)):
            self._note(sense, number, found)
            self.often[sense].extend(found.values())
        self._note(Sense.MARK, number, dict.fromkeys(marks))
        self.lengths.append(sums)
        return len(roots["title"])

    def totals(self):
        return Lengths(len(self), tuple(int(total) for total in np.array(self.lengths, np.int64).sum(0)))

    def postings(self, ids, means):
        """(keys, numbers, impacts) of all that was added: `ids` maps each word of the vocabulary to its number, `means` are mean lengths."""
        known = np.fromiter((ids[word] for word in self.vocabulary), np.int64, len(self.vocabulary))
        lengths = np.array(self.lengths, np.float32)
        keys, numbers, impacts = [], [], []
        for sense in Sense:
            own = np.frombuffer(self.numbers[sense], np.uint16)
            if not len(own):
                continue
            keys.append(known[np.frombuffer(self.words[sense], np.uint32)] * 8 + sense)
            numbers.append(own)
            impacts.append(impacts_of(self._weights(sense, own, lengths, means)))
        return np.concatenate(keys), np.concatenate(numbers), np.concatenate(impacts)

    def _note(self, sense, number, found):
        self.words[sense].extend(map(self.vocabulary.__getitem__, found))
        self.numbers[sense].extend(repeat(number, len(found)))

    def _weights(self, sense, own, lengths, means):
        if sense == Sense.MARK:
            return np.ones(len(own), np.float32)
        title, headings, body, cited, lead = (lengths / means).T
        if sense == Sense.STEM:
            often = {field: np.frombuffer(self.often[field], np.uint32).astype(np.float32) for field in ("title", "headings", "body", "cited")}
            total = often["body"] / (1 - B + B * body)[own]
            for field, length in (("title", title), ("headings", headings), ("cited", cited)):
                total += WEIGHT[field] * often[field] / (1 - B_SHORT + B_SHORT * length)[own]
            return total
        if sense == Sense.EXACT:
            share = (lengths[:, 2] + TITLE_IN_EXACT * lengths[:, 0]) / (means[2] + TITLE_IN_EXACT * means[0])
        else:
            share = {Sense.TITLE: title, Sense.CITED: cited, Sense.LEAD: lead}[sense]
        return np.frombuffer(self.often[sense], np.uint32).astype(np.float32) / (1 - B + B * share)[own]
