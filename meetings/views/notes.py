from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect

from ui.answers import render_page, require
from ui.refusals import Conflict
from writing.reading import page_html

from ..forms import NotesForm
from ..telling import lines_of
from .meeting import find
from .planning import MEMBERS_ONLY


def notes(request, number):
    meeting = find(request, number)
    require(meeting.can_be_edited_by(request.user), MEMBERS_ONLY)
    initial = {"text": meeting.revision.text if meeting.revision_id else "", "base": meeting.revision_number}
    form = NotesForm(request.POST if request.method == "POST" else None, meeting=meeting, initial=initial)
    context = {"meeting": meeting, "form": form, "place": "meetings"}
    if form.is_valid():
        try:
            meeting.note_down(by=request.user, **form.cleaned_data)
        except Conflict:
            return conflict(request, find(request, number), form)
        messages.success(request, f"Saved as revision {meeting.revision_number}.")
        return redirect(meeting)
    return render_page(request, "meetings/notes.html", context)


def conflict(request, meeting, form):
    """Both texts on one page: saving again from there is on top of theirs, and knowingly."""
    mine = form.cleaned_data
    again = NotesForm(meeting=meeting, initial={**mine, "base": meeting.revision_number})
    context = {
        "meeting": meeting,
        "form": again,
        "theirs": meeting.revision,
        "mine": {"title": meeting.title, "text": mine["text"]},
        "place": "meetings",
    }
    return render_page(request, "meetings/notes.html", context, status=409)


def history(request, number):
    meeting = find(request, number)
    if "from" in request.GET or "to" in request.GET:
        return compare(request, meeting)
    revisions = list(meeting.revisions.select_related("by").defer("text", "html"))
    changes = list(meeting.changes.select_related("by"))
    for change in changes:
        change.lines = lines_of(change)
    rows = sorted([*revisions, *changes], key=lambda row: (row.at, row.pk), reverse=True)
    return render_page(request, "meetings/history.html", {"meeting": meeting, "rows": rows, "place": "meetings"})


def compare(request, meeting):
    old, new = (revision_named(meeting, request.GET.get(end, "")) for end in ("from", "to"))
    return render_page(request, "meetings/compare.html", {"meeting": meeting, "old": old, "new": new, "place": "meetings"})


def revision_named(meeting, words):
    if not words.isascii() or not words.isdecimal() or len(words) > 9:
        raise Http404("Compare two revisions by their numbers.")
    return get_object_or_404(meeting.revisions.select_related("by"), number=int(words))


def revision(request, number, revision):
    meeting = find(request, number)
    shown = get_object_or_404(meeting.revisions.select_related("by"), number=revision)
    shown.parent = meeting
    before = revision - 1 if meeting.revisions.filter(number=revision - 1).exists() else None
    context = {"meeting": meeting, "revision": shown, "before": before, "html": page_html(shown, request.user), "place": "meetings"}
    return render_page(request, "meetings/revision.html", context)
