"""Where a record and the template of a log have been: the pages are those of writing/views/history.py."""

from django.shortcuts import get_object_or_404
from django.urls import reverse

from ui.badges import worth_badge
from writing.documents import Document
from writing.reading import noted

from .. import finding, story
from ..models import Log, Record
from ..telling import beside
from .pages import body_of


def record_text(request, name):
    """A record as a Document. Raises Http404."""
    reader = request.user
    record = get_object_or_404(Record.objects.visible_to(reader).named(name).for_history())
    return Document(
        record, reader, f"{record.name} {record.title}", [(reverse("records:index"), "Records"), (record.get_absolute_url(), record.name)],
        record.can_be_edited_by(reader), place="records", beside=lambda: beside(record, reader), read=body_with_notes,
        badge=worth_badge(record, reader), sealed=record.accepted_revision.number if record.accepted_revision_id else None,
        unlearn=lambda words: finding.unlearn(record, words),
    )  # fmt: skip


def log_template(request, key):
    """The template of a log as a Document. Raises Http404."""
    log = get_object_or_404(Log.objects.visible_to(request.user).select_related("revision__by"), key=key)
    crumbs = [(log.get_absolute_url(), log.title)]
    if request.user.is_admin:
        crumbs.append((reverse("records:edit_template", args=[log.key]), "Template"))
    return Document(log, request.user, f"Template of {log.title}", crumbs, request.user.is_admin, place="records", what="template")


def body_with_notes(revision, reader):
    """The HTML of a record's revision, with the sections marked that another record has superseded since."""
    record = revision.parent
    body = body_of(record, revision, reader)
    return noted(body.html, story.notes_of(story.superseded_sections(story.links_of(record, reader)), reader))
