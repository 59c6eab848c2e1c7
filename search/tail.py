"""The open tail: texts changed lately, one row each with all its words, scanned whole at every search.

So a save writes one small row instead of touching hundreds of postings.
"""

import numpy as np

from .columns import RECORD

FULL = 256  # texts, after which the tail is sealed into a segment


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
    """The tail as it was read: `n` texts, their columns, their words."""

    def __init__(self, rows):
        self.n = len(rows)
        records = np.frombuffer(b"".join(bytes(columns) for columns, _ in rows), RECORD)
        self.columns = {name: np.ascontiguousarray(records[name]) for name in RECORD.names}
        self.keys, self.numbers, self.impacts = joined([bytes(data) for _, data in rows])
        self.highest = int(self.keys.max()) if len(self.keys) else 0

    def postings(self, wanted):
        """{key: (numbers, impacts)} of the wanted keys, as far as the tail has them."""
        wanted = [key for key in wanted if key <= self.highest]
        if not wanted or not self.n:
            return {}
        table = np.zeros(self.highest + 1, bool)
        table[wanted] = True
        places = np.flatnonzero(table[self.keys])
        keys = self.keys[places]
        order = np.argsort(keys, kind="stable")
        keys, places = keys[order], places[order]
        cuts = np.flatnonzero(keys[1:] != keys[:-1]) + 1
        return {
            int(keys[at[0]]): (self.numbers[places[at]], self.impacts[places[at]])
            for at in np.split(np.arange(len(keys)), cuts)
            if len(at)
        }  # fmt: skip
