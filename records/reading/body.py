"""What of a text the record's page shows: not the lines whose content it shows elsewhere. The text itself is never changed."""

import re

from writing.importing import lines as texts
from writing.importing.dates import day_in
from writing.importing.frontmatter import plain
from writing.importing.names import people_in

from . import fields, relations, titles
from .layout import ROLES, Layout
from .statuses import COMMENT, is_placeholder, meaning

ONE = ("title", "status", "date", "author")  # what a page says once: the first that the front matter gives
EMPTY = frozenset(["", "~", "null", "{}", "[]"])
LONGEST_STATUS = 200
LONGEST_DATE = 30  # characters: "Wednesday, 25th September 2024"


def visible_body(text, format="md"):
    """The text without title heading and the lines of status, date, people, tags and relations in its front matter and above the
    first section, and without a "## Status" section that says nothing else; with its own line ends. What a PEP's header says
    besides becomes a field list; of a front matter of which nothing is left, its marks go too."""
    layout = Layout(text, format)
    hidden = _hidden_in_front(layout)
    if layout.title and layout.title.level == 1 and _is_title(layout.title.words, layout):
        hidden |= set(range(layout.title.first, layout.title.last))
    for found in layout.fields:
        if _is_shown_elsewhere(found, layout):
            hidden |= set(range(found.first, found.last))
    as_field = {found.first for found in layout.header if format == "rst"}
    kept = [f":{line}" if at in as_field else line for at, line in enumerate(texts.with_ends(text)) if at not in hidden]
    if hidden:
        while kept and not kept[0].strip("\ufeff \t\r\n"):
            del kept[0]
    return "".join(kept).removeprefix("\ufeff") if hidden else text


def _hidden_in_front(layout):
    """The lines of the front matter but for those that hold what the page shows nowhere else, and the marks around these."""
    filled = [at for at in range(layout.front.last) if layout.lines[at].strip()]
    placed = {at for found in layout.named for at in range(found.first, found.last)}
    kept = {at for at in filled[1:-1] if at not in placed and not layout.lines[at].lstrip().startswith("#")}
    said = set()
    for found in layout.named:
        if plain(found.value).strip().lower() in EMPTY or (found.key == "other" and _is_title_again(found, layout)):
            continue
        if (found.key in ONE and found.key in said) or not _is_shown_elsewhere(found, layout):
            kept |= set(range(found.first, found.last))
        said.add(found.key)
    return set(range(layout.front.last)) - (kept | {filled[0], filled[-1]} if kept else set())


def _is_title(words, layout):
    """Whether the heading is the page's title: not a section's name, and nothing else than the front matter's title."""
    given = _title_in_front(layout)
    return not titles.is_section_name(words) and (not given or titles.is_placeholder(given) or titles.are_alike(given, words))


def _title_in_front(layout):
    return next((title for found in layout.named if found.key == "title" and (title := plain(found.value))), "")


def _is_title_again(found, layout):
    """Whether the value is the title, as tools ask for it: `id: 0002-use-one-pump` of "Use one pump"."""
    title = _title_in_front(layout) or (layout.title.words if layout.title else "")
    return _bare(plain(found.value)) == _bare(titles.plain_title(title))


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


def _bare(words):
    """The letters and digits of a title without the number before it."""
    return re.sub(r"[\W_]+", "", re.sub(r"^[\W_]*\d+(?=[\W_])", "", words)).lower()


def _is_read(found, layout):
    """Whether the page says what the value says: a title that is another than the heading's, a date with a remark, people of whom
    nobody was read would be lost to the reader."""
    words = COMMENT.sub("", plain(found.value)).strip()
    if not words or is_placeholder(words):
        return True
    if found.key == "status":
        return len(words) <= LONGEST_STATUS
    if found.key == "title":
        return found.place == "front matter" or layout.title is None or titles.plain_title(words) in titles.plain_title(layout.title.words)
    if found.key == "date":
        return "yyyy" in words.lower() or (bool(day_in(words)) and len(words) <= LONGEST_DATE)
    if found.key == "author":  # the page names the first one only, and only a person
        return [named.kind == "words" for named in people_in(found.value)] in ([], [False])
    if found.key in relations.KEYS:
        items = found.value if isinstance(found.value, list) else [found.value]
        return all(relations.in_value(found.key, item) or relations.NOTHING.search(item) for item in items)
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
    return not words or (len(words) < 120 and bool(meaning(words) or relations.in_line(words)))
