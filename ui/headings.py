"""The headings of a text: their words, the anchors that they get, the levels that they have on a page."""

import html
import re
from collections import defaultdict
from typing import NamedTuple

from .lines import normal
from .scanning import MOST_HEADINGS, Scan
from .slugs import slug_of

MARKUP = [
    (re.compile(r"!?\[([^\[\]]{0,300})\](?:\([^()\s]{0,500}(?:\s[^()]{0,200})?\)|\[[^\[\]]{0,100}\])"), r"\1"),  # a link's words
    (re.compile(r"</?[a-zA-Z][^<>]{0,300}>"), ""),
    (re.compile(r"(`+)([^`]+)\1"), r"\2"),
    (re.compile(r"(\*\*|__|~~)(?=\S)([^*_~]+)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<!\w)([*_])(?=\S)([^*_]+)(?<=\S)\1(?!\w)"), r"\2"),
    (re.compile(r"\\([!-/:-@\[-`{-~])"), r"\1"),
]
RST_LINE = re.compile(r"([!-/:-@\[-`{-~])\1{2,}\s*$")


class Heading(NamedTuple):
    """`level` as written (1 to 6), `words` without markup, `anchor` its id on the page, `shown` its level there (2 to 6)."""

    level: int
    words: str
    anchor: str
    shown: int


def headings(text, format="md"):
    """The headings of a text in order, as (level, words) pairs; those in code, comments, lists and quotes are none."""
    if format == "md":
        return [(found.level, plain(found.source)) for found in Scan(normal(text)).headings]
    return [(level, words) for level, words, _, _ in rst_headings(normal(text).split("\n"))] if format == "rst" else []


def plain(source):
    """A heading's words without their Markdown."""
    words = source[:1000]
    for pattern, kept in MARKUP:
        words = pattern.sub(kept, words)
    return " ".join(html.unescape(words).split())[:300]


def rst_headings(lines):
    """(level, words, first line, line after it) of each heading: a line with punctuation under it, or over and under it, at least as long.

    The order in which the styles first appear is their level (docutils, "Sections").
    """
    styles, found = [], []
    for at in range(1, len(lines)):
        if len(found) == MOST_HEADINGS:
            break
        words, under = lines[at - 1].rstrip(), lines[at].rstrip()
        if not words or not RST_LINE.match(under) or RST_LINE.match(words) or len(under) < len(words.strip()):
            continue
        over = at >= 2 and lines[at - 2].rstrip() == under
        before = lines[at - (3 if over else 2)] if at >= (3 if over else 2) else ""
        if before.strip() or (words[0] == " " and not over):
            continue
        style = (under[0], over)
        if style not in styles:
            styles.append(style)
        found.append((min(styles.index(style) + 1, 6), " ".join(words.split())[:300], at - (2 if over else 1), at + 1))
    return found


def anchored(found, known=()):
    """The headings (of (level, words) pairs) with anchors and the levels they have below a page's own h1.

    `known` are (words, anchor) pairs of the document as a whole: the same words get the same anchor. What a page leaves out
    stands at a text's beginning, so where it shows fewer of the same words, it is the last ones that it shows.
    """
    waiting, counts = defaultdict(list), defaultdict(int)
    for words, anchor in known:
        waiting[words].append(anchor)
    for _, words in found:
        counts[words] += 1
    for words, anchors in waiting.items():
        del anchors[: max(0, len(anchors) - counts[words])]
    taken = Taken(anchor for _, anchor in known)
    made, open_levels = [], []
    for level, words in found:
        while open_levels and open_levels[-1] >= level:
            open_levels.pop()
        open_levels.append(level)
        anchor = waiting[words].pop(0) if waiting[words] else taken.free_for(words)
        made.append(Heading(level, words, anchor, min(len(open_levels) + 1, 6)))
    return made


class Taken(set):
    """The anchors of a document. Their prefix keeps the words of a text from naming the parts of our pages."""

    def __init__(self, anchors=()):
        super().__init__(anchors)
        self.last = defaultdict(lambda: 1)

    def free_for(self, words):
        """Take an anchor for these words that nothing has: "s-context", then "s-context-2"."""
        anchor = stem = f"s-{slug_of(words)}"
        while anchor in self:
            self.last[stem] += 1
            anchor = f"{stem}-{self.last[stem]}"
        self.add(anchor)
        return anchor
