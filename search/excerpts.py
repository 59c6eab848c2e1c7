"""Naming the section of a hit and cutting its excerpt, with the words that were found marked.

An excerpt shows why a hit is one: words where they are read before words where nobody sees them (comments, addresses of links),
a phrase where it stands as one, and a heading's words in the heading.
"""

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

from django.utils.safestring import SafeString

from .anatomy import FRONT_MATTER, first_prose, sections
from .marking import marked
from .words import PART, parts, stem, unaccented

LENGTH = 220  # characters of an excerpt
BEFORE = 60  # of them before the first found word
LOOKED_AT = 60_000  # characters of a text; of one that holds none of the words there, so many more:
LOOKED_AT_AT_MOST = 2_000_000
MOST = 100  # places of one word
WORD = re.compile(r"[^\W_]+(?:_+[^\W_]+)*")
ODD = re.compile(r"[^\x00-\x7f]")
CONTENTS = re.compile(r"[ \t]*(?:[-*+]|\d+\.)[ \t]+\[")
NUMBER = re.compile(r"(?:[a-z]{1,10}[ -]?)?\d[\d.]*[.:)]?(?: [–—-])? ")
ADDRESS_ENDS = re.compile(r"[()\s]")


class _Plain(dict):
    """Letters to small letters without accents, one for one, so that places stay the same."""

    def __missing__(self, letter):
        plain = unicodedata.normalize("NFKD", letter)[:1].lower()
        self[letter] = plain if len(plain) == 1 else " "
        return self[letter]


_plain_letter = _Plain()


@dataclass(frozen=True)
class Excerpt:
    """A piece of a text as HTML with <mark>, and the heading it stands under ("" for none), in words and as such HTML."""

    section: str = ""
    section_html: SafeString = SafeString("")
    html: SafeString = SafeString("")


