"""A status as a shape and a word (never colour alone), for records and meetings alike."""

from datetime import timedelta
from functools import lru_cache

from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import mark_safe

from .filling import filled
from .icons import SHAPES
from .unbroken import with_whole_names

NOTHING = mark_safe("")


def drawing(name):
    return f'<svg viewBox="0 0 16 16" aria-hidden="true">{SHAPES[name]}</svg>'


BADGES = {name: (mark_safe(f'<span class="status status--{name}">{drawing(name)}'), mark_safe("</span>")) for name in SHAPES}


def badge(shape, words):
    """The badge with this shape and these words (escaped unless they are safe HTML)."""
    opening, closing = BADGES[shape]
    return filled("{}{}{}", opening, words, closing)


@lru_cache(maxsize=64)
def label(shape, words):
    """The badge with words of our own, which are few; nothing that somebody typed comes in here."""
    return badge(shape, words)


SHAPED = {"accepted": "in-force", "did_not_take_place": "called-off"}  # a status whose shape has another name


@lru_cache(maxsize=64)
def usual(statuses, status):
    """The badge of a status that says its own label, of these `TextChoices`."""
    return label(SHAPED.get(status, status), statuses(status).label)


def hit_badge(hit):
    """The badge of something that search found (its `status` and `worth`)."""
    shape = "in-part" if hit.worth == "In force, in part" else {"accepted": "in-force"}.get(hit.status, hit.status)
    return badge(shape if shape in SHAPES else "filed", mark_safe(with_whole_names(escape(hit.worth))))


def worth_badge(record, reader, link=True):
    """What a record is worth today; where it is superseded, by which record, if this reader may know of it.

    The record comes from `with_worth()`, so that its head costs no query.
    """
    status = str(record.status)
    if status == "accepted" and record.partly_superseded:
        drawn = label("in-part", "In force, in part")
    elif status == "superseded" and record.head_id and may_see(reader, record.head):
        drawn = badge(status, successor_of(record, link))
    else:
        drawn = usual(record.Status, status)
    return drawn + own_words(record)


def successor_of(record, link):
    name = record.head.name
    return (
        filled('Superseded by <a class="ref" href="{}">{}</a>', record.head.get_absolute_url(), name)
        if link
        else filled('Superseded by <span class="ref">{}</span>', name)
    )


def own_words(record):
    """An imported status in the words of its file, where they say something else than the badge does."""
    said = record.status_words
    if not said or said.strip().casefold() in (record.status, record.get_status_display().casefold()):
        return NOTHING
    return filled(' <span class="meta">“{}”</span>', said)


def may_see(reader, thing):
    """What `visible_to` would say of a thing that is at hand, to whoever reads, signed in or not."""
    return thing.audience_id is None or thing.audience_id in getattr(reader, "audiences", ())


def meeting_badge(meeting, now=None):
    """Where a meeting stands: planned, live, notes not filed, filed, sealed, did not take place."""
    if meeting.status != "planned":
        return usual(meeting.Status, str(meeting.status))
    if is_live(meeting, now or timezone.now()):
        return label("live", "Live now")
    if meeting.is_held:
        return label("unfiled", "Notes not filed")
    return label("planned", "Planned")


def is_live(meeting, now):
    return bool(meeting.starts_at and meeting.starts_at <= now < meeting.starts_at + timedelta(minutes=meeting.minutes or 60))
