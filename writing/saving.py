"""Saving a living text: on top of what it was begun from; merged where others saved meanwhile; where both changed the same lines,
people settle it (`settling`)."""

from datetime import datetime
from functools import partial
from typing import NamedTuple
from uuid import uuid4

from django.contrib import messages
from django.db import transaction
from django.http import JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.html import format_html

from ui.answers import render_page, told, wants_json
from ui.refusals import Conflict

from . import receipts, settling
from .beside import Overtaken
from .merging import Merge, merge
from .models import Begun, Redaction, Revision, Unsaved
from .places import place_named
from .querysets import is_uuid
from .typed import digest_of, stroke_of, words_of

TRIES = 5  # times that a text is merged while others keep saving
BUSY = "Several people are saving this text at the moment, so yours could not be joined to theirs. Nothing of it is lost: save again."
TWICE = "This was sent twice, and is saved once."


class Saved(NamedTuple):
    """What a save came to: a revision, and the one that it was merged with, if any; `at` is the moment where the text was the
    same, and at most what stands beside it was stored."""

    revision: Revision
    merged_with: Revision | None = None
    at: datetime | None = None


class Clash(Exception):
    """Both sides changed the same lines: nothing was stored. `merge` says which; `theirs` is the current revision."""

    def __init__(self, merge: Merge, theirs: Revision):
        super().__init__(f"{theirs.by.name} saved revision {theirs.number} while you were writing, and you both changed the same lines.")
        self.merge, self.theirs = merge, theirs


def save(document, mine, base, keep):
    """Store `mine`, a (title, text) pair that was begun from revision number `base`; gives Saved. A title of None is that of the
    document. Raises Clash, or Conflict where others save faster than we merge.

    `keep(title=, text=, base=, origin=)` is one transaction of the document's own: it stores it all and gives the revision, or
    raises Conflict where the current revision is another than `base`.
    """
    title, text = mine
    base = base if document.revision_id else 0  # where nothing is written yet there is nothing else to have begun from
    try:
        return Saved(keep(title=title, text=text, base=base, origin=Revision.Origin.TYPED))
    except Conflict:
        base = document.revisions.filter(number=base).first()
    began = (base.title, base.text) if base else ("", "")
    for _ in range(TRIES):
        document.refresh_from_db()
        theirs = document.revision
        found = merge(began, (began[0] if title is None else title, text), (theirs.title, theirs.text))
        if found.clashes:
            raise Clash(found, theirs)
        try:
            return Saved(keep(title=found.title.lines[0], text=found.text, base=theirs.number, origin=Revision.Origin.MERGED), theirs)
        except Conflict:
            continue
    raise Conflict(BUSY)


def answer(request, document, form, keep, template, context, to=None):
    """The answer of a view that edits a document: the page with its form; once that is valid, a receipt, shown at `to` (the document's
    page); or the page that asks how to settle it. `keep` as in `save`; it stores the form's other fields, too, or raises Overtaken."""
    status = None
    if form.is_valid() and (warning := redacted_since(request, document)):
        form.add_error("text", warning)
        status = 409
    elif form.is_valid():
        typed = form.cleaned_data
        try:
            saved = save(document, (typed.get("title"), typed["text"]), typed["base"], once(request, keep))
            if saved.revision.number == typed["base"]:
                saved = saved._replace(at=timezone.now())
            return receipt(request, document, saved, to, form.data.get("began"))
        except Clash as clash:
            return settling.ask(request, document, clash)
        except Overtaken:
            status = 409
    if form.is_bound and wants_json(request):
        return told(" ".join(error for errors in form.errors.values() for error in errors), status or 422)
    return render_page(request, template, {**context, "form": form}, status=status)


def redacted_since(request, document):
    """What to say where something was taken out of the text for good since the page was made: it may stand in what was typed."""
    seen = request.POST.get("redactions", "")
    if not (seen.isascii() and seen.isdecimal() and len(seen) < 10):
        return ""
    redactions = Redaction.objects.filter(place=document.text_place)
    if redactions.count() <= int(seen):
        return ""
    return (
        f"{redactions.select_related('by').first().by.name} took something out of this text for good while you were writing. "
        "If it stands in yours, take it out there, too; then save again."
    )


