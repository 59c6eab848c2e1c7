"""A living text as the pages of its history need it, whatever it belongs to."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from django.http import Http404
from django.shortcuts import get_object_or_404

from .models import Redactable, Revision, Written
from .reading import page_html


@dataclass
class Entry:
    """A line of a history: at the moment `at`, the person `by` did `what` ("changed the text"), as `lines` say in full.

    Where a text came of it: its `revision`, and how many words `more` than the one before it holds (None for the first).
    """

    at: datetime
    by: object
    what: str
    note: str = ""
    lines: list = ()
    revision: Revision | None = None
    more: int | None = None

    @property
    def growth(self):
        """How much longer or shorter the text became, as a page says it: "+12", "−3"; empty where it did not."""
        return f"{'+' if self.more > 0 else '−'}{abs(self.more):,}" if self.more else ""


@dataclass
class Holder:
    """A thing that words can be taken out of, as one reader meets it.

    `words` call it in headings, `crumbs` are (address, words) that lead to it, `place` is the part of the site, and
    `unlearn(words)` brings the search index up to it after words were taken out.
    """

    written: Redactable
    reader: object
    words: str
    crumbs: list
    place: str = field(default="", kw_only=True)
    unlearn: Callable = field(default=lambda words: None, kw_only=True)

    @property
    def address(self):
        return self.written.get_absolute_url()


@dataclass
class Document(Holder):
    """A Written thing as one reader meets it.

    `what` it is in a sentence ("notes"). `beside()` are rows of other things that happened to it, as (queryset of rows with `at`,
    a function that makes a list of them Entries). `read` gives a revision's HTML for the reader, `badge` what it is worth
    today. Revisions after number `sealed` are errata: `seal` says of what ("acceptance").
    """

    written: Written
    may_edit: bool
    what: str = "text"
    beside: Callable = list
    read: Callable = page_html
    badge: str = ""
    sealed: int | None = None
    seal: str = "acceptance"

    @cached_property
    def address(self):
        return self.written.history_address

    @property
    def last(self):
        """The number of the current revision, 0 where nothing was written."""
        return self.written.revision_number

    @property
    def next(self):
        return self.last + 1

    @cached_property
    def revisions(self):
        """Its revisions with who wrote them, as narrow as a line of the history is."""
        facts = ("number", "at", "note", "origin", "wording_only", "base_number", "words")
        return self.written.revisions.select_related("by").only("parent", *facts, "by__name")

    def revision(self, number):
        """The revision of this number with its text. Raises Http404."""
        found = get_object_or_404(self.written.revisions.select_related("by"), number=number)
        found.parent = self.written
        return found

    def revision_named(self, words):
        """The same by what stands in an address. Raises Http404."""
        if not (words.isascii() and words.isdecimal() and len(words) < 10):
            raise Http404("Revisions are named by their numbers.")
        return self.revision(int(words))

    def is_erratum(self, revision):
        return self.sealed is not None and revision.number > self.sealed

    def html(self, revision):
        """The revision as this reader sees it."""
        return self.read(revision, self.reader)
