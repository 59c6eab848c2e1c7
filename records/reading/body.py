"""What of a text the record's page shows: not the lines whose content it shows elsewhere. The text itself is never changed."""

from writing.importing import lines as texts
from writing.importing.names import people_in

from . import fields, titles
from .reader import Layout
from .relations import in_line
from .statuses import COMMENT, meaning


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
    if found.key == "author" and len(people_in(found.value)) > 1:
        return False  # the page names the first one only
    if found.place == "table":
        return all(other.key in fields.SHOWN for other in layout.fields if (other.first, other.place) == (found.first, "table")) and _rows(
            found, layout
        )
    if found.place == "section":
        return found.key != "status" or all(_says_only_status(line) for line in fields.said(layout.lines, _below(found, layout), found.last))
    return found.key in fields.SHOWN


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
