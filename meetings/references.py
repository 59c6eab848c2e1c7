"""References to meetings in texts: "meeting 42", and relative links between imported minutes."""

import re

from django.db.models import F
from django.utils.dateformat import format as dated

from ui import references
from writing.links import paths_beside

from .models import Meeting

WORDS = r"\b[Mm]eeting\s+\d{1,6}(?![\w\-]|\.\d)"


def join():
    """Make references to meetings live on every page."""
    references.register("meeting", numbered, WORDS, number_of)
    references.register("file", linked)


def number_of(words):
    return str(int(re.search(r"\d+", words)[0]))


def numbered(numbers, reader, document=None):
    """{number: Target} of the meetings that the reader may see."""
    rows = Meeting.objects.visible_to(reader).filter(number__in=[int(number) for number in numbers])
    return {str(meeting.number): target(meeting) for meeting in rows}


def linked(addresses, reader, document):
    """{address: Target} of relative links in a meeting's notes to files that became meetings here."""
    if not isinstance(document, Meeting):
        return {}
    paths = paths_beside(document, addresses)
    at = Meeting.objects.visible_to(reader).filter(files__source__in={source for source, _ in paths}, files__path__in={path for _, path in paths})
    files = at.annotate(source=F("files__source"), path=F("files__path"))
    return {address: target(file) for file in files for address in paths.get((file.source, file.path), ())}


def target(meeting):
    """Where a reference to this meeting leads."""
    day = f", {dated(meeting.day, 'j F Y')}" if meeting.day else ""
    off = meeting.status == Meeting.Status.DID_NOT_TAKE_PLACE
    return references.Target(meeting.get_absolute_url(), f"Meeting {meeting.number}: {meeting.title}{day}", "did not take place" if off else "")
