"""What became of a text and of the thing that it belongs to, newest first, a page at a time."""

import re
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from ui.sentences import counted

from .documents import Entry
from .models import Redaction, Revision

MOST = 25  # entries of a page
CURSOR = re.compile(r"([0-9]{1,17})-([0-9]{1,6})")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
DEEDS = {
    Revision.Origin.IMPORT: "brought the text in",
    Revision.Origin.FILED: "filed the text",
    Revision.Origin.RESTORED: "went back to an earlier text",
    Revision.Origin.MERGED: "changed the text while somebody else did; both changes are in it",
}


class Page(NamedTuple):
    """Entries, newest first; `older` leads to those before them, empty where there are none; `is_later` where newer ones are left out."""

    entries: list
    older: str
    is_later: bool


def page_of(document, before=""):
    """The Page of a document's history that follows the place `before`, an `older` of another Page; the newest for anything else."""
    moment, skip = place_of(before)
    many = skip + MOST + 1
    found = []
    for rows, told in [*document.beside(), (redactions_of(document.written), redactions_told), (document.revisions, revisions_told)]:
        rows = rows.filter(at__lte=moment) if moment else rows
        found += told(list(rows.order_by("-at", "-pk")[:many]))
    found.sort(key=lambda entry: entry.at, reverse=True)
    shown, rest = found[skip : skip + MOST], found[skip + MOST :]
    return Page(shown, named(found[: skip + MOST]) if rest else "", moment is not None)


def place_of(before):
    """(the moment to go on from, how many of that moment were shown); (None, 0) for the beginning."""
    match = CURSOR.fullmatch(before)
    if not match or int(match[1]) >= 10**16:
        return None, 0
    return EPOCH + timedelta(microseconds=int(match[1])), int(match[2])


def named(shown):
    """The name of the place after these entries: a moment in microseconds, and how many of that very moment came before."""
    last = shown[-1].at
    return f"{(last - EPOCH) // timedelta(microseconds=1)}-{sum(entry.at == last for entry in shown)}"


def revisions_told(revisions):
    """The revisions of one text, newest first, as Entries; of the last one we cannot say how much it grew but if it is the first."""
    words = {revision.number: revision.words for revision in revisions}
    told = []
    for revision in revisions:
        before = words.get(revision.number - 1)
        more = revision.words - before if before is not None else None
        told.append(Entry(revision.at, revision.by, deed_of(revision), revision.note, revision=revision, more=more))
    return told


def redactions_of(thing):
    """What was taken out of a Redactable thing."""
    return Redaction.objects.filter(place=thing.text_place).select_related("by").only("at", "reason", "rows", "by__name")


def redactions_told(redactions):
    return [Entry(one.at, one.by, f"took something out for good, of {counted(one.rows, 'place')}", one.reason) for one in redactions]


def deed_of(revision):
    """What was done to make it, as words after a name."""
    if revision.origin in DEEDS:
        return DEEDS[revision.origin]
    if revision.number == 1:
        return "wrote the first text"
    return "mended the wording" if revision.wording_only else "changed the text"
