"""The pages of a text's history. Each takes the Document that the address found; the addresses are in writing/addresses.py."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect

from ui.answers import posted, render_page, require

from .. import authors, diffs
from ..forms import RestoreForm
from ..history import page_of


def history(request, document):
    if "from" in request.GET or "to" in request.GET:
        return compare(request, document)
    page = page_of(document, request.GET.get("before", ""))
    texts = [entry.revision.number for entry in page.entries if entry.revision]
    return answer(request, "writing/history.html", document, page=page, entries=page.entries, chosen=texts[:2])


def compare(request, document):
    old, new = (document.revision_named(request.GET.get(end, "")) for end in ("from", "to"))
    return answer(request, "writing/compare.html", document, old=old, new=new, rows=diffs.rows(old.text, new.text))


def revision(request, document, number):
    return shown(request, document, number, RestoreForm(initial={"base": document.last}))


def restore(request, document, number):
    require(document.may_edit)
    form = RestoreForm(posted(request))
    if not form.is_valid():
        return shown(request, document, number, form)
    old, before = document.revision(number), document.last
    made = document.written.restore(old, by=request.user, **form.cleaned_data)
    if made.number == before:
        messages.success(request, f"Revision {number} says the same as the text of today: nothing was changed.")
    else:
        messages.success(request, f"The text is that of revision {number} again, as revision {made.number}.")
    return redirect(document.address)


def lines(request, document):
    if not document.last:
        raise Http404("Nothing is written yet.")
    found = authors.passages(document.written.revisions.select_related("by").defer("html"))
    return answer(request, "writing/lines.html", document, passages=found)


def shown(request, document, number, form):
    """The page of one revision, with the form that makes it the current one again."""
    found = document.revision(number)
    facts = {"revision": found, "before": number - 1, "after": number + 1 if number < document.last else None, "form": form}
    return answer(request, "writing/revision.html", document, html=document.html(found), is_erratum=document.is_erratum(found), **facts)


def answer(request, template, document, **facts):
    return render_page(request, template, {"document": document, "place": document.place, "crumbs": document.crumbs, **facts})
