"""What the server has of a text, told to the page that sent it: made of what is stored, never of what was asked."""

import zlib
from hashlib import sha256

from django.utils import timezone

from ui.sentences import counted

from . import places


def of_revision(revision, url, at=None):
    """The receipt of a saved Revision, read back from the database; `url` is the page of its document, `at` the moment of the save
    where that made no revision.

    `base` is what the next save stands on; `merged` says that more is in the text than was sent; `editor` is where to go on, with the text at
    `place`.
    """
    stored = type(revision).objects.select_related("parent").get(pk=revision.pk)
    at = clock(at or stored.at)
    return {
        "kept": "revision",
        "revision": stored.number,
        "base": stored.number,
        "at": at,
        **measured(stored.text),
        "url": url,
        "place": stored.parent.text_place,
        "editor": editor_of(stored.parent.text_place),
        "merged": stored.origin == stored.Origin.MERGED,
        "sentence": f"Saved {at}, revision {stored.number}, {counted(stored.words, 'word')}",
    }


def of_unsaved(unsaved, url=""):
    """The receipt of an Unsaved, read back; `kept` is "nothing" where its text has become a revision or was thrown away."""
    stored = type(unsaved).objects.get(pk=unsaved.pk)
    at = clock(stored.at)
    on = f" on top of revision {stored.base_number}" if stored.base_number else ""
    return {
        "kept": "nothing" if stored.is_done else "unsaved",
        "revision": None,
        "base": stored.base_number,
        "at": at,
        **measured(stored.text),
        "url": url,
        "stroke": stored.stroke,
        "sentence": f"Kept for you alone {at}{on}" + (f", {stored.measure}" if stored.measure else ""),
    }


def measured(text):
    """The words of a text, and two digests of its UTF-8 bytes with LF line ends: a browser has SHA-256 on https only."""
    written = with_plain_ends(text).encode()
    return {"words": len(text.split()), "sha256": sha256(written).hexdigest(), "crc32": f"{zlib.crc32(written):08x}"}


def with_plain_ends(text):
    return text.replace("\r\n", "\n").replace("\r", "\n")


def editor_of(name):
    place = places.place_named(name)
    return place.editor if place else ""


def clock(at):
    """The time of day in the reader's zone, to the second."""
    return f"{timezone.localtime(at):%H:%M:%S}"
