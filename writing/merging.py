"""Two people on one text: what each changed since the text that both began from, passage by passage (after Unix's diff3).

Changes that touch different lines are both taken. Where they touch the same ones, or both add lines at one place, people decide.
"""

from typing import NamedTuple

from .diffs import lines_of, run_of

MOST = 100  # passages that people are asked to settle one by one; beyond, all between the first and the last is one
HAND_OVER = {"same": "theirs", "mine": "mine", "theirs": "theirs", "both": "theirs"}


class Passage(NamedTuple):
    """Lines of the common base, of mine and of theirs. `kind` says who changed them: same (nobody), mine, theirs, both
    (to the same words) or clash (each to others)."""

    kind: str
    base: list
    mine: list
    theirs: list

    @property
    def lines(self):
        """What it comes to; not for a clash."""
        return getattr(self, HAND_OVER[self.kind])


class Merge(NamedTuple):
    """A title (a Passage of one line) and the Passages of a text, in order; `ends`: whether the last line has an end."""

    title: Passage
    passages: list
    ends: bool

    @property
    def clashes(self):
        return [passage for passage in (self.title, *self.passages) if passage.kind == "clash"]

    @property
    def text(self):
        """The merged text, with LF line ends; only where nothing clashes."""
        return joined([line for passage in self.passages for line in passage.lines], self.ends)


class Edit(NamedTuple):
    """One side's change: these `lines` stand where the base has the lines from `start` up to `stop`."""

    start: int
    stop: int
    lines: list
    is_mine: bool


def merge(base, mine, theirs):
    """The Merge of two (title, text) pairs that both began from `base`, another. Line ends do not count. Takes 1 s at most."""
    texts = [split(text) for _, text in (base, mine, theirs)]
    ends = whose(*(text[1] for text in texts))
    title = whole(*([one[0]] for one in (base, mine, theirs)))
    return Merge(title, passages(*(text[0] for text in texts)), texts[1][1] if ends == "mine" else texts[2][1])


def split(text):
    """(lines, whether the last one has an end)."""
    lines = lines_of(text)
    return (lines[:-1], True) if lines[-1] == "" and text else (lines if text else [], False)


def joined(lines, ends):
    return "\n".join(lines) + ("\n" if ends and lines else "")


def whose(base, mine, theirs):
    """Who changed a thing that is one: the kind of a Passage."""
    if mine == theirs:
        return "same" if mine == base else "both"
    return "theirs" if mine == base else "mine" if theirs == base else "clash"


def whole(base, mine, theirs):
    return Passage(whose(base, mine, theirs), base, mine, theirs)


def passages(base, mine, theirs):
    """The Passages of three lists of lines."""
    if whose(base, mine, theirs) != "clash":
        return [whole(base, mine, theirs)]
    found, at = [], 0
    for region in regions(edits(base, mine, True), edits(base, theirs, False)):
        start, stop = region[0].start, max(edit.stop for edit in region)
        if start > at:
            found.append(whole(*[base[at:start]] * 3))
        found += settled(base, start, stop, region)
        at = stop
    found += [whole(*[base[at:]] * 3)] if at < len(base) else []
    return found if sum(one.kind == "clash" for one in found) <= MOST else coarse(found)


def edits(base, side, is_mine):
    """What one side changed, in order."""
    found, at, gone, new = [], 0, 0, []
    for kind, lines in [*run_of(base, side), ("same", [])]:
        if kind == "gone":
            gone += len(lines)
        elif kind == "new":
            new = new + lines
        else:
            if gone or new:
                found.append(Edit(at, at + gone, new, is_mine))
            at, gone, new = at + gone + len(lines), 0, []
    return found


def regions(mine, theirs):
    """All edits in the order of the base, as lists of those that collide."""
    found = []
    for edit in sorted([*mine, *theirs]):
        if found and any(collide(other, edit) for other in found[-1] if other.is_mine != edit.is_mine):
            found[-1].append(edit)
        else:
            found.append([edit])
    return found


def collide(first, second):
    """Whether two edits, `second` beginning no earlier, touch the same lines, add lines at one place, or one adds to what the other removed."""
    if second.start < first.stop:
        return True
    adding = [edit for edit in (first, second) if edit.start == edit.stop]
    return second.start == first.stop and (len(adding) == 2 or (len(adding) == 1 and not all(edit.lines for edit in (first, second))))


def settled(base, start, stop, region):
    """The Passages of one region: a clash without the lines that both sides have at its beginning and end."""
    before = base[start:stop]
    mine, theirs = (applied(before, start, [edit for edit in region if edit.is_mine == is_mine]) for is_mine in (True, False))
    if whose(before, mine, theirs) != "clash":
        return [whole(before, mine, theirs)]
    head = shared(mine, theirs)
    tail = shared(mine[head:][::-1], theirs[head:][::-1])
    middle = [side[head : len(side) - tail] for side in (mine, theirs)]
    kind = "clash"
    if mine and theirs and not all(middle) and [(edit.start, edit.stop) for edit in region] == [(start, stop)] * 2:
        kind, before = ("mine" if middle[0] else "theirs"), []  # both replaced the same lines, one by the other's lines and more
    ends = ([lines[:head] for lines in (mine, theirs)], [lines[len(lines) - tail :] for lines in (mine, theirs)])
    found = [Passage("both", [], *ends[0]), Passage(kind, before, *middle), Passage("both", [], *ends[1])]
    return [passage for passage in found if passage.mine or passage.theirs]


def applied(before, start, own):
    """The lines of the base from `start` as one side's edits leave them."""
    made, at = [], 0
    for edit in own:
        made += before[at : edit.start - start] + edit.lines
        at = edit.stop - start
    return made + before[at:]


def shared(first, second):
    """How many items two lists have in common at their beginning."""
    return next((at for at, (one, other) in enumerate(zip(first, second, strict=False)) if one != other), min(len(first), len(second)))


def coarse(found):
    """The same Passages with everything between the first clash and the last as one of them."""
    clashing = [at for at, passage in enumerate(found) if passage.kind == "clash"]
    first, last = clashing[0], clashing[-1] + 1

    def lines(side):
        return [line for passage in found[first:last] for line in (getattr(passage, side) if passage.kind == "clash" else passage.lines)]

    return [*found[:first], Passage("clash", lines("base"), lines("mine"), lines("theirs")), *found[last:]]
