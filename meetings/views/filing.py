from functools import partial

from django.contrib import messages
from django.db import transaction
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect
from django.utils.html import format_html

from records.effects import taken_in_part
from records.models import Record
from ui.answers import render_page, require
from ui.refusals import Refused
from writing import diffs, saving, settling
from writing.beside import Overtaken
from writing.models import Unsaved
from writing.receipts import with_plain_ends
from writing.settling import settles
from writing.typed import digest_of

from ..forms import CallOffForm, FilingSheet, OneRow, ReplaceForm
from ..forms.lines import with_lines
from ..models import Meeting
from .meeting import find, who_was_there
from .planning import MEMBERS_ONLY, open_actions, series_asked_for, stored, waiting_records

CLOSED = "This decided about a record that is closed to you. Ask somebody who may see that record to replace it."


@settles
def file(request, number):
    meeting = find(request, number)
    require(request.user.is_member, MEMBERS_ONLY)
    if request.method != "POST" and not meeting.can_be_filed_by(request.user) and not Unsaved.objects.of(request.user, f"{meeting.text_place}/file"):
        messages.info(request, meeting.stands)
        return redirect(meeting)
    return answer(request, FilingSheet(request, meeting, meeting.series), meeting=meeting)


@settles
def held(request):
    require(request.user.is_member, MEMBERS_ONLY)
    series = series_asked_for(request)
    return answer(request, FilingSheet(request, series=series), series=series)


def answer(request, sheet, **context):
    """File what was typed once its effects were seen; until then show them, with all that was typed."""
    status = None
    if sheet.is_valid() and sheet.meeting and (warning := saving.redacted_since(request, sheet.meeting)):
        sheet.facts.add_error("text", warning)
        status = 409
    elif sheet.is_valid():
        try:
            meeting, where = stored(request, sheet, partial(file_or_look, request, sheet, context))
            if where:
                messages.success(request, filed(meeting, sheet) if meeting else saving.TWICE)
                return redirect(where)
        except saving.Clash as clash:
            return settling.ask(request, sheet.meeting, clash)
        except Overtaken:
            status = 409
            if sheet.is_late:
                settling.keep_asked(request, sheet.meeting)
        except Refused as refusal:
            status = sheet.refuse(refusal)
    context |= {"sheet": sheet, "place": "meetings", "waiting": waiting_records(request), "earlier": open_actions(request, sheet)}
    context |= {"problems": sheet.problems or sheet.is_overtaken, "is_offered": not (sheet.is_late and sheet.is_bound)}
    if sheet.is_late:
        context |= beside_what_was_filed(sheet)
    return render_page(request, "meetings/file.html", context, status=status or (422 if sheet.problems else 200))


def file_or_look(request, sheet, context):
    """File, and give the Meeting; where the reader has not seen yet what it does, that goes into the context, and nothing is done: all of it is
    taken back by the transaction that this is called in."""
    meeting, changes = sheet.file()
    seen = digest_of(sheet.data, {"seen", "more"})
    if request.POST.get("seen") == seen:
        return meeting
    context |= {"seen": seen, "effects": effects_of(sheet, meeting, changes)}
    transaction.set_rollback(True)
    return None


def beside_what_was_filed(sheet):
    """What whoever comes second sees of the filed meeting: its outcomes, and how the notes differ from those that were typed."""
    notes = sheet.meeting.revision.text if sheet.meeting.revision_id else ""
    typed = sheet.data.get("text", "") if sheet.is_bound else notes
    return {"filed_outcomes": [row for row in sheet.outcomes if row.settled_at], "differs": diffs.rows(notes, with_plain_ends(typed))}


def filed(meeting, sheet):
    """What was done, in words; of the notes, too, where they were joined with somebody else's."""
    words = f"What you added to meeting {meeting.number} is filed." if sheet.was_late else f"The notes of meeting {meeting.number} are filed."
    notes = sheet.notes
    return format_html("{} {}", words, saving.sentence(meeting, notes)) if notes and notes.merged_with else words


def effects_of(sheet, meeting, changes):
    """What filing does, in sentences, as far as this reader may know, who counts as what, and what is still missing."""
    made = meeting.outcomes.exclude(pk__in=[row.pk for row in sheet.outcomes if row.settled_at])
    does = moved(changes, sheet.reader) + left(made, sheet.reader)
    begun = made.filter(effect="drafts").select_related("record__log")
    does += [f"A draft begins: {outcome.record.name}, “{outcome.record.title}”. You are its author." for outcome in begun]
    actions = list(meeting.actions.select_related("owner"))
    does += [f"{action.owner.name} is to do: {action.text}" for action in actions if action.owner and (not sheet.is_late or is_new(action, sheet))]
    if sheet.is_late:
        does += [f"It is added to the outcomes: {outcome.sentence}" for outcome in made]
    if sheet.notes and sheet.notes.merged_with:
        other = sheet.notes.merged_with
        does.append(f"Your notes are joined with those that {other.by.name} saved while you wrote, revision {other.number}.")
    who = who_was_there(Meeting.objects.for_page().get(pk=meeting.pk))
    unread = with_lines(sheet, sheet.data).in_words
    return {"does": does, "lacks": lacks_of(meeting, actions), "outcomes": made.count(), "who": who, "unmarked": sheet.unmarked, "unread": unread}