def once(request, keep):
    """`keep` in one transaction with the end of the unsaved text that it saves."""

    def kept(**written):
        made = keep(**written)
        forget_unsaved(request)
        return made

    return transaction.atomic(kept)


def forget_unsaved(request):
    """What was typed in the editor that posted this, and in those that it goes on from, is saved now; call inside the transaction.

    A page without a script counts no strokes: of its texts only those are saved that say just what was posted."""
    posted, stroke, done = request.POST, stroke_of(request.POST), request.POST.getlist("continues")
    if stroke is None:
        done = [*done, *(row.seen for row in Unsaved.objects.very(request.user, **words_of(posted)))]
    else:
        Unsaved.objects.saved(request.user, posted.get("text_place", ""), posted.get("editing"), stroke)
    Unsaved.objects.done(request.user, *done)


def receipt(request, document, saved, to=None, began=None):
    """The answer to a text that is saved: what is stored, as data for a script, or in words on the page that comes next. `began` is
    what the page goes on from beside the text (see Beside)."""
    url = to or document.get_absolute_url()
    if not wants_json(request) or "leave" in request.POST or saved.merged_with:
        messages.success(request, sentence(document, saved))
    if not wants_json(request):
        return redirect(url)
    more = {"merged": True} if saved.merged_with else {}
    more |= {"began": began} if began is not None else {}
    return JsonResponse(receipts.of_revision(saved.revision, url, saved.at) | more)


def begun(request, begin, tell, has_text=True):
    """The answer to a form that begins something: the page of what `begin()` makes, with what `tell(it)` says in words; to a script, the
    receipt of its text, if it `has_text`. The same form sent again begins nothing more; nor does a script that typed on, which learns
    where that goes."""
    made, mark = begun_once(request, begin, has_text)
    messages.success(request, tell(made) if made else TWICE)
    if not (has_text and wants_json(request)):
        return redirect(mark)
    document = made or place_named(mark.place).find(request.user)
    return JsonResponse(receipts.of_revision(document.revision, mark.url) | {"base": 1})  # whoever typed on began from the first


def begun_once(request, begin, has_text=True):
    """What this form begins, and where that is; None instead of what was begun when the same form came before, as in Begun."""
    return Begun.objects.once(partial(ended, request, begin), **mark_of(request, has_text))


def sent_before(request):
    """The answer to a form of facts that came before, for one that what it began makes invalid; None where it is the first."""
    mark = Begun.objects.filter(**mark_of(request, has_text=False)).first()
    if mark:
        messages.success(request, TWICE)
    return mark and redirect(mark)


def mark_of(request, has_text):
    """What names a form that begins something, in Begun."""
    editing = request.POST.get("editing") if is_uuid(request.POST.get("editing")) else uuid4()
    return {"author": request.user, "editing": editing, "sha256": "" if has_text and wants_json(request) else digest_of(request.POST)}


@transaction.atomic
def ended(request, make):
    """What `make()` makes of a form, if anything, in one transaction with the end of its unsaved text."""
    made = make()
    if made:
        forget_unsaved(request)
    return made


def sentence(document, saved):
    """What the server has, in words; says so where a text is joined with somebody else's, with a link to what came together."""
    made, other = saved.revision, saved.merged_with
    if other is None:
        return receipts.of_revision(made, "", saved.at)["sentence"] + "."
    if made.number == other.number:
        return f"Saved. {other.by.name} saved before you, and revision {made.number} has all of your text already."
    where = f"{document.history_address}?from={other.number}&to={made.number}"
    words = 'Saved as revision {}, merged with revision {} by {}. <a href="{}">See what yours changed in it</a>.'
    return format_html(words, made.number, other.number, other.by.name, where)
