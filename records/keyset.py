"""The orders of the list of records, each walked page after page (`ui.keyset`)."""

from dataclasses import replace

from django.db.models import Q
from django.http import Http404

from ui.keyset import SIZE, Stretch
from ui.keyset import page_of as page_along

from .models import Status
from .rows import COLUMNS, Row

OPEN = (Status.DRAFT, Status.PROPOSED)

AWAITING = Stretch(("id",), Q(decided_on=None, status__in=OPEN), lambda record: record.decided_on is None and record.status in OPEN)
DECIDED = Stretch(("decided_on", "id"), Q(decided_on__isnull=False), lambda record: record.decided_on is not None)
UNDATED = Stretch(("id",), Q(decided_on=None) & ~Q(status__in=OPEN), lambda record: record.decided_on is None and record.status not in OPEN)

# the stretches of each order, as they follow one another downwards
ORDERS = {
    "decided": [AWAITING, DECIDED, UNDATED],
    "updated": [Stretch(("updated_at", "id"))],
    "name": [Stretch(("log__key", "number"))],
}


def page_of(records, everything, sort, after="", before="", size=SIZE):
    """Give the Page of `records`, as Rows, in the order `sort` ("-decided": newest first) that lies after, or before, the record named;
    the neighbouring pages begin from names.

    `everything` is where that record is looked up: all that the reader may see. A name that is not there begins at the start.
    """
    down = sort.startswith("-")
    place = place_of(everything, after or before)
    stretches = ORDERS[sort.lstrip("-")][:: 1 if down else -1]
    found = page_along(records.values_list(*COLUMNS), stretches, down, place=place, backwards=not after, size=size)
    rows = [Row._make(values) for values in found.rows]
    return replace(found, rows=rows, before=found.before and rows[0].name, after=found.after and rows[-1].name)


def place_of(everything, name):
    try:
        return everything.named(name).select_related("log").only("log__key", "number", "status", "decided_on", "updated_at").first() if name else None
    except Http404:
        return None
