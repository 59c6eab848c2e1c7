"""Tags and filters that every template has."""

import re
from datetime import datetime

from django import template
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.utils import timezone
from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString, mark_safe

from ui import frame as frames
from ui.badges import badge, hit_badge, meeting_badge, worth_badge
from ui.dates import as_day, as_time, dated, day_of, full, local, short
from ui.elements import sources
from ui.filling import filled, filled_each
from ui.icons import SHAPES
from ui.sentences import counted
from ui.unbroken import with_whole_names

register = template.Library()

CHECKED = mark_safe(" checked")
CODE = re.compile("`([^`\n]+)`")

ICONS = {name: mark_safe(f'<svg class="icon" viewBox="0 0 16 16" aria-hidden="true">{shape}</svg>') for name, shape in SHAPES.items()}


@register.simple_tag
def icon(name):
    """An icon by its name in `ui.icons`; it says nothing to a screen reader, so words stand beside it."""
    return ICONS[name]


# Worth and status


register.simple_tag(hit_badge)


@register.simple_tag(takes_context=True)
def worth(context, record, link=True):
    """The badge of a record: its worth today, and by what it is superseded if the reader may know."""
    return worth_badge(record, context.get("user"), link)


@register.simple_tag
def status_badge(shape, words):
    """A badge of any shape in `ui.icons` with any words."""
    return badge(shape, words)


@register.simple_tag
def meeting_status(meeting):
    """The badge of a meeting."""
    return meeting_badge(meeting)


# People


@register.simple_tag
def avatar(user):
    return filled('<span class="avatar" aria-hidden="true">{}</span>', user.initials)


@register.simple_tag
def person(user, face=False):
    """A person's name as a link to their page, with their initials before it if `face`."""
    if not face:
        return filled('<a class="person" href="{}">{}</a>', user.get_absolute_url(), user.name)
    return filled('<span class="who">{}<a class="person" href="{}">{}</a></span>', avatar(user), user.get_absolute_url(), user.name)


# Dates; nothing comes of nothing, so that templates need no `if`


@register.filter
def day(value):
    """A date or moment as its day: Today, Yesterday, Thu 26 Nov, 26 Nov 2024."""
    if not value:
        return ""
    if not isinstance(value, datetime):
        return as_day(value, timezone.localdate())
    value = local(value)
    return as_time(value, short(value.date(), timezone.localdate()))


@register.filter
def short_date(value):
    """A date with its year, for records and tables: 26 Nov 2026."""
    value = local(value)
    return as_time(value, dated(day_of(value))) if value else ""


@register.filter
def long_day(value):
    """A date in full, for records and minutes: 26 November 2026."""
    value = local(value)
    return as_time(value, full(day_of(value))) if value else ""


@register.filter
def moment(value):
    """A moment: Today, 14:00."""
    value = local(value)
    return as_time(value, f"{short(value.date(), timezone.localdate())}, {value:%H:%M}") if value else ""


@register.filter
def inside(said):
    """A day or moment within a sentence, where it begins none: "since yesterday"; "Thu 26 Nov" stays as it is."""
    return mark_safe(conditional_escape(said).replace(">Today", ">today").replace(">Yesterday", ">yesterday"))


@register.filter
def clock(value):
    """The time of a moment: 14:00."""
    value = local(value)
    return as_time(value, f"{value:%H:%M}") if value else ""


# Words


register.filter(counted)


# What a page has dozens of; drawn here, as the template engine takes ten times as long over them


@register.simple_tag
def checks(name, options):
    """A box to tick for each option of a facet (`value`, `label`, `n` or None, `chosen`), under one name."""
    one = '<label class="check"><input type="checkbox" name="{}" value="{}"{}> <span>{}</span>{}</label>'
    return filled_each(one, ((name, o.value, CHECKED if o.chosen else "", o.label, count_of(o.n)) for o in options))


def count_of(n):
    return "" if n is None else filled(' <span class="n">{}</span>', n)


# The frame of every page


@register.simple_tag(takes_context=True)
def frame(context, name):
    """The header or the footer, as this reader sees it."""
    return frames.part(name, frames.frame_of(context))


@register.simple_tag
def elements(bundle="js/elements.js"):
    """The script tags of a bundle of custom elements: of those that every page has, or of "js/editor.js"."""
    is_joined = not settings.DEBUG and getattr(staticfiles_storage, "has_joined_elements", False)
    names = [bundle] if is_joined else sources(bundle)
    return filled_each('<script type="module" src="{}"></script>', ((staticfiles_storage.url(name),) for name in names), "\n  ")


@register.filter
def unbroken(words):
    """Words, escaped, in which no name of a record is broken at its hyphen by the end of a line; what is HTML already stays as it is."""
    return words if isinstance(words, SafeString) else mark_safe(with_whole_names(escape(words)))


@register.filter
def with_code(words):
    """Words of one or a few lines, escaped, with `code` between backquotes as code and line breaks kept."""
    return mark_safe(CODE.sub(r"<code>\1</code>", with_whole_names(escape(words))).replace("\r\n", "\n").replace("\n", "<br>"))


@register.simple_tag
def drawing(written):
    """The script tag that draws the diagrams of a text's HTML; nothing where it holds none."""
    if "<diagram-frame" not in str(written):
        return ""
    return filled('<script type="module" src="{}"></script>', staticfiles_storage.url("js/diagram-frame.js"))
