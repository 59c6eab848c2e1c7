"""Naming the section of a hit and cutting its excerpt, with the words that were found marked.

One pass of a regular expression over the text does both. Text is escaped first and marked afterwards.
"""

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString

from .anatomy import FRONT_MATTER, sections
from .words import parts, stem, unaccented

LENGTH = 220  # characters of an excerpt
LOOKED_AT = 60_000  # characters of a text
MOST = 100  # places of one word
WORD = re.compile(r"\w+")
OPEN, CLOSE = "\x02", "\x03"  # around a found word until the text is escaped
ODD = re.compile(r"[^\x00-\x7f]")
LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*\)?|\]\([^()\s]*\)")
MAY_BE_MARKUP = re.compile(r"[`*|\\#>_\n]")
MARKUP = re.compile(r"[`*|\\]+|^[ \t]*(?:#{1,6}|>|[-+]|\d+\.)[ \t]+|(?<!\w)_+|_+(?!\w)", re.M)


class _Plain(dict):
    """Letters to small letters without accents, one for one, so that places stay the same."""

    def __missing__(self, letter):
        plain = unicodedata.normalize("NFKD", letter)[:1].lower()
        self[letter] = plain if len(plain) == 1 else " "
        return self[letter]


_plain_letter = _Plain()


@dataclass(frozen=True)
class Excerpt:
    """A piece of a text, as plain words and as HTML with <mark>, and the heading it stands under ("" for none)."""

    section: str = ""
    text: str = ""
    html: SafeString = SafeString("")


def _flat(text):
    """The text in small letters without accents, of the same length."""
    if text.isascii():
        return text.lower()
    small = text.lower()
    if len(small) != len(text):  # a letter such as “İ” grew
        small = text
    return ODD.sub(lambda match: _plain_letter[match[0]], small)


class Marker:
    """Finds and marks the words of one search: `roots` maps their stems to how telling they are."""

    def __init__(self, roots):
        self.roots = roots
        self.starts = sorted({_start(root) for root in roots})
        self._known = {}

    def places(self, text):
        """(start, end, stem) of each word of the text that was looked for, in order."""
        flat, found = _flat(text), {}
        for start in self.starts:
            at, often = flat.find(start), 0
            while at >= 0 and often < MOST:
                if at == 0 or not flat[at - 1].isalnum():
                    end = WORD.match(flat, at).end()
                    root = self._root(text[at:end])
                    if root:
                        found[at] = (at, end, root)
                        often += 1
                at = flat.find(start, at + 1)
        return sorted(found.values())

    def _root(self, word):
        if word not in self._known:
            self._known[word] = next((root for part in parts(unaccented(word)) if (root := stem(part)) in self.roots), None)
        return self._known[word]

    def title(self, text):
        """A short text as HTML, whole, with its words marked."""
        return _html(text, 0, len(text), self.places(text))[1]

    def excerpt(self, text):
        """The Excerpt that says most: from the section with most of the words, where they stand closest."""
        text = text[:LOOKED_AT]
        places = self.places(text)
        if not places:
            return self._beginning(text)
        spans = sections(text)
        starts = [start for _, start, _ in spans]
        by_section = {}
        for place in places:
            by_section.setdefault(bisect_right(starts, place[0]) - 1, []).append(place)
        by_section.pop(-1, None)
        if not by_section:
            return self._beginning(text)
        best = max(by_section, key=lambda at: (self._worth(by_section[at]), -at)) if len(by_section) > 1 else next(iter(by_section))
        heading, start, end = spans[best]
        return self._cut(text, heading, start, end, by_section[best])

    def _worth(self, places):
        often = {}
        for _, _, root in places:
            often[root] = often.get(root, 0) + 1
        return sum(self.roots[root] * n / (n + 1.2) for root, n in often.items())

    def _cut(self, text, heading, start, end, places):
        at = self._closest(places)
        start = max(start, at - 60)
        start = start if start == 0 or text[start - 1].isspace() else _after_space(text, start, at)
        end = min(end, start + LENGTH)
        plain, html = _html(text, start, end, places)
        return Excerpt(heading.strip(), plain, html)

    def _closest(self, places):
        """Where the excerpt that holds most of the words has its first."""
        best, most, within, last = places[0][0], -1.0, {}, 0
        for first, _, root in places:
            has_more = False
            while last < len(places) and places[last][1] <= first + LENGTH - 60:
                coming = places[last][2]
                has_more |= not within.get(coming)
                within[coming] = within.get(coming, 0) + 1
                last += 1
            if has_more:  # or it cannot be worth more than what was there before
                worth = sum(self.roots[there] for there, often in within.items() if often > 0)
                if worth > most:
                    best, most = first, worth
            within[root] = within.get(root, 0) - 1
        return best

    def _beginning(self, text):
        text = FRONT_MATTER.sub("", text, 1)
        heading, start, end = next((span for span in sections(text) if text[span[1] : span[2]].strip()), ("", 0, 0))
        plain, html = _html(text, start, min(end, start + LENGTH), ())
        return Excerpt(heading.strip(), plain, html)


def _start(root):
    """What all inflections of a stem begin with ("polici" is policy's stem)."""
    return root[:-1] if len(root) > 3 and root[-1] in "iey" else root


def _after_space(text, start, limit):
    space = text.find(" ", start, limit)
    return space + 1 if space >= 0 else start


def _html(text, start, end, places):
    """(plain words, HTML) of a stretch of text, the places in it marked, its Markdown signs taken off."""
    pieces, at = [], start
    for first, last, _ in places:
        if first < at:
            continue
        if last > end:
            break
        pieces += [_unmarked(text[at:first]), OPEN, text[first:last], CLOSE]
        at = last
    line = _plain("".join([*pieces, _unmarked(text[at:end])]))
    return _unmarked(line), SafeString(escape(line).replace(OPEN, "<mark>").replace(CLOSE, "</mark>"))


def _unmarked(text):
    return text.replace(OPEN, "").replace(CLOSE, "")


def _plain(text):
    """The text on one line, without links and other Markdown signs."""
    if "]" in text:
        text = LINK.sub(r"\1", text)
    if MAY_BE_MARKUP.search(text):
        text = MARKUP.sub("", text)
    return " ".join(text.split())
