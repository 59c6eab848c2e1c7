"""Unsaved texts come back: offered beside the saved text, and put into the form when their author says so; never by themselves."""

from typing import NamedTuple

from django.http import QueryDict

from ui.forms import posted_value

from . import diffs
from .models import Unsaved
from .querysets import is_uuid
from .receipts import with_plain_ends

MOST_LOOKED_AT, MOST_COMPARED = 20, 3


class Offer(NamedTuple):
    """An Unsaved, and the Rows of `diffs` that lead to it from the saved text."""

    unsaved: Unsaved
    rows: list


def offers(reader, place, document=None, form=None, taken=()):
    """The Offers at this place, newest first: what this person typed there and neither saved nor threw away.

    What says the same as the saved text of `document` (None before the first save) is left out, if nothing beside it in `form`
    differs either; so are those whose UUIDs are `taken` up in the form already.
    """
    current = document.revision if document is not None and document.revision_id else None
    saved = with_plain_ends(current.text) if current else ""
    known, waiting = {str(one) for one in taken}, {}
    rows = list(Unsaved.objects.of(reader, place)[:MOST_LOOKED_AT])
    shown = {same_as(row) for row in rows if str(row.editing) in known}
    for row in rows:
        if same_as(row) not in shown and not says_the_same(row, current, saved, form):
            waiting.setdefault(same_as(row), row)
    return [Offer(row, diffs.rows(saved, row.text)) for row in list(waiting.values())[:MOST_COMPARED]]


def same_as(row):
    """What two unsaved texts have in common that need not both be offered."""
    return row.title, row.sha256, str(row.fields)


def says_the_same(row, current, saved, form):
    title = current.title if current else ""
    if row.text != saved or (row.title and row.title != title):
        return False
    return form is not None and all(posted_value(form, name) == value for name, value in row.fields if name in form.fields)


def taken_up(request, place):
    """The Unsaved of this reader at this place that the address asks for (`?unsaved=` and its UUID); None where it asks for none."""
    asked = request.GET.get("unsaved", "")
    return Unsaved.objects.of(request.user, place).filter(editing=asked).first() if is_uuid(asked) else None


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
