"""What nobody has written yet: the parts of a text that its template requires, and that still stand as the template has them.

A template calls a part optional, with all that stands below it, by a comment such as MADR 4's: `<!-- This is an optional element. -->`.
Every other part is required. Whoever takes a part out of their text is not asked for it: the text is theirs.
"""

import re
from typing import NamedTuple

from ui.sentences import listed
from writing.receipts import with_plain_ends

from .starters import STARTERS

HEADING = re.compile(r"(#{1,6})[ \t]+(.*?)[ \t#]*$")
FENCE = re.compile(r"[ ]{0,3}(```|~~~)")
COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
OPTIONAL = re.compile(r"\boptional\b", re.IGNORECASE)
MANY = 20  # revisions of a log's template that a text may have begun from


class Part(NamedTuple):
    """What stands under one heading, down to the next; a `level` of 0 is what stands above the first. `holds` says that there are
    headings below it."""

    level: int
    heading: str
    body: str
    holds: bool

    @property
    def key(self):
        return self.level, self.heading.casefold()

    @property
    def words(self):
        """What is written there, without comments and whatever spaces."""
        return " ".join(COMMENT.sub(" ", self.body).split())

    @property
    def is_optional(self):
        return bool(OPTIONAL.search(self.heading) or any(OPTIONAL.search(comment) for comment in COMMENT.findall(self.body)))


def parts_of(text):
    """The Parts of a Markdown text, in order."""
    found, fence = [(0, "", [])], ""
    for line in with_plain_ends(text).split("\n"):
        mark = FENCE.match(line)
        if mark and fence in ("", mark[1]):
            fence = "" if fence else mark[1]
        heading = None if fence else HEADING.match(line)
        if heading:
            found.append((len(heading[1]), " ".join(heading[2].split()), []))
        else:
            found[-1][2].append(line)
    after = [level for level, _, _ in found[1:]] + [0]
    return [Part(level, heading, "\n".join(body), below > level) for (level, heading, body), below in zip(found, after, strict=True)]


def required(template):
    """{key: words} of the Parts that a template requires."""
    parts, found, optional = parts_of(template), {}, 0
    for part in parts:
        optional = 0 if optional and part.level <= optional else optional
        optional = optional or (part.level if part.is_optional else 0)
        is_asked = part.words or not part.holds if part.level else len(parts) == 1
        if is_asked and not optional:
            found[part.key] = part.words
    return found


def unwritten(text, templates):
    """The headings of what nobody has written yet, in the order of the text; "" for a text without headings."""
    asked = {}
    for template in templates:
        for key, words in required(template).items():
            asked.setdefault(key, {""}).add(words)
    empty = [part for part in parts_of(text) if part.words in asked.get(part.key, ())]
    return [part.heading for part in empty if part.words or (part.level and not part.holds)]


def unwritten_of(record):
    """The same of a record, whatever template it was begun from."""
    if not record.revision_id or record.revision.format != "md":
        return []
    own = record.log.revisions.values_list("text", flat=True)[:MANY]
    return unwritten(record.revision.text, [*(starter.text for starter in STARTERS), *own])


def what_to_write(record):
    """The sentence that asks for it; empty where all is written."""
    missing = unwritten_of(record)
    if not missing:
        return ""
    named = [f"“{heading}”" if heading else "the statement" for heading in missing]
    ways = "Write them, or take out what does not apply" if named[1:] else "Write it, or take it out if it does not apply"
    return f"Nobody has written {listed(named, 'and')} of {record.name} yet. {ways}; then propose it."
