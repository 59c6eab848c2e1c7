"""Where a record has been: its moves, its texts, its facts."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from ui.answers import render_page
from writing import diffs

from ..models import Record
from ..telling import told
from .pages import body_of


@require_safe
def history(request, name):
    record = get_object_or_404(Record.objects.visible_to(request.user).named(name).for_page())
    if "from" in request.GET or "to" in request.GET:
        return compare(request, record)
    revisions = list(record.revisions.select_related("by").defer("text", "html"))
    context = {"place": "records", "record": record, "revisions": revisions, "entries": told(record, revisions, request.user)}
    return render_page(request, "records/history.html", context)


@require_safe
def revision(request, name, number):
    record = get_object_or_404(Record.objects.visible_to(request.user).named(name).for_page())
    revision = get_object_or_404(record.revisions.select_related("by"), number=number)
    context = {"place": "records", "record": record, "revision": revision, "body": body_of(record, revision, request.user).html}
    return render_page(request, "records/revision.html", context)


def compare(request, record):
    old, new = (revision_named(record, request.GET.get(end, "")) for end in ("from", "to"))
    context = {"place": "records", "record": record, "old": old, "new": new, "rows": diffs.rows(old.text, new.text)}
    return render_page(request, "records/compare.html", context)


def revision_named(record, words):
    if not words.isdecimal() or len(words) > 9:
        raise Http404("Compare two revisions by their numbers.")
    return get_object_or_404(record.revisions.select_related("by"), number=int(words))
