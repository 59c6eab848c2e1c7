"""What must hold of a text beside the words: filters, required and unwanted words, days, and sets of things."""

import numpy as np

from . import store
from .columns import day_number, mark
from .models import Entry
from .postings import Sense, key_of
from .segments import known_words
from .words import parts, stem, surfaces, together, unaccented

NOTHING = -1  # the number of a word that nobody ever wrote


class Narrowing:
    """A mask per Part of the index, put together from what the reader asked for. Keys are fetched as they are named."""

    def __init__(self, sight):
        self.sight = sight
        self.conditions = []

    def __call__(self, place, part):
        """The mask of one part, or None if anything goes; for `ranking.rank`."""
        mask = None
        for condition in self.conditions:
            holds = condition(place, part)
            mask = holds if mask is None else mask & holds
        return mask

    def days(self, after, before):
        """Only texts of these days: from `after` on, and before `before`."""
        if after:
            self.conditions.append(lambda place, part: part.columns["day"] >= day_number(after))
        if before:
            self.conditions.append(lambda place, part: (part.columns["day"] < day_number(before)) & (part.columns["day"] > 0))

    def marked(self, field, values, but_not=False):
        """Only texts (or none) of any of these logs, tags or people."""
        marks = [mark(field, value) for value in values]
        known = known_words(marks)
        keys = [key_of(0, known[word][0], Sense.MARK) for word in marks if word in known]
        self._hold(lambda place, part: self._any(place, part, keys), keys, but_not)

    def holding(self, pieces, stems_of=None, but_not=False):
        """Only texts (or none) that hold all words of any of these pieces of a query."""
        alternatives = [self._keys(piece.text, stems_of) for piece in pieces]
        alternatives = [words for words in alternatives if words]
        if alternatives or but_not:
            every = [key for words in alternatives for keys in words for key in keys]
            self._hold(lambda place, part: self._any_all(place, part, alternatives), every, but_not)

    def among(self, things, but_not=False):
        """Only (or none of) these things, given as (kind, key) pairs."""
        keys = {}
        for kind, key in things:
            keys.setdefault(kind, []).append(key)
        refs = []
        for kind, some in keys.items():
            condition = f"kind = %s AND key {store.among('text')}"
            refs += store.rows(f"SELECT id FROM search_entry WHERE {condition}", [kind, store.several(some)])
        self.refs([ref for (ref,) in refs], but_not)

    def refs(self, refs, but_not=False):
        """Only (or none of) the texts with these Entry ids."""
        refs = np.array(sorted(refs), np.int64)
        self._hold(lambda place, part: np.isin(part.columns["ref"], refs), [], but_not)

    def _hold(self, condition, keys, but_not):
        self.sight.fetch(keys)
        self.conditions.append((lambda place, part: ~condition(place, part)) if but_not else condition)

    def _keys(self, text, stems_of):
        """For each word of a piece, the keys of the stems that stand for it, any of which will do."""
        if stems_of is None:
            roots = known_words([stem(parts(surface)[0]) for surface in surfaces(text)])
            numbers = [{roots.get(stem(parts(surface)[0]), (NOTHING, 0))[0]} for surface in surfaces(text)]
        else:
            numbers = [stems_of[parts(surface)[0]] or {NOTHING} for surface in surfaces(text) if parts(surface)[0] in stems_of]
        return [[key_of(0, number, Sense.STEM) for number in some if number != NOTHING] for some in numbers]

    def _any(self, place, part, keys):
        mask = np.zeros(part.n, bool)
        for key in keys:
            posting = self.sight.of(key)[place]
            if posting is not None:
                numbers, impacts = posting
                if numbers is None:
                    mask |= impacts > 0
                else:
                    mask[numbers] |= impacts > 0
        return mask

    def _any_all(self, place, part, alternatives):
        mask = np.zeros(part.n, bool)
        for words in alternatives:
            every = self._any(place, part, words[0])
            for keys in words[1:]:
                every &= self._any(place, part, keys)
            mask |= every
        return mask


def matching(entries, phrase):
    """The ids of the entries in which these words stand one after the other, whatever stands between them and however they are accented."""
    pattern = together(phrase)
    found = set()
    for pk, *texts in entries:
        if any(pattern.search(unaccented(text).lower()) for text in texts):
            found.add(pk)
    return found


def texts_of(refs):
    """(id, title, heading, text) of entries, for `matching`."""
    return Entry.objects.filter(id__in=refs).values_list("id", "title", "heading", "text")
