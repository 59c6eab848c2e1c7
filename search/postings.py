"""How a word's texts are packed: keys, impacts and bytes.

A posting row says which texts of one segment hold one word in one sense, and how much each says about it (its impact,
1 to 255). Its key is the segment, the word's number and the sense, in this order: what changes together lies together.
Its bytes are one of
    "S", the texts' numbers (u16) and their impacts (u8);
    "G", the gaps between the numbers (u8) and their impacts, where that is shorter: a wider gap is filled with texts of impact 0;
    "D", one impact per text of the segment, for a word in more than one text in six.
So whoever reads a posting takes a text of impact 0 for one that does not hold the word.
"""

from enum import IntEnum

import numpy as np

K1 = 1.2  # how soon a repeated word stops adding, as in BM25
LARGEST = 65_536  # texts in a segment, as their numbers are u16
LOW = (1 << 40) - 1
DENSE, GAPS = ord("D"), ord("G")
WIDEST = 255  # gap
DENSEST = 6  # a word in more than one text in so many is written densely


class Sense(IntEnum):
    """In what sense a text holds a word."""

    STEM = 0  # in any field, weighed as BM25F
    EXACT = 1
    TITLE = 2
    CITED = 3  # in what others say about it
    LEAD = 4  # in its first words
    MARK = 5  # no word: a log, a tag or a person by which to filter


def key_of(seg, word, sense):
    return (seg << 40) + word * 8 + sense


def impacts_of(weights):
    """BM25's saturated weight v / (v + K1) as a number from 1 to 255."""
    return np.clip(np.rint(255 * weights / (weights + K1)), 1, 255).astype(np.uint8)


def pack(numbers, impacts, size):
    """The bytes of a posting row from the bytes of ascending u16 numbers and of their impacts, in a segment of `size` texts."""
    count = len(impacts)
    if count * DENSEST > size:
        dense = np.zeros(size, np.uint8)
        dense[np.frombuffer(numbers, "<u2")] = np.frombuffer(impacts, np.uint8)
        return b"D" + dense.tobytes()
    if count * WIDEST > size:  # or the gaps are too wide on the whole
        gaps = np.diff(np.frombuffer(numbers, "<u2").astype(np.int64), prepend=0)
        filling = np.maximum(gaps - 1, 0) // WIDEST
        at = np.arange(count) + np.cumsum(filling)
        if 2 * (at[-1] + 1) < 3 * count:
            return b"G" + _spread(gaps - WIDEST * filling, at, WIDEST) + _spread(np.frombuffer(impacts, np.uint8), at, 0)
    return b"S" + numbers + impacts


def _spread(values, at, between):
    spread = np.full(at[-1] + 1, between, np.uint8)
    spread[at] = values
    return spread.tobytes()


def unpack(data):
    """(numbers, impacts) of a posting row as arrays; numbers None means one impact per text."""
    if data[0] == DENSE:
        return None, np.frombuffer(data, np.uint8, offset=1)
    if data[0] == GAPS:
        count = (len(data) - 1) // 2
        return np.cumsum(np.frombuffer(data, np.uint8, count, 1), dtype=np.intp), np.frombuffer(data, np.uint8, count, 1 + count)
    count = (len(data) - 1) // 3
    return np.frombuffer(data, "<u2", count, 1), np.frombuffer(data, np.uint8, count, 1 + 2 * count)


def at_least(length, size):
    """How many texts of a segment of `size` a posting row of this many bytes holds, or more."""
    return size // 8 + 1 if length > size else (length - 1) // 3  # an older index is dense from one text in eight


def how_many(posting):
    """How many texts a posting names."""
    return int(np.count_nonzero(posting[1]))


def sparse(posting):
    """(numbers, impacts) of what `unpack` gave, always with numbers, and of nothing but the texts that hold the word."""
    numbers, impacts = posting
    if numbers is None:
        numbers = np.flatnonzero(impacts).astype(np.uint16)
        return numbers, impacts[numbers]
    if how_many(posting) < len(impacts):
        held = np.flatnonzero(impacts)
        return numbers[held], impacts[held]
    return posting


def sparse_rows(rows):
    """(keys, numbers, impacts) of many posting rows (key, bytes), as three equally long arrays in no particular order."""
    alike, found = {}, []
    for key, data in rows:
        alike.setdefault((data[0], len(data)), []).append((key, data))
    for (kind, length), some in alike.items():  # at once, as there are many short ones
        table = np.frombuffer(b"".join(data for _, data in some), np.uint8).reshape(-1, length)
        numbers, impacts = _tables(kind, table[:, 1:])
        row, at = np.nonzero(impacts)
        found.append((np.array([key for key, _ in some])[row], numbers[row, at], impacts[row, at]))
    return tuple(np.concatenate(arrays) for arrays in zip(*found, strict=True))


def _tables(kind, table):
    """(numbers, impacts) as two tables, one row each, of posting rows of one kind and length without their first byte."""
    if kind == DENSE:
        return np.broadcast_to(np.arange(table.shape[1], dtype=np.uint16), table.shape), table
    count = table.shape[1] // (2 if kind == GAPS else 3)
    if kind == GAPS:
        return np.cumsum(table[:, :count], axis=1, dtype=np.uint16), table[:, count:]
    return np.ascontiguousarray(table[:, : 2 * count]).view("<u2"), table[:, 2 * count :]


def in_order(keys, numbers, impacts):
    """The three arrays in ascending order of keys and numbers."""
    every = joint(keys, numbers, impacts)
    every.sort(kind="stable")  # quick where much is in order already
    return apart(every)


def joint(keys, numbers, impacts):
    """The three arrays as one of 64-bit numbers, which is sorted many times quicker."""
    return keys.astype(np.int64) << 24 | numbers.astype(np.int64) << 8 | impacts


def apart(every):
    """The (keys, numbers, impacts) of a joint array."""
    return every >> 24, (every >> 8 & 0xFFFF).astype(np.uint16), (every & 255).astype(np.uint8)


def starts_of(ascending):
    """Where in an ascending array each other value begins."""
    return np.flatnonzero(np.concatenate(([True], ascending[1:] != ascending[:-1]))[: len(ascending)])


def rows_of(seg, keys, numbers, impacts, size):
    """Posting rows (key, bytes) from three equally long arrays in ascending order: word * 8 + sense, number, impact."""
    if not len(keys):
        return
    starts = starts_of(keys)
    gaps = np.diff(numbers.astype(np.int64), prepend=0)
    gaps[starts] = numbers[starts]
    counts = np.diff(starts, append=len(keys))
    is_narrow = (np.maximum.reduceat(gaps, starts) <= WIDEST) & (counts * WIDEST > size) & (counts * DENSEST <= size)
    number_bytes, gap_bytes, impact_bytes = (array.tobytes() for array in (numbers.astype("<u2"), gaps.astype(np.uint8), impacts))
    ends, base = (starts + counts).tolist(), seg << 40
    for key, start, end, narrow in zip(keys[starts].tolist(), starts.tolist(), ends, is_narrow.tolist(), strict=True):
        if narrow:  # most rows of a small segment; as `pack` would make it, without its arrays
            yield base + key, b"G" + gap_bytes[start:end] + impact_bytes[start:end]
        else:
            yield base + key, pack(number_bytes[2 * start : 2 * end], impact_bytes[start:end], size)
