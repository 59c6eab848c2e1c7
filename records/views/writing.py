"""Writing a record: beginning one, changing its text and facts."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from ui.answers import posted, render_page, require
from ui.refusals import Conflict

from ..forms import EditForm, NewForm
from ..models import Log, Record
from ..starters import starters_for

MEMBERS = "Only members write records."


@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    require(request.user.is_member, MEMBERS)
    logs = list(Log.objects.visible_to(request.user).select_related("revision"))
    key = request.POST.get("log") or request.GET.get("log")
    log = next((log for log in logs if log.key == key), logs[0] if logs else None)
    starters = starters_for(log)
    chosen = request.POST.get("begin") or request.POST.get("template") or request.GET.get("template")
    starter = next((one for one in starters if one.key == chosen), starters[0])
    initial = {"log": log.key if log else None, "text": starter.text, "supersedes": request.GET.get("supersedes", "")[:200]}
    if "begin" in request.POST:
        form = NewForm(None, reader=request.user, initial={**initial, **begun(request, starter, starters)})
    else:
        form = NewForm(posted(request), reader=request.user, initial=initial)
    if form.is_valid():
        record = begin(form, request.user)
        messages.success(request, f"Saved as {record.name}. It is a draft: its people see it until it is proposed.")
        return redirect(record)
    context = {"place": "records", "form": form, "logs": logs, "log": log, "starters": starters, "starter": starter}
    context["text_stays"] = not form.is_bound and form.initial["text"] != starter.text
    return render_page(request, "records/new.html", context)


def begun(request, starter, starters):
    """What was typed before another template was chosen; its text gives way to the template only where nobody changed it."""
    typed = {name: value for name, value in request.POST.items() if name not in ("begin", "template", "csrfmiddlewaretoken")}
    text = typed.get("text", "").replace("\r\n", "\n").strip()
    if text and all(text != one.text.strip() for one in starters):
        return typed
    return {**typed, "text": starter.text}


@transaction.atomic
def begin(form, by):
    facts = {name: form.cleaned_data[name] for name in ("log", "title", "summary", "text", "area", "supersedes")}
    people = {name: form.cleaned_data[name] for name in ("decision_makers", "consulted", "informed")}
    return Record.objects.draft(by=by, tags=form.saved_tags(), **facts, **people)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, name):
    record = get_object_or_404(Record.objects.visible_to(request.user).named(name).for_page())
    require(record.can_be_edited_by(request.user), MEMBERS)
    form = EditForm(posted(request), record=record, initial=EditForm.initial_of(record))
    if form.is_valid():
        try:
            keep(record, form, request.user)
        except Conflict:
            return settle(request, Record.objects.for_page().get(pk=record.pk), form)
        messages.success(request, f"Saved: {record.name} is at revision {record.revision_number}.")
        return redirect(record)
    return render_page(request, "records/edit.html", {"place": "records", "record": record, "form": form})


@transaction.atomic
def keep(record, form, by):
    """The text on top of the revision it began from, then what differs beside it; all or nothing. Raises Conflict."""
    typed = form.cleaned_data
    record.edit(by=by, title=typed["title"], text=typed["text"], base=typed["base"], note=typed["note"], wording_only=typed["wording_only"])
    record.describe(by=by, note=typed["note"], **form.facts())
    for role, people in form.people().items():
        record.name_people(by=by, role=role, people=people)


def settle(request, record, form):
    """Both texts side by side, and mine in a form that stands on top of theirs: nothing is lost, nobody is overwritten."""
    mine = form.cleaned_data
    again = EditForm(record=record, initial={**form.data.dict(), "base": record.revision_number})
    context = {"place": "records", "record": record, "form": again, "mine": mine, "theirs": record.revision}
    return render(request, "records/conflict.html", context, status=409)
