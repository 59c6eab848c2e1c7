"""The frame around every page: header and footer. Rendering them took longer than many a page, so each is kept per reader.

The key holds everything that they show, and neither holds a token: their buttons belong to the one form in base.html.
"""

from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

PLACES = ("records", "meetings", "risks", "paths", "account")


@dataclass(frozen=True)
class Frame:
    """All that a header or footer depends on."""

    reader: tuple
    place: str
    theme: str


def frame_of(context):
    user = context.get("user")
    known = user is not None and user.is_authenticated
    reader = (user.name, user.handle, user.initials, user.is_member, user.shortcuts) if known else ()
    place = context.get("place", "")
    return Frame(reader, place if place in PLACES else "", context.get("theme", ""))


def part(name, frame):
    """The HTML of `ui/frame.html#name` for this frame."""
    return drawn(name, frame) if settings.DEBUG else kept(name, frame)


def drawn(name, frame):
    facts = dict(zip(("name", "handle", "initials", "is_member", "shortcuts"), frame.reader, strict=False))
    site = {"site_name": settings.SITE_NAME, "site_mark": settings.SITE_MARK}
    return mark_safe(render_to_string(f"ui/frame.html#{name}", {"reader": facts, "place": frame.place, "theme": frame.theme, **site}))


kept = lru_cache(maxsize=512)(drawn)