def moved(changes, reader):
    """What becomes of records, and of those that they supersede, all of them or in part."""
    seen, does = set(Record.objects.visible_to(reader).values_list("pk", flat=True).filter(pk__in=touched(changes))), []
    for change in changes:
        does.append(f"{change.record.name} is {change.record.stands} from {change.on:%-d %B %Y}.")
        does += [f"{effect.record.name} is superseded by it." for effect in change.effects.select_related("record__log") if effect.record_id in seen]
        does += taken_in_part(change.record, reader)
    return does


def left(made, reader):
    """Which records wait for a decision as before, though an outcome that says "decided" is about them."""
    about = made.filter(kind="decided", effect__in=["none", "links"])
    named = Record.objects.filter(Q(outcomes__in=about) | Q(topics__outcomes__in=about), status__in=["draft", "proposed"])
    records = Record.objects.visible_to(reader).filter(pk__in=named.values("pk")).select_related("log").order_by("log__key", "number")
    return [f"{record.name} stays {record.stands}: no outcome accepts or rejects it." for record in records]


def is_new(action, sheet):
    return action.number not in {one.number for one in sheet.actions}


def touched(changes):
    return [effect.record_id for change in changes for effect in change.effects.all()]


def lacks_of(meeting, actions):
    """Sentences that name what is missing or does not fit together; none of it stops the filing."""
    lacks = []
    if not meeting.note_taker_id:
        lacks.append("Nobody is named as the note-taker.")
    if not meeting.facilitator_id:
        lacks.append("Nobody is named as the facilitator.")
    if not meeting.revision_id or not meeting.revision.text.strip():
        lacks.append("There are no notes.")
    for topic in meeting.topics.filter(outcomes=None, purpose="decide"):
        lacks.append(f"“{topic}” was to be decided and has no outcome.")
    away = meeting.attendance.filter(presence__in=("regrets", "absent")).values_list("user_id", flat=True)
    for person, hat in ((meeting.facilitator, "the facilitator"), (meeting.note_taker, "the note-taker")):
        if person and person.pk in away:
            lacks.append(f"{person.name} is {hat}, and is marked as not there.")
    lacks += [f"Nobody owns the action “{action.text}”." for action in actions if not action.owner_id]
    return lacks


def call_off(request, number):
    meeting = find(request, number)
    require(request.user.is_member, MEMBERS_ONLY)
    form = CallOffForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        meeting.call_off(by=request.user, **form.cleaned_data)
        messages.success(request, f"Meeting {number} is marked as one that did not take place.")
        return redirect(meeting)
    return render_page(request, "meetings/call_off.html", {"meeting": meeting, "form": form, "place": "meetings"})


def plan_again(request, number):
    meeting = find(request, number)
    require(request.user.is_member, MEMBERS_ONLY)
    meeting.plan_again(by=request.user)
    messages.success(request, f"Meeting {number} is planned again.")
    return redirect(meeting)


def replace(request, number, position):
    meeting = find(request, number)
    outcome = get_object_or_404(meeting.outcomes.for_page(request.user), position=position)
    require(request.user.is_member, MEMBERS_ONLY)
    require(outcome.effect == "links" or not outcome.is_about_a_closed_record, CLOSED)
    outcome.meeting = meeting
    sheet = OneRow(request, meeting)
    names = ("sentence", "kind", "effect", "record", "until", "deferred_to")
    initial = {**{name: getattr(outcome, name) for name in names}, "topic": outcome.topic and outcome.topic.key}
    if outcome.is_about_a_closed_record:
        initial["effect"] = "none"  # of what this reader knows; it stays what it is
    form = ReplaceForm(request.POST if request.method == "POST" else None, sheet=sheet, initial=initial)
    context = {"meeting": meeting, "outcome": outcome, "form": form, "place": "meetings", "waiting": waiting_records(request)}
    if form.is_valid():
        facts = {name: value for name, value in form.facts().items() if name != "number"}
        facts["topic"] = next((topic for topic in sheet.topics if topic.key == facts["topic"]), None)
        try:
            outcome.replace(by=request.user, **facts)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            return render_page(request, "meetings/replace.html", context, status=refusal.status)
        messages.success(request, "The outcome is replaced; the earlier one stays in the history.")
        return redirect(meeting)
    return render_page(request, "meetings/replace.html", context)
