"""The pages of a text's history. Each takes the Document that the address found; the addresses are in writing/addresses.py."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.safestring import mark_safe

from ui.answers import posted, render_page, require

from .. import authors, diffs, rendered
from ..forms import RestoreForm
from ..history import page_of

WAYS = {"as": {"source": "Source", "text": "As it is read"}, "view": {"side": "Side by side", "inline": "In one"}}  # the usual one first


def history(request, document):
    if "from" in request.GET or "to" in request.GET:
        return compare(request, document)
    page = page_of(document, request.GET.get("before", ""))
    texts = [entry.revision.number for entry in page.entries if entry.revision]
    return answer(request, "writing/history.html", document, page=page, entries=page.entries, chosen=texts[:2])


def compare(request, document):
    """Two revisions: their source or the text as it is read (`as=text`), beside each other or in one (`view=inline`)."""
    old, new = (document.revision_named(request.GET.get(end, "")) for end in ("from", "to"))
    asked = {name: request.GET.get(name) if request.GET.get(name) in WAYS[name] else next(iter(WAYS[name])) for name in WAYS}
    facts = {"old": old, "new": new, "asked": asked, "ways": ways(old, new, asked)}
    if asked["as"] == "text":
        blocks = rendered.rendered(document.html(old), document.html(new))
        facts["blocks"] = [block._replace(html=mark_safe(rendered.NAMES.sub("", block.html))) for block in blocks]
    elif asked["view"] == "inline":
        facts["lines"] = diffs.inline(old.text, new.text)
    else:
        facts["rows"] = diffs.rows(old.text, new.text)
    return answer(request, "writing/compare.html", document, **facts)


def ways(old, new, asked):
    """How these two can be compared, a list of choices each: (words, address, whether it is chosen)."""
    for name, choices in WAYS.items():
        yield [
            (words, "?" + urlencode({"from": old.number, "to": new.number, **asked, name: value}), asked[name] == value)
            for value, words in choices.items()
        ]


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
