"""The open tail: texts changed lately, one row each with all its words. A process keeps the rows that it has read, sorted by words.

So a save writes one small row instead of touching hundreds of postings.
"""

import numpy as np

from .columns import RECORD
from .postings import apart, joint

FULL = 256  # texts, after which the tail is sealed into a segment
EMPTY, NOTHING = np.zeros(0, RECORD), np.zeros(0, np.int64)


def pack(keys, impacts):
    """The bytes of one text: how many keys, the keys (word * 8 + sense) as u32, their impacts as u8."""
    return len(keys).to_bytes(4, "little") + keys.astype("<u4").tobytes() + impacts.tobytes()


def joined(blobs):
    """(keys, numbers, impacts) of the texts whose bytes these are, numbered from 0."""
    sizes = [int.from_bytes(blob[:4], "little") for blob in blobs]
    keys = np.frombuffer(b"".join(blob[4 : 4 + 4 * size] for blob, size in zip(blobs, sizes, strict=True)), "<u4")
    impacts = np.frombuffer(b"".join(blob[4 + 4 * size :] for blob, size in zip(blobs, sizes, strict=True)), np.uint8)
    return keys, np.repeat(np.arange(len(blobs), dtype=np.uint16), sizes), impacts


class Tail:
    """The tail as it was read, never changed: `n` texts by the ids of their rows, their columns, and their words in order."""

    def __init__(self, ids=(), records=EMPTY, every=NOTHING):
        self.ids, self.n, self._records, self._every = tuple(ids), len(records), records, every
        self.columns = {name: np.ascontiguousarray(records[name]) for name in RECORD.names}
        self.keys, self.numbers, self.impacts = apart(every)

    def without(self, gone):
        """The Tail without the rows of these ids."""
        stays = np.array([number not in gone for number in self.ids], bool)
        renumbered = np.where(stays, np.cumsum(stays) - 1, -1)[self.numbers]
        left = renumbered >= 0
        every = joint(self.keys[left], renumbered[left], self.impacts[left])
        return Tail((number for number in self.ids if number not in gone), self._records[stays], every)

    def grown(self, rows):
        """The Tail with rows (id, columns, data) more."""
        ids, columns, blobs = zip(*rows, strict=True)
        keys, numbers, impacts = joined(blobs)
        every = np.concatenate([self._every, np.sort(joint(keys, numbers + np.uint16(self.n), impacts))])
        every.sort(kind="stable")  # which only merges what is in order
        return Tail((*self.ids, *ids), np.concatenate([self._records, np.frombuffer(b"".join(columns), RECORD)]), every)

    def postings(self, wanted):
        """{key: (numbers, impacts)} of the wanted keys, as far as the tail has them."""
        starts, ends = np.searchsorted(self.keys, wanted).tolist(), np.searchsorted(self.keys, wanted, "right").tolist()
        places = zip(wanted, starts, ends, strict=True)
        return {key: (self.numbers[start:end], self.impacts[start:end]) for key, start, end in places if start < end}
