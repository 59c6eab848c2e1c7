"""What changed between two texts: by word, and line by line beside each other. Structured, unescaped; templates escape."""

import re
from itertools import takewhile
from typing import NamedTuple

from diff_match_patch import diff_match_patch

TOKEN = re.compile(r"\s+|[\w’'\-]+|[^\w\s]")
KINDS = {-1: "gone", 0: "same", 1: "new"}
SECONDS = 0.5  # after which a comparison is coarse rather than minimal
LONGEST_LINE, MOST_LINES = 4_000, 400  # beyond which changed lines are shown whole, not by word
MOST_ITEMS = 500_000  # words or lines that are compared at all; each different one needs a character of its own
SURROGATES = range(0xD800, 0xE000)


class Op(NamedTuple):
    """A run of text: `kind` is same, gone or new."""

    kind: str
    text: str


class Row(NamedTuple):
    """A line before and after: `kind` is same, changed, gone, new or skipped (then `count` lines are the same and left out).

    `before` and `after` are lists of Ops; a number is that of the line, from 1, or None where there is none.
    """

    kind: str
    before: list
    after: list
    before_number: int | None = None
    after_number: int | None = None
    count: int = 0


def word_ops(old, new):
    """The Ops that lead from one text to the other, by whole words."""
    return run(TOKEN.findall(old), TOKEN.findall(new))


def rows(old, new, around=3):
    """The Rows of two texts beside each other; of what is the same, only `around` lines next to a change. Empty where nothing changed."""
    made, left, right, close = [], 1, 1, MOST_LINES
    for before, after in hunks(lines_of(old), lines_of(new)):
        if before is after:
            made += [Row("same", [Op("same", line)], [Op("same", line)], left + at, right + at) for at, line in enumerate(before)]
        else:
            close -= max(len(before), len(after))
            made += changed(before, after, left, right, by_word=close >= 0)
        left, right = left + len(before), right + len(after)
    return folded(made, around)


def inline(old, new, around=3):
    """(row, ops) for each of the Rows: the Ops of both sides in one line, what is gone before what is new."""
    return [(row, woven(row.before, row.after)) for row in rows(old, new, around)]


def woven(before, after):
    """One list of Ops from both sides of a Row."""
    made, rest = [], iter(after)
    for op in [*before, None]:
        if op is None or op.kind == "same":
            made += takewhile(lambda each: each.kind != "same", rest)
        made += [op] if op else []
    return made


def lines_of(text):
    """The lines without their ends: a text whose ends alone changed reads the same."""
    return re.split(r"\r\n|\r|\n", text)


def hunks(old, new):
    """(lines before, lines after) in order; where they are the same, both are one list."""
    before, after = [], []
    for kind, lines in run_of(old, new):
        if kind == "same":
            if before or after:
                yield before, after
                before, after = [], []
            yield lines, lines
        else:
            (before if kind == "gone" else after).extend(lines)
    if before or after:
        yield before, after


def changed(before, after, left, right, by_word):
    """The Rows of lines that became other lines, paired from the top."""
    made = []
    for at in range(max(len(before), len(after))):
        old = before[at] if at < len(before) else None
        new = after[at] if at < len(after) else None
        if old is None:
            made.append(Row("new", [], [Op("new", new)], None, right + at))
        elif new is None:
            made.append(Row("gone", [Op("gone", old)], [], left + at, None))
        else:
            ops = word_ops(old, new) if by_word and len(old) + len(new) <= LONGEST_LINE else [Op("gone", old), Op("new", new)]
            made.append(Row("changed", [op for op in ops if op.kind != "new"], [op for op in ops if op.kind != "gone"], left + at, right + at))
    return made


def folded(made, around):
    """The rows with the long runs of same ones folded into one that counts them."""
    changes = [at for at, row in enumerate(made) if row.kind != "same"]
    if not changes:
        return []
    near = {at + step for at in changes for step in range(-around, around + 1)}
    kept, skipped = [], 0
    for at, row in enumerate([*made, None]):
        if row is not None and row.kind == "same" and at not in near:
            skipped += 1
            continue
        if skipped:
            kept.append(Row("skipped", [], [], count=skipped))
            skipped = 0
        if row is not None:
            kept.append(row)
    return kept


def run(old, new):
    """Ops of two lists of words."""
    return [Op(kind, "".join(words)) for kind, words in run_of(old, new, tidy=True)]


def run_of(old, new, tidy=False):
    """(kind, items) pairs that lead from one list of strings to the other; each string becomes a character for diff-match-patch."""
    if len(old) + len(new) > MOST_ITEMS:
        return [("gone", old), ("new", new)]
    numbers, table = {}, []

    def encoded(items):
        characters = []
        for item in items:
            if item not in numbers:
                numbers[item] = len(table)
                table.append(item)
            characters.append(character(numbers[item]))
        return "".join(characters)

    engine = diff_match_patch()
    engine.Diff_Timeout = SECONDS
    found = engine.diff_main(encoded(old), encoded(new), False)
    if tidy:
        engine.diff_cleanupSemantic(found)
    return [(KINDS[step], [table[number(char)] for char in characters]) for step, characters in found]


def character(at):
    """The character that stands for the item at this place; none of them is a surrogate."""
    return chr(at + 1 if at + 1 < SURROGATES.start else at + 1 + len(SURROGATES))


def number(char):
    code = ord(char)
    return code - 1 if code < SURROGATES.start else code - 1 - len(SURROGATES)
