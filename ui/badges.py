"""A status as a shape and a word (never colour alone), for records and meetings alike."""

from datetime import timedelta

from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from .icons import SHAPES


def drawing(name):
    return f'<svg viewBox="0 0 16 16" aria-hidden="true">{SHAPES[name]}</svg>'


BADGES = {name: (mark_safe(f'<span class="status status--{name}">{drawing(name)}'), mark_safe("</span>")) for name in SHAPES}


def badge(shape, words):
    """The badge with this shape and these words (escaped unless they are safe HTML)."""
    opening, closing = BADGES[shape]
    return format_html("{}{}{}", opening, words, closing)


def worth_badge(record, reader, link=True):
    """What a record is worth today; where it is superseded, by which record, if this reader may know of it.

    The record comes from `with_worth()`, so that its head costs no query.
    """
    status = str(record.status)
    shape = "in-force" if status == "accepted" else status
    words = record.get_status_display()
    if status == "accepted" and record.partly_superseded:
        shape, words = "in-part", "In force, in part"
    elif status == "superseded" and record.head_id and is_open_to(reader, record.head):
        successor = record.head
        words = f"Superseded by {successor.name}"
        if link:
            words = format_html('Superseded by <a href="{}">{}</a>', successor.get_absolute_url(), successor.name)
    return format_html("{}{}", badge(shape, words), own_words(record))


def own_words(record):
    """An imported status in the words of its file, where they say something else than the badge does."""
    said = record.status_words
    if not said or said.strip().casefold() in (record.status, record.get_status_display().casefold()):
        return ""
    return format_html(' <span class="meta">“{}”</span>', said)


def is_open_to(reader, thing):
    return thing.audience_id is None or thing.audience_id in getattr(reader, "audiences", ())


def meeting_badge(meeting, now=None):
    """Where a meeting stands: planned, live, notes not filed, filed, sealed, did not take place."""
    if meeting.status != "planned":
        shape = {"did_not_take_place": "called-off"}.get(str(meeting.status), str(meeting.status))
        return badge(shape, meeting.get_status_display())
    if is_live(meeting, now or timezone.now()):
        return badge("live", "Live now")
    if meeting.is_held:
        return badge("unfiled", "Notes not filed")
    return badge("planned", "Planned")


def is_live(meeting, now):
    return bool(meeting.starts_at and meeting.starts_at <= now < meeting.starts_at + timedelta(minutes=meeting.minutes or 60))
