"""Where the notes of a meeting and the template of a series have been: the pages are those of writing/views/history.py."""

from django.shortcuts import get_object_or_404
from django.urls import reverse

from ui.badges import meeting_badge
from writing.documents import Document
from writing.reading import page_html

from .. import finding
from ..models import Series
from ..telling import told
from .meeting import find


def notes_text(request, number):
    """The notes of a meeting as a Document. Raises Http404."""
    meeting, reader = find(request, number), request.user
    return Document(
        meeting, reader, meeting.title, [(reverse("meetings:index"), "Meetings"), (meeting.get_absolute_url(), f"Meeting {meeting.number}")],
        meeting.can_be_edited_by(reader), place="meetings", what="notes", read=lambda revision, reader: page_html(revision, reader, meeting.hides),
        beside=lambda: [(meeting.changes.select_related("by"), told)],
        badge=meeting_badge(meeting), sealed=meeting.filed_revision_number() if meeting.filed_at else None, seal="filing",
        unlearn=lambda words: finding.unlearn(meeting, words),
    )  # fmt: skip


def series_template(request, slug):
    """The template of a series as a Document. Raises Http404."""
    series = get_object_or_404(Series.objects.visible_to(request.user).select_related("revision__by"), slug=slug)
    crumbs = [(reverse("meetings:series_index"), "Series"), (series.get_absolute_url(), series.name)]
    return Document(series, request.user, f"Template of {series.name}", crumbs, request.user.is_admin, place="meetings", what="template")