def _composed(text):
    """The text with each accented letter as one."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _flat(text):
    """The text in small letters without accents, of the same length."""
    if text.isascii():
        return text.lower()
    small = text.lower()
    if len(small) != len(text):  # a letter such as “İ” grew
        small = text
    return ODD.sub(lambda match: _plain_letter[match[0]], small)


class Marker:
    """Finds and marks the words of one search: `roots` maps their stems to how telling they are; `phrases` are patterns of words
    that were to stand together, for a flat text."""

    def __init__(self, roots, phrases=()):
        self.roots, self.phrases = roots, phrases
        self.starts = sorted({start for root in roots for start in _starts(_flat(_composed(root)))})
        self._known = {}

    def places(self, text):
        """(start, end, stem) of each word of a composed text that was looked for, in order."""
        flat, found = _flat(text), {}
        for start in self.starts:
            at, often = flat.find(start), 0
            while at >= 0 and often < MOST:
                is_word = at == 0 or not flat[at - 1].isalnum()
                end = WORD.match(flat, at).end() if is_word else _end_of_part(text, flat, at)
                root = end and self._root(text[at:end])
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
        text = _composed(text)
        return marked(text, 0, len(text), self.places(text))

    def excerpt(self, text, title=""):
        """The Excerpt that says most: from the section with most of the words, where they stand closest.

        A heading that repeats the `title` says nothing: whoever sees the excerpt has read that.
        """
        text, title = _composed(text), _composed(title)
        places, looked_at = self.places(text[:LOOKED_AT]), text[:LOOKED_AT]
        if not places and len(text) > LOOKED_AT:
            places = self.places(text[:LOOKED_AT_AT_MOST])
            looked_at = text[: places[0][0] + LOOKED_AT] if places else looked_at
        text, places = looked_at, _as_read(text, places)
        spans = sections(text)
        ends = [end for _, _, end in spans]  # a section's heading follows where the one before it ends
        by_section = {}
        for place in places:
            number = min(bisect_right(ends, place[0]), len(spans) - 1)
            if place[0] >= spans[number][1] or not _is_same(spans[number][0], title):
                by_section.setdefault(number, []).append(place)
        phrase = self._phrase(text)
        if phrase is not None:
            number = min(bisect_right(ends, phrase), len(spans) - 1)
            return self._cut(text, spans[number], by_section.get(number, []), title, phrase)
        if not by_section:
            return self._beginning(text, spans, ends, title)
        best = max(by_section, key=lambda at: (self._worth(by_section[at]), -at)) if len(by_section) > 1 else next(iter(by_section))
        return self._cut(text, spans[best], by_section[best], title)

    def _phrase(self, text):
        """Where the first phrase that was looked for stands; None if there is none."""
        flat = _flat(text) if self.phrases else ""
        return next((match.start() for pattern in self.phrases if (match := pattern.search(flat))), None)

    def _worth(self, places):
        often = {}
        for _, _, root in places:
            often[root] = often.get(root, 0) + 1
        return sum(self.roots[root] * n / (n + 1.2) for root, n in often.items())

    def _cut(self, text, span, places, title, phrase=None):
        heading, start, end = span
        inside = [place for place in places if place[0] >= start]
        if phrase is not None and phrase >= start:
            return self._around(text, heading, (start, end), phrase, inside, title)
        if inside:
            return self._around(text, heading, (start, end), self._closest(inside), inside, title)
        whole = (start, end) if text[start:end].strip() else (start, len(text))
        return self._around(text, heading, whole, start, (), title)

    def _around(self, text, heading, within, at, places, title):
        """The Excerpt of the part `within` its limits around a place; it begins and ends with whole words."""
        first, last = within
        start = max(first, at - BEFORE)
        start = start if start == first or text[start - 1].isspace() else _after_space(text, start, at)
        end = start + LENGTH
        end = last if end >= last else max(text.rfind(" ", at + 1, end), text.rfind("\n", at + 1, end))
        end = start + LENGTH if end <= at else end
        html = marked(text, start, end, places)
        if html:
            before = "… " if start > first and text[first:start].strip() else ""
            after = " …" if end < last and text[end:last].strip() else ""
            html = SafeString(f"{before}{html}{after}")
        heading = "" if _is_same(heading, title) else heading.strip()
        return Excerpt(heading, self.title(heading), html)

    def _closest(self, places):
        """Where the excerpt that holds most of the words has its first."""
        best, most, within, last = places[0][0], -1.0, {}, 0
        for first, _, root in places:
            has_more = False
            while last < len(places) and places[last][1] <= first + LENGTH - BEFORE - 20:
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

    def _beginning(self, text, spans, ends, title):
        """The first prose of a text in which nothing is to be marked."""
        at = first_prose(text)
        if at is None:
            front = FRONT_MATTER.match(text)
            at = next((max(start, front.end() if front else 0) for _, start, end in spans if text[start:end].strip()), 0)
        heading, start, end = spans[min(bisect_right(ends, at), len(spans) - 1)]
        return self._around(text, heading, (max(start, at), end), at, (), title)


def _starts(root):
    """What the inflections of a stem begin with: "polic" for polici, "scalab" for scalabl (scalability), "dy" for die (dying)."""
    if root.endswith("bl") or (len(root) > 2 and root[-1] in "iey"):
        yield root[:-1]
    else:
        yield root
    if root.endswith("ie"):
        yield f"{root[:-2]}y"


def _end_of_part(text, flat, at):
    """Where the part of an identifier ends that begins at this place of a text; None if none does."""
    if not (text[at].isupper() or text[at].isdigit() or flat[at - 1].isdigit()):
        return None
    first = at
    while first and flat[first - 1].isalnum():
        first -= 1
    written = WORD.match(text, first)
    if written is None or written[0].lower() == written[0]:
        return None
    return next((part.end() for part in PART.finditer(text, first, written.end()) if part.start() == at), None)


def _as_read(text, places):
    """The places without those where nobody sees the word, unless it stands nowhere else."""
    hidden = list(_hidden(text))
    if not places or not (hidden or "](" in text or "]: " in text):
        return places
    starts = [start for start, _ in hidden]

    def is_read(place):
        number = bisect_right(starts, place[0]) - 1
        return (number < 0 or hidden[number][1] <= place[0]) and not _is_address(text, place[0])

    read = set(filter(is_read, places))
    roots = {root for _, _, root in read}
    return [place for place in places if place in read or place[2] not in roots]


def _hidden(text):
    """(start, end) of the front matter and of the comments."""
    front = FRONT_MATTER.match(text)
    if front:
        yield front.span()
    start = text.find("<!--", front.end() if front else 0)
    while start >= 0:
        end = text.find("-->", start + 4)
        yield start, end + 3 if end >= 0 else len(text)
        start = text.find("<!--", end) if end >= 0 else -1


def _is_address(text, at):
    """Whether this is a place in the address of a link, or in a line of the contents, which names what is written elsewhere."""
    line = text.rfind("\n", 0, at) + 1
    if CONTENTS.match(text, line) and "](#" in text[at : text.find("\n", at) + 1 or len(text)]:
        return True
    opening = text.rfind("](", line, at)
    if opening >= 0 and not ADDRESS_ENDS.search(text, opening + 2, at):
        return True
    return text[line : line + 1] == "[" and "]: " in text[line:at]


def _is_same(heading, title):
    """Whether a heading is the title, perhaps with its number before it: "3. Page lists", "ADR-3: Page lists"."""
    heading, title = (" ".join(words.split()).casefold() for words in (heading, title))
    return heading.endswith(title) and (heading == title or bool(title and NUMBER.fullmatch(heading.removesuffix(title))))


def _after_space(text, start, limit):
    space = text.find(" ", start, limit)
    return space + 1 if space >= 0 else start
