"""Whatever texts hold a word, its posting says so, in the fewest bytes; and a merge reads them all alike."""

import random

import numpy as np
import pytest

from search.postings import at_least, how_many, pack, rows_of, sparse, sparse_rows, unpack

SIZE = 20_000


def posting(count, size=SIZE, seed=0):
    chance = random.Random(count * 7 + seed)
    numbers = np.array(sorted(chance.sample(range(size), count)), np.uint16)
    return numbers, np.array([chance.randrange(1, 256) for _ in numbers], np.uint8)


def packed(numbers, impacts, size=SIZE):
    return pack(numbers.astype("<u2").tobytes(), impacts.tobytes(), size)


@pytest.mark.parametrize(
    ("count", "letter", "length"),
    [(1, b"S", 4), (60, b"S", 181), (300, b"G", 617), (3000, b"G", 6001), (3400, b"D", 20_001), (20_000, b"D", 20_001)],
)
def test_a_posting_is_read_as_it_was_written(count, letter, length):
    numbers, impacts = posting(count)
    data = packed(numbers, impacts)
    assert (data[:1], len(data)) == (letter, length)
    read = unpack(data)
    assert [part.tolist() for part in sparse(read)] == [numbers.tolist(), impacts.tolist()]
    assert how_many(read) == count
    assert at_least(len(data), SIZE) <= count


@pytest.mark.parametrize("numbers", [[0], [255], [256], [65_535], [*range(0, 65_536, 255)], [*range(0, 65_536, 256)], [0, *range(600, 1000), 65_535]])
def test_gaps_may_be_as_wide_as_a_segment(numbers):
    numbers = np.array(numbers, np.uint16)
    impacts = np.full(len(numbers), 9, np.uint8)
    assert sparse(unpack(packed(numbers, impacts, 65_536)))[0].tolist() == numbers.tolist()


def test_rows_of_all_kinds_are_read_together():
    rows = {key: posting(count) for key, count in enumerate((1, 1, 60, 300, 3000, 3400))}
    keys, numbers, impacts = sparse_rows((key, packed(*row)) for key, row in rows.items())
    for key, row in rows.items():
        assert [part[keys == key].tolist() for part in (numbers, impacts)] == [part.tolist() for part in row]


@pytest.mark.parametrize("size", [256, 3000, 65_536])
def test_many_rows_are_written_as_each_alone(size):
    counts = [1, 2, 5, 42, 43, 44, 200, size // 255 + 1, size // 12, size // 6 + 1]
    rows = [posting(min(count, size), size) for count in (*counts, 256)]
    rows += [(np.arange(256, dtype=np.uint16), np.full(256, 3, np.uint8)), (np.array([size - 1], np.uint16), np.array([1], np.uint8))]
    keys = np.repeat(np.arange(len(rows)) * 8, [len(numbers) for numbers, _ in rows])
    written = rows_of(5, keys, *(np.concatenate(arrays) for arrays in zip(*rows, strict=True)), size)
    assert list(written) == [((5 << 40) + key * 8, packed(*row, size)) for key, row in enumerate(rows)]


def test_nothing_is_no_rows():
    nothing = np.array([], np.int64)
    assert list(rows_of(5, nothing, nothing, nothing, 256)) == []
