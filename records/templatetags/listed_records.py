"""Rows of records, drawn here and not in a template, as the template engine takes longer over one than this over ten."""

from django import template
from django.utils.safestring import mark_safe

from ui.badges import worth_badge
from ui.filling import filled, joined
from ui.templatetags.whence import ICONS, day

from ..models import Status

register = template.Library()

RESTRICTED = filled('<span class="lock">{} Restricted</span>', ICONS["lock"])
NOT_YET = mark_safe('<span class="faint">Not yet</span>')
PAST = mark_safe(' class="is-past"')


@register.simple_tag(takes_context=True)
def record_rows(context, records, with_change=False):
    """The rows of the table of these `records.rows.Row`s; with the day of the last change if that is shown."""
    return joined(record_row(record, context["user"], with_change) for record in records)


def record_row(record, reader, with_change):
    return filled(
        '<tr data-row role="row"{}><td role="cell"><span class="adr">{}</span></td>'
        '<th scope="row" role="rowheader"><a class="row-title" href="{}">{}</a>{}</th><td role="cell">{}</td>'
        '<td role="cell" class="soft named">{}</td><td role="cell" class="nowrap">{}</td>{}</tr>',
        PAST if record.is_past else "",
        record.name,
        record.get_absolute_url(),
        record.title,
        below(record),
        worth_badge(record, reader),
        record.author or "",
        day(record.decided_on) or (NOT_YET if record.status in (Status.DRAFT, Status.PROPOSED) else ""),
        filled('<td role="cell" class="nowrap">{}</td>', day(record.updated_at)) if with_change else "",
    )


def below(record):
    """What stands below the title: the area, and that not everybody sees it."""
    words = [record.area] * bool(record.area) + [RESTRICTED] * record.is_restricted
    return filled('<br><span class="meta">{}</span>', joined(words, " · ")) if words else ""
