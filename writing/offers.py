"""Unsaved texts come back: offered beside the saved text, and put into the form when their author says so; never by themselves."""

from typing import NamedTuple

from django.http import QueryDict

from ui.forms import posted_value
from ui.holding import NOT_WORDS, words_of

from . import diffs
from .beside import facts_in
from .models import Unsaved
from .querysets import is_uuid, seen_of
from .receipts import with_plain_ends

MOST_LOOKED_AT, MOST_COMPARED = 20, 3
MOST_ROWS = 200  # of an offer: enough to know it by


class Offer(NamedTuple):
    """An Unsaved, and the Rows of `diffs` that lead to it from the saved text; `facts` are (name, value) of what else was typed."""

    unsaved: Unsaved
    rows: list
    facts: list = ()


def offers(reader, place, document=None, form=None, taken=()):
    """The Offers at this place, newest first: what this person typed there and neither saved nor threw away.

    What says the same as the saved text of `document` (None before the first save) is left out, if nothing beside it in `form`
    differs either; so are those that are `taken` up in the form already, and those that an offer goes on from (both named as
    `Unsaved.seen`), unless somebody typed on there since.
    """
    current = document.revision if document is not None and document.revision_id else None
    saved = with_plain_ends(current.text) if current else ""
    rows, waiting = list(Unsaved.objects.of(reader, place)[:MOST_LOOKED_AT]), {}
    hidden = {same_as(row) for row in rows if is_among(row, taken)}
    for row in rows:
        if same_as(row) not in hidden and not says_the_same(row, current, saved, form):
            waiting.setdefault(same_as(row), row)
            hidden |= {same_as(older) for older in rows if is_among(older, row.continues)} - {same_as(row)}
    waiting = {same: row for same, row in waiting.items() if same not in hidden}
    shown = list(waiting.values())[:MOST_COMPARED]
    return [Offer(row, diffs.rows(saved, row.text, most=MOST_ROWS), facts(row, form)) for row in shown]


def facts(row, form):
    """What was typed beside the text as (name, value): what differs from the form, or from what its own page began with where there is
    no form; nothing where the place tells it itself."""
    typed = row.fields if row.where.has_text else [("title", row.title), ("text", row.text), *row.fields]
    if row.where.beside:
        return []
    if form is None:
        first = at_first(row)
        changed = [(name, value) for name, value in typed if value.strip() != first.get(name, "") and name not in NOT_WORDS]
        return [(words_of(name), diffs.clipped(value)) for name, value in changed]
    fields = [(form[name], value) for name, value in typed if name in form.fields and not form[name].is_hidden]
    return [(field.label, diffs.clipped(value)) for field, value in fields if value != posted_value(form, field.name)]


def is_among(row, seen):
    """Whether the Unsaved is one of these, and says no more than when it was seen."""
    return any(editing == row.editing and (stroke is None or row.stroke <= stroke) for editing, stroke in filter(None, map(seen_of, seen)))


def same_as(row):
    """What two unsaved texts have in common that need not both be offered."""
    return row.title, row.sha256, str(row.fields)


def at_first(row):
    """The facts that the page of an Unsaved began with, by name (see Beside); empty where it noted none."""
    return facts_in(dict(row.fields).get("began"))


def says_the_same(row, current, saved, form):
    """Whether the Unsaved holds nothing that is neither saved nor in the form."""
    title = current.title if current else shown(form, "title")
    text = saved if row.where.has_text else shown(form, "text")
    if row.text != text or (row.title and row.title != title):
        return False
    return form is not None and all(shown(form, name) == value for name, value in row.fields if name in form.fields and name not in NOT_WORDS)


def shown(form, name):
    """What stands in this field of the form; empty where there is no such field."""
    return posted_value(form, name) if form is not None and name in form.fields else ""


def taken_up(request, place):
    """The Unsaved of this reader at this place that the address asks for (`?unsaved=` and its UUID); None where it asks for none."""
    asked = request.GET.get("unsaved", "")
    if not is_uuid(asked):
        return None
    if not hasattr(request, "taken_up"):  # read once: the form goes on from the very text that is put into it
        request.taken_up = Unsaved.objects.of(request.user).filter(editing=asked).first()
    row = request.taken_up
    return row if row and row.place == place else None


def put_back(request, place):
    """Initial values for a form: those of the unsaved text that the address asks for; empty where it asks for none."""
    row = taken_up(request, place)
    return row.form if row else {}


def put_back_as_post(request, place):
    """The same as a QueryDict, for forms in many parts; None where the address asks for none."""
    row = taken_up(request, place)
    if row is None:
        return None
    posted = QueryDict(mutable=True)
    for name, value in [*row.fields, ("title", row.title), ("text", row.text), ("base", str(row.base_number))]:
        posted.appendlist(name, value)
    return posted
