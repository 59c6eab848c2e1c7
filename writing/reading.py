"""A revision as a reader sees it: HTML made once per renderer version and kept with it, references filled for each reader."""

import hashlib
import re
from functools import lru_cache
from importlib import import_module
from importlib.metadata import version
from inspect import isfunction
from pathlib import Path
from typing import NamedTuple

from django.db import DatabaseError, transaction
from django.utils.safestring import mark_safe

import ui
from ui import references
from ui.markdown import render

LIBRARIES = ("markdown", "pymdown-extensions", "bleach", "pygments", "docutils")
HEADING = re.compile(r'<h([2-6]) id="([^"]+)">(.*?) <a class="anchor"', re.S)
HEADED = re.compile(r'<h[2-6] id="([^"]+)">.*?</h[2-6]>', re.S)
TAG = re.compile(r"<[^>]*>")


class Entry(NamedTuple):
    """A line of the contents: `level` 2 to 6, `words` as safe text, `anchor`."""

    level: int
    words: str
    anchor: str


class Reading(NamedTuple):
    """`html` for the page; `contents`, its headings as Entries."""

    html: str
    contents: list


def page_html(revision, reader, hide=None):
    """The revision's text as HTML for this reader; `hide(text, format)` gives the text without what the page shows elsewhere.

    Raises nothing. What is kept in the database is the same for every reader.
    """
    return read(revision, reader, hide).html


def read(revision, reader, hide=None):
    """The revision's text as a Reading for this reader: page_html and the contents."""
    kept = kept_html(revision, hide)
    contents = [Entry(int(level), mark_safe(TAG.sub("", words)), anchor) for level, anchor, words in HEADING.findall(kept)]
    return Reading(mark_safe(references.fill(kept, reader, revision.parent)), contents)


def noted(page, notes):
    """A text's HTML for one reader with `notes`, HTML by anchor, each under its heading; what is kept stays the same for all."""
    return mark_safe(HEADED.sub(lambda heading: heading[0] + notes.get(heading[1], ""), page)) if notes else page


def kept_html(revision, hide=None):
    """The revision's HTML with marked references; made and kept now if it was not, or by another renderer."""
    renderer = version_of(hide)
    if revision.renderer != renderer or revision.html is None:
        text = hide(revision.text, revision.format) if hide else revision.text
        anchors = revision.parent.sections.order_by("-is_current", "position").values_list("heading", "anchor")
        revision.html, revision.renderer = render(text, revision.format, list(anchors)).html, renderer
        try:
            with transaction.atomic():
                type(revision).objects.filter(pk=revision.pk).update(html=revision.html, renderer=renderer)
        except DatabaseError:  # a reader is not kept from the text by a full disk or a long lock: it is made again next time
            pass
    return revision.html


def version_of(hide=None):
    """A short name of all that shapes the HTML: our code, that of `hide` and what it goes by (its repr, where it is no mere function),
    and the libraries."""
    code = _code_of(hide.__module__.partition(".")[0] if hide else "")
    return code if hide is None or isfunction(hide) else hashlib.sha256(f"{code} {hide!r}".encode()).hexdigest()[:16]


@lru_cache(maxsize=16)
def _code_of(app):
    folders = [Path(ui.__file__).parent, Path(__file__).parent]
    if app:
        folders.append(Path(import_module(app).__file__).parent)
    parts = [f"{name} {version(name)}" for name in LIBRARIES]
    parts += [file.read_text("utf-8") for folder in folders for file in sorted(folder.rglob("*.py"))]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]
