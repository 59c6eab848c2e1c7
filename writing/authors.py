"""Who wrote which line of a text, and when: found by going back from the newest revision until every line has its author."""

import time
from typing import NamedTuple

from .diffs import lines_of, run_of
from .models import Revision

SECONDS = 1.0  # after which the rest is said to be of a revision "or earlier"
AT_ONCE = 20  # texts that are fetched together


class Passage(NamedTuple):
    """Lines that follow one another and came with one `revision`; the first has the `number`. `or_earlier` where we did not
    look further back."""

    revision: Revision
    number: int
    lines: list
    or_earlier: bool = False

    @property
    def text(self):
        return "\n".join(self.lines)


def passages(revisions, seconds=SECONDS):
    """The lines of the newest of these revisions (a queryset, with their texts) as Passages, in order."""
    began, newer, lines, found = time.monotonic(), None, [], {}
    waiting = {}  # the place of a line in the text at hand: its place in the newest one
    for revision in revisions.order_by("-number").iterator(chunk_size=AT_ONCE):
        if newer is None:
            lines = lines_of(revision.text)
            waiting = {place: place for place in range(len(lines))}
        else:
            if time.monotonic() - began > seconds:
                return grouped(lines, found | dict.fromkeys(waiting.values(), (newer, True)))
            waiting = carried(waiting, newer, revision, found)
        newer = revision
        if not waiting:
            break
    return grouped(lines, found | dict.fromkeys(waiting.values(), (newer, False)))


def carried(waiting, newer, older, found):
    """The places in the older text of the lines that still wait; those that are not in it are `found`: they came with the newer."""
    kept, at, now = {}, 0, 0
    for kind, lines in run_of(lines_of(older.text), lines_of(newer.text)):
        for _ in lines:
            if kind == "same" and now in waiting:
                kept[at] = waiting[now]
            elif kind == "new" and now in waiting:
                found[waiting[now]] = (newer, False)
            at += kind != "new"
            now += kind != "gone"
    return kept


def grouped(lines, found):
    made = []
    for number, line in enumerate(lines):
        revision, or_earlier = found[number]
        if made and made[-1].revision.number == revision.number and made[-1].or_earlier == or_earlier:
            made[-1].lines.append(line)
        else:
            made.append(Passage(revision, number + 1, [line], or_earlier))
    return made
