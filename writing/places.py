"""Where a text lies, in words: "records/API-12", "meetings/42", "records/new". Each app names its places in `ready()`."""

import re
from typing import Any, NamedTuple

from django.urls import reverse

LONGEST = 200


class Place(NamedTuple):
    """One place: its `words` for people, and the address of its `editor`; `hide(text, format)` gives a text without what its page
    shows elsewhere, `beside(fields)` tells what was typed beside the text as (sort, words) pairs; None where that is nothing.
    `has_text` is False for a form of facts alone."""

    words: str
    editor: str
    arguments: dict
    finder: Any = None
    hide: Any = None
    beside: Any = None
    has_text: bool = True

    def find(self, reader):
        """Its document, if there is one and the reader may see it; else None."""
        return self.finder(reader, **self.arguments).select_related("revision").first() if self.finder else None


_kinds = []


def register(pattern, words, editor, find=None, hide=None, beside=None, has_text=True):
    """Name a kind of place. `pattern` matches all of it; its named groups fill `words` and are the arguments of the address named
    `editor`; `find(reader, **groups)` gives the query for its document among those that the reader may see; the rest is as
    in Place."""
    _kinds.append((re.compile(pattern, re.ASCII), words, editor, find, hide, beside, has_text))


def place_named(name):
    """The Place that has this name; None where there can be none. Whether a document is there, only its `find` says."""
    for pattern, words, editor, *rest in _kinds:
        match = pattern.fullmatch(name) if len(name) <= LONGEST else None
        if match:
            groups = match.groupdict()
            return Place(words.format(**groups), reverse(editor, kwargs=groups), groups, *rest)
    return None
