"""What of a text the record's page shows: not the lines whose content it shows elsewhere. The text itself is never changed."""

from writing.importing import lines as texts
from writing.importing.dates import day_in
from writing.importing.frontmatter import plain
from writing.importing.names import people_in

from . import fields, titles
from .layout import ROLES, Layout
from .relations import in_line
from .statuses import COMMENT, is_placeholder, meaning

LONGEST_DATE = 30  # characters: "Wednesday, 25th September 2024"


def visible_body(text, format="md"):
    """The text without front matter, title heading and the lines of status, date, people, tags and relations above the first
    section, and without a "## Status" section that says nothing else; with its own line ends. What a PEP's header says besides
    becomes a field list."""
    layout = Layout(text, format)
    hidden = set(range(layout.front.last))
    if layout.title and layout.title.level == 1 and not titles.is_section_name(layout.title.words):
        hidden |= set(range(layout.title.first, layout.title.last))
    for found in layout.fields:
        if _is_shown_elsewhere(found, layout):
            hidden |= set(range(found.first, found.last))
    as_field = {found.first for found in layout.header if format == "rst"}
    kept = [f":{line}" if at in as_field else line for at, line in enumerate(texts.with_ends(text)) if at not in hidden]
    if hidden:
        while kept and not kept[0].strip("\ufeff \t\r\n"):
            del kept[0]
    return "".join(kept)


def _is_shown_elsewhere(found, layout):
    if found.place == "header" and not str(found.value).strip():
        return True
    if not _is_read(found, layout):
        return False
    if found.place == "table":
        return all(other.key in fields.SHOWN for other in layout.fields if (other.first, other.place) == (found.first, "table")) and _rows(
            found, layout
        )
    if found.place == "section":
        return found.key != "status" or all(_says_only_status(line) for line in fields.said(layout.lines, _below(found, layout), found.last))
    return found.key in fields.SHOWN


def _is_read(found, layout):
    """Whether the page says what the value says: a title that is another than the heading's, a date with a remark, people of whom
    nobody was read would be lost to the reader."""
    words = COMMENT.sub("", plain(found.value)).strip()
    if not words or is_placeholder(words):
        return True
    if found.key == "title":
        return layout.title is None or titles.plain_title(words) in titles.plain_title(layout.title.words)
    if found.key == "date":
        return "yyyy" in words.lower() or (bool(day_in(words)) and len(words) <= LONGEST_DATE)
    if found.key == "author":  # the page names the first one only, and only a person
        return [named.kind == "words" for named in people_in(found.value)] in ([], [False])
    return found.key not in ROLES or bool(people_in(found.value))


def _rows(found, layout):
    """Whether every row of the table was read: one that was not would be lost to the reader."""
    rows = [line for line in layout.lines[found.first : found.last] if line.strip().startswith("|") and not fields.RULE.match(line)]
    filled = [row for row in rows if row.strip(" |")]
    return len(filled) <= sum(1 for other in layout.fields if other.first == found.first and other.place == "table")


def _below(found, layout):
    return next((heading.last for heading in layout.headings if heading.first == found.first), found.first + 1)


def _says_only_status(line):
    words = COMMENT.sub("", line).strip()
    return not words or (len(words) < 120 and bool(meaning(words) or in_line(words)))
