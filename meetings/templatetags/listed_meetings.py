"""Rows of meetings and of actions. They are drawn here and not in a template, as a page has fifty of them: the template engine
takes longer over one than this over ten."""

from django import template
from django.utils import timezone
from django.utils.safestring import mark_safe

from ui.addresses import address_of
from ui.badges import badge, meeting_badge
from ui.filling import filled, joined
from ui.sentences import counted
from ui.templatetags.whence import ICONS, day

register = template.Library()

RESTRICTED = filled(' <span class="meta">{} Restricted</span>', ICONS["lock"])
LATE = mark_safe('<span class="late">No note-taker yet.</span>')
DONE, DROPPED = badge("in-force", "Done"), badge("withdrawn", "Dropped")


@register.simple_tag(takes_context=True)
def meeting_rows(context, meetings):
    """The list of these meetings, of `for_index()`."""
    now, is_member = timezone.now(), context["user"].is_member
    return filled('<ul class="rows" role="list">{}</ul>', joined(meeting_row(m, now, is_member) for m in meetings))


def meeting_row(meeting, now, is_member):
    return filled(
        '<li data-row><p class="row row--tight"><a class="row-title" href="{}">{}</a> {}{}</p><p class="meta">{}</p>{}</li>',
        meeting.get_absolute_url(),
        meeting.title,
        meeting_badge(meeting, now),
        RESTRICTED if meeting.audience_id else "",
        joined(facts_of(meeting), " · "),
        owed_of(meeting) if is_member and meeting.status == meeting.Status.PLANNED else "",
    )


def facts_of(meeting):
    """When, who, and what became of it."""
    if not meeting.day:
        yield "No day"
    else:
        yield filled("{}, {}", day(meeting.day), f"{meeting.starts:%H:%M}") if meeting.starts_at else day(meeting.day)
    if meeting.facilitator_name:
        yield f"{meeting.facilitator_name} {'facilitated' if meeting.is_filed else 'facilitates'}"
    if meeting.note_taker_name:
        yield f"{meeting.note_taker_name} {'took notes' if meeting.is_filed else 'takes notes'}"
    if meeting.decision_count:
        yield counted(meeting.decision_count, "decision")
    if meeting.action_count:
        yield counted(meeting.action_count, "action")


def owed_of(meeting):
    """What a planned meeting still wants: a note-taker, its notes."""
    way = ""
    if meeting.is_held:
        way = filled('<a href="{}">File the notes</a>', address_of("meetings:file", meeting.number))
    elif not meeting.note_taker_id:
        way = filled('<a href="{}">Name one</a>', address_of("meetings:edit", meeting.number))
    return filled('<p class="small row row--tight">{}{}</p>', "" if meeting.note_taker_id else LATE, way)


@register.simple_tag(takes_context=True)
def action_rows(context, actions):
    """The rows of a table of these Actions with their meetings; `with_meeting` and `back` are as the template has them."""
    rows = (action_row(a, context["user"].is_member, context.get("with_meeting"), context.get("back")) for a in actions)
    return joined(rows)


def action_row(action, is_member, with_meeting, back):
    return filled(
        '<tr role="row" id="action-{}{}" data-row><th role="rowheader" scope="row">{}{}</th>{}<td role="cell" class="named">{}</td>'
        '{}<td role="cell" class="nowrap">{}</td>{}</tr>',
        action.number,
        f"-of-{action.meeting.number}" if with_meeting else "",
        action.text,
        filled(' <span class="meta">{}</span>', action.note) if action.note else "",
        source_of(action.meeting) if with_meeting else "",
        action.owner.name if action.owner else mark_safe('<span class="late">No owner</span>'),
        due_of(action),
        "Open" if action.is_open else DROPPED if action.dropped_at else DONE,
        changes_of(action, back) if is_member else "",
    )


def source_of(meeting):
    return filled('<td role="cell" class="named" data-th="from"><a href="{}">{}</a></td>', meeting.get_absolute_url(), meeting.title)


def due_of(action):
    if not action.due:
        return mark_safe('<td role="cell" class="nowrap"></td>')
    late = mark_safe('<td role="cell" class="nowrap" data-th="due"><span class="late">{}, late</span></td>')
    return filled(late if action.is_late else '<td role="cell" class="nowrap" data-th="due">{}</td>', day(action.due))


def changes_of(action, back):
    """What a member may do with it: buttons of the page's one form."""
    place = (action.meeting.number, action.number)
    verb, word = ("finish", "Done") if action.is_open else ("reopen", "Reopen")
    return filled(
        '<td role="cell" class="nowrap no-print"><span class="row row--tight">'
        '<button class="link-btn" form="page-form" formaction="{}"{}>{}<span class="vh">: {}</span></button>{}</span></td>',
        address_of(f"meetings:{verb}", *place),
        filled(' name="back" value="{}"', back) if back else "",
        word,
        action.text,
        filled('<a href="{}">Change<span class="vh"> {}</span></a>', address_of("meetings:edit_action", *place), action.text)
        if action.is_open
        else "",
    )
