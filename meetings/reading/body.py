"""What of imported minutes their page shows: not the lines whose content it shows elsewhere. The text itself is never changed.

A list of who was there stays, although the page has one too: the names as they were written, with firm, initials and remark, are the
evidence for it (MODEL 15 and 23).
"""

import re
from dataclasses import dataclass
from datetime import date

from records.reading.titles import plain_title
from writing.importing import frontmatter
from writing.importing import lines as texts
from writing.importing.dates import MONTH, day_in, is_date

from .attendance import BULLET, label_in
from .reader import HEAD, NO_TITLE, WHEN
from .shown import line_by_line

A_MONTH = re.compile(rf"\b{MONTH}", re.I)
LISTED = re.compile(r"\s*(?:[-*+]|\d+[.)])\s")
UNDERLINE = re.compile(r"^(?:=+|-{3,})\s*$")


@dataclass(frozen=True)
class Notes:
    """What a meeting's page says beside the notes. Called with a text and its format, it gives what is left for the notes to say."""

    title: str
    day: date | None = None
    facilitator: str = ""
    note_taker: str = ""

    def __call__(self, text, format):
        return line_by_line(visible_notes(text, format, self), format)


def visible_notes(text, format, shown):
    """The text without the lines above its first section that only say what is `shown`: title, day, facilitator, note-taker; with
    its own line ends."""
    lines = texts.without_ends(text)
    front = frontmatter.front_matter(lines)
    headings = [heading for heading in texts.headings(lines, format, front.last) if heading.words and not NO_TITLE.match(heading.words)]
    hidden = _of_front_matter(lines, front, shown) | _of_title(lines, front.last, headings, shown)
    hidden |= _of_head(lines, format, front.last, headings, shown)
    kept = [line for at, line in enumerate(texts.with_ends(text)) if at not in hidden]
    while hidden and kept and not kept[0].strip("\ufeff \t\r\n"):
        del kept[0]
    return "".join(kept)


def _of_front_matter(lines, front, shown):
    """The lines of the keys that are said again; all of it where nothing else is left."""
    hidden = set()
    for key, value in front.values.items():
        if not front.trouble and _is_said(key, value, shown):
            hidden |= set(range(*front.places[key]))
    filled = {at for at in range(front.last) if lines[at].strip()}
    return hidden if len(filled - hidden) > 2 else set(range(front.last))  # more than its two marks


def _is_said(key, value, shown):
    value = frontmatter.plain(value).strip()
    return not value or (key == "title" and plain_title(value) in shown.title) or _says_again(f"{key}: {value}", shown)


def _of_title(lines, start, headings, shown):
    """The heading that is the title, or only the day; or the first line that is the title, with what underlines it."""
    first = headings[0] if headings else None
    if first and _is_title(first.words, shown):
        return set(range(first.first, first.last))
    hidden, at = set(), start
    if first and _is_day(first.words, shown):
        hidden, at = set(range(first.first, first.last)), first.last
    at = next((at for at in range(at, min(at + 10, len(lines))) if lines[at].strip() and not NO_TITLE.match(lines[at])), None)
    if at is None or not _is_title(lines[at].strip(" *#"), shown) or LISTED.match(lines[at]):
        return hidden
    below = lines[at + 1] if at + 1 < len(lines) else ""
    if UNDERLINE.match(below):
        return hidden | {at, at + 1}
    return hidden if below.strip() else hidden | {at}  # not the first line of a sentence


def _of_head(lines, format, start, headings, shown):
    """The lines above the first section that say the day or a hat and nothing else; they may be headings with nothing below."""
    own = len([heading for heading in headings[:1] if _is_title(heading.words, shown) or _is_day(heading.words, shown)])
    ends = [*(heading.first for heading in headings), len(lines)]
    hidden = set()
    while own < len(headings) and _says_again(headings[own].words, shown) and not any(map(str.strip, lines[headings[own].last : ends[own + 1]])):
        hidden |= set(range(headings[own].first, headings[own].last))
        own += 1
    end = min(start + HEAD, ends[own])
    prose = texts.prose(lines[:end], start) if format == "md" else ((at, lines[at]) for at in range(start, end))
    return hidden | {at for at, line in prose if (_says_again(line, shown) and not _goes_on(lines, at)) or _is_lone_day(lines, at, shown)}


def _is_title(found, shown):
    """Whether these words are the title: a link in them would be lost to the reader."""
    return "](" not in found and "<" not in found and plain_title(found) == shown.title


def _is_day(found, shown):
    """Whether these words are the day: an hour, or a second day, would be lost to the reader."""
    numbers = sum(3 if len(digits) == 8 else 1 for digits in re.findall(r"\d+", found))
    return is_date(found) and numbers + bool(A_MONTH.search(found)) <= 3 and day_in(found) == shown.day


def _is_lone_day(lines, at, shown):
    """Whether the line is a paragraph that says the day."""
    above, below = lines[at - 1] if at else "", lines[at + 1] if at + 1 < len(lines) else ""
    alone = (not above.strip() or above.startswith("#") or UNDERLINE.match(above)) and (not below.strip() or below.startswith("#"))
    return bool(alone) and lines[at][:1].isalnum() and _is_day(lines[at], shown)


def _says_again(line, shown):
    """Whether the line says the day, the facilitator or the note-taker as the page does, and nothing besides."""
    if found := WHEN.match(line.strip()):
        return _is_day(found[1], shown)
    kind, value, _ = label_in(line) or ("", "", "")
    return bool(value) and value.removeprefix("@") == {"chair": shown.facilitator, "scribe": shown.note_taker}.get(kind)


def _goes_on(lines, at):
    """Whether the next line belongs to this one: it is nested below it, or underlines it."""
    below = lines[at + 1] if at + 1 < len(lines) else ""
    return bool(below.strip()) and ((below[:1].isspace() and bool(BULLET.match(lines[at]))) or bool(UNDERLINE.match(below)))
