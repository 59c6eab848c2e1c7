"""What changed between two texts: by word, and line by line beside each other. Structured, unescaped; templates escape."""

import re
from itertools import takewhile
from typing import NamedTuple

from diff_match_patch import diff_match_patch

TOKEN = re.compile(r"\s+|[\w’'\-]+|[^\w\s]")
KINDS = {-1: "gone", 0: "same", 1: "new"}
SECONDS = 0.5  # after which a comparison is coarse rather than minimal
LONGEST_LINE, MOST_LINES = 4_000, 400  # beyond which changed lines are shown whole, not by word
LONGEST_SHOWN = 20_000  # characters of a line
MOST_ROWS = 2_000  # of two texts beside each other; the texts themselves are shown elsewhere
MOST_ITEMS = 500_000  # words or lines that are compared at all; each different one needs a character of its own
SURROGATES = range(0xD800, 0xE000)


class Op(NamedTuple):
    """A run of text: `kind` is same, gone or new."""

    kind: str
    text: str


class Row(NamedTuple):
    """A line before and after: `kind` is same, changed, gone, new, skipped (then `count` lines are the same and left out) or cut (then
    `count` lines changed and are too many to show).

    `before` and `after` are lists of Ops.
    """

    kind: str
    before: list
    after: list
    count: int = 0


def word_ops(old, new):
    """The Ops that lead from one text to the other, by whole words."""
    return run(TOKEN.findall(old), TOKEN.findall(new))


def rows(old, new, around=3, most=MOST_ROWS):
    """The Rows of two texts beside each other; of what is the same, only `around` lines next to a change. Empty where nothing changed.
    After `most` rows, one that is "cut" counts the changed lines that are left out."""
    found = list(hunks(lines_of(old), lines_of(new)))
    if len(found) == 1 and found[0][0] is found[0][1]:
        return []
    made, close, cut = [], MOST_LINES, 0
    for at, (before, after) in enumerate(found):
        room = max(most - len(made), 0)
        if before is after:
            made += same(before, around if at else 0, around if at + 1 < len(found) else 0) if room else []
        else:
            close -= max(len(before), len(after))
            made += changed(before[:room], after[:room], by_word=close >= 0)
            cut += max(len(before), len(after), room) - room
    return made + ([Row("cut", [], [], count=cut)] if cut else [])


def same(lines, head, tail):
    """Rows of lines that are the same: the first and the last ones next to changes, and one that counts those between."""
    shown = [*range(min(head, len(lines))), *range(max(len(lines) - tail, min(head, len(lines))), len(lines))]
    ops = {at: [Op("same", clipped(lines[at]))] for at in shown}
    made = [Row("same", ops[at], ops[at]) for at in shown]
    if len(shown) < len(lines):
        made.insert(min(head, len(lines)), Row("skipped", [], [], count=len(lines) - len(shown)))
    return made


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


def clipped(line):
    """The line; of one that would fill a page by itself, its beginning and how much follows."""
    return line if len(line) <= LONGEST_SHOWN else f"{line[:LONGEST_SHOWN]} … and {len(line) - LONGEST_SHOWN:,} characters more"


def changed(before, after, by_word):
    """The Rows of lines that became other lines, paired from the top."""
    made = []
    for at in range(max(len(before), len(after))):
        old = before[at] if at < len(before) else None
        new = after[at] if at < len(after) else None
        if old is None:
            made.append(Row("new", [], [Op("new", clipped(new))]))
        elif new is None:
            made.append(Row("gone", [Op("gone", clipped(old))], []))
        else:
            ops = word_ops(old, new) if by_word and len(old) + len(new) <= LONGEST_LINE else [Op("gone", clipped(old)), Op("new", clipped(new))]
            made.append(Row("changed", [op for op in ops if op.kind != "new"], [op for op in ops if op.kind != "gone"]))
    return made


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
