"""Writing a record: beginning one, changing its text and facts."""

from functools import partial

from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from ui.answers import posted, render_page, require
from writing import saving
from writing.offers import put_back
from writing.settling import settles

from ..forms import EditForm, NewForm
from ..models import Log, Record
from ..starters import sections_of, starters_for, with_sections

MEMBERS = "Only members write records."


@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    require(request.user.is_member, MEMBERS)
    logs = list(Log.objects.visible_to(request.user).select_related("revision"))
    key = request.POST.get("log") or request.GET.get("log")
    log = next((log for log in logs if log.key == key), logs[0] if logs else None)
    starters = starters_for(log)
    chosen = request.POST.get("begin") or request.POST.get("under") or request.POST.get("template") or request.GET.get("template")
    starter = next((one for one in starters if one.key == chosen), starters[0])
    initial = {"log": log.key if log else None, "text": starter.text, "supersedes": request.GET.get("supersedes", "")[:200]}
    initial |= put_back(request, "records/new")
    if "begin" in request.POST or "under" in request.POST:
        untouched = [*(one.text for one in starters), *(one.template for one in logs)]
        form = NewForm(None, reader=request.user, initial={**initial, **begun(request, starter, untouched)})
    else:
        form = NewForm(posted(request), reader=request.user, initial=initial)
    if form.is_valid():
        names = ("log", "title", "summary", "text", "area", "supersedes", "decision_makers", "consulted", "informed")
        facts = {name: form.cleaned_data[name] for name in names}
        begin = partial(Record.objects.draft, by=request.user, tags=form.saved_tags(), **facts)
        return saving.begun(request, begin, "Saved as {}. It is a draft: its people see it until it is proposed.".format)
    context = {"place": "records", "form": form, "logs": logs, "log": log, "starters": starters, "starter": starter}
    context["sections"] = sections_of(starter.text)
    context["text_stays"] = "begin" in request.POST and form.initial["text"] != starter.text
    return render_page(request, "records/new.html", context)


def begun(request, starter, untouched):
    """What was typed before another template was chosen. Its text gives way to the template only where nobody changed it; else the
    template's sections that it lacks stand under it where that is asked for."""
    typed = {name: value for name, value in request.POST.items() if name not in ("begin", "under", "template", "csrfmiddlewaretoken")}
    text = typed.get("text", "").replace("\r\n", "\n").strip()
    if not text or text in map(str.strip, untouched):
        return {**typed, "text": starter.text}
    return {**typed, "text": with_sections(text, starter.text)} if "under" in request.POST else typed


@require_http_methods(["GET", "HEAD", "POST"])
@settles
def edit(request, name):
    record = get_object_or_404(Record.objects.visible_to(request.user).named(name).for_page())
    require(record.can_be_edited_by(request.user), MEMBERS)
    form = EditForm(posted(request), record=record, initial=EditForm.initial_of(record) | put_back(request, record.text_place))
    sections = sections_of(starters_for(record.log)[0].text)

    def keep(**written):
        record.refresh_from_db()
        form.mind_others(EditForm.initial_of(record), record.changes, request.user)
        typed = form.cleaned_data
        made = record.edit(by=request.user, note=typed["note"], wording_only=typed["wording_only"], **written)
        record.describe(by=request.user, note=typed["note"], **form.facts())
        for role, people in form.people().items():
            record.name_people(by=request.user, role=role, people=people)
        record.refresh_from_db()
        form.go_on(EditForm.initial_of(record))
        return made

    return saving.answer(request, record, form, keep, "records/edit.html", {"place": "records", "record": record, "sections": sections})
