from django.http import Http404
from django.shortcuts import get_object_or_404

from ui.answers import posted, render_page, require
from writing import diffs, saving
from writing.reading import page_html
from writing.settling import settles

from ..forms import NotesForm
from ..telling import lines_of
from .meeting import find
from .planning import MEMBERS_ONLY


@settles
def notes(request, number):
    meeting = find(request, number)
    require(meeting.can_be_edited_by(request.user), MEMBERS_ONLY)
    initial = {"text": meeting.revision.text if meeting.revision_id else "", "base": meeting.revision_number}
    form = NotesForm(posted(request), meeting=meeting, initial=initial)

    def keep(title, **written):
        return meeting.note_down(by=request.user, note=form.cleaned_data["note"], **written)

    return saving.answer(request, meeting, form, keep, "meetings/notes.html", {"meeting": meeting, "place": "meetings"})


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
    context = {"meeting": meeting, "old": old, "new": new, "rows": diffs.rows(old.text, new.text), "place": "meetings"}
    return render_page(request, "meetings/compare.html", context)


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
