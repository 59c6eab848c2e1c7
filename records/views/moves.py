from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from ui.answers import posted, render_page, require
from ui.refusals import Conflict, Impossible

from ..deciding import who_decides
from ..effects import effects_of
from ..forms import MoveForm, StateForm, TakeBackForm
from ..models import Record
from ..moves import MOVES, PROPOSING, why_not
from ..unwritten import what_to_write


@require_http_methods(["GET", "HEAD", "POST"])
def move(request, name, verb):
    """One view for the verbs of moves.MOVES, each at its own address."""
    record = get_object_or_404(Record.objects.visible_to(request.user).named(name).for_page())
    require(record.can_be_moved_by(request.user, verb), who_may(record, verb))
    made = MOVES[verb]
    form = MoveForm(posted(request), note_required=made.note_required, initial={"seen": record.revision_number})
    return carried_out(request, record, verb, made.label, form)


@require_http_methods(["GET", "HEAD", "POST"])
def state(request, name):
    record = get_object_or_404(Record.objects.visible_to(request.user).named(name).for_page())
    require(record.can_be_moved_by(request.user, "state"), who_may(record, "state"))
    form = StateForm(posted(request), note_required=True, initial={"seen": record.revision_number, "on": record.status_on})
    return carried_out(request, record, "state", "State what it is worth", form)


@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request, name):
    record = get_object_or_404(Record.objects.visible_to(request.user).named(name).for_page())
    require(request.user.is_member)
    if not record.can_be_taken_back_by(request.user):
        raise Impossible(f"The last move of {record.name} can be taken back by whoever made it, for ten minutes; later by an admin.")
    form = TakeBackForm(posted(request), note_required=record.must_explain_taking_back(request.user), initial={"seen": record.revision_number})
    return carried_out(request, record, "take_back", "Take it back", form)


def carried_out(request, record, verb, label, form):
    """The page that asks, or the move made: the note is asked for, what will happen to others is named."""
    if verb != "take_back" and (reason := why_not(record, verb)):
        raise Impossible(reason)
    unwritten = what_to_write(record) if verb in PROPOSING else ""
    if form.is_valid() and not unwritten:
        if form.cleaned_data["seen"] not in (None, record.revision_number):
            raise Conflict(f"{record.revision.by} changed the text of {record.name} while you were deciding. Read it again first.")
        getattr(record, verb)(by=request.user, **form.facts())
        messages.success(request, f"{record.name} is {record.stands} now.")
        return redirect(record)
    context = {"place": "records", "record": record, "form": form, "label": label, "verb": verb, "last": record.last_move(),
               "effects": effects_of(record, verb, request.user), "unwritten": unwritten}  # fmt: skip
    return render_page(request, "records/move.html", context, status=422 if unwritten and form.is_bound else None)


def who_may(record, verb):
    if verb == "state" or MOVES[verb].who == "deciders":
        return who_decides(record.decision_makers())
    return "Only its author, its decision-makers, or an admin may do that with this record."
