"""Page after page at the same price: a page begins after a record, not after a count of them.

An order is a list of stretches that follow one another, each of which the database walks by an index. The address names the
record that the page begins after (or ends before), such as `?after=API-12`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.db.models import Q
from django.http import Http404

from .models import Status

SIZE = 25
OPEN = (Status.DRAFT, Status.PROPOSED)


@dataclass(frozen=True)
class Stretch:
    """Records next to one another in an order: `holds` asks of one what `condition` asks of the database."""

    columns: tuple
    condition: Q = field(default_factory=Q)
    holds: Callable = lambda record: True


AWAITING = Stretch(("id",), Q(decided_on=None, status__in=OPEN), lambda record: record.decided_on is None and record.status in OPEN)
DECIDED = Stretch(("decided_on", "id"), Q(decided_on__isnull=False), lambda record: record.decided_on is not None)
UNDATED = Stretch(("id",), Q(decided_on=None) & ~Q(status__in=OPEN), lambda record: record.decided_on is None and record.status not in OPEN)

# the stretches of each order, as they follow one another downwards
ORDERS = {
    "decided": [AWAITING, DECIDED, UNDATED],
    "updated": [Stretch(("updated_at", "id"))],
    "name": [Stretch(("log__key", "number"))],
}


@dataclass
class Page:
    """The rows of a page, and the records that the neighbouring pages begin from (None where there is no such page)."""

    rows: list
    before: str | None
    after: str | None


def page_of(records, everything, sort, after="", before="", size=SIZE):
    """Give the Page of `records` in the order `sort` ("-decided": newest first) that lies after, or before, the record named.

    `everything` is where that record is looked up: all that the reader may see. A name that is not there begins at the start.
    """
    place = place_of(everything, after or before)
    backwards = bool(place and before and not after)
    rows = walk(records, sort, place, backwards, size + 1)
    more, rows = len(rows) > size, rows[:size]
    if backwards:
        rows.reverse()
    first, last = (rows[0].name, rows[-1].name) if rows else (None, None)
    is_first = (backwards and not more) or place is None
    is_last = not more and not backwards
    return Page(rows, None if is_first else first, None if is_last else last)


def place_of(everything, name):
    try:
        return everything.named(name).with_worth().first() if name else None
    except Http404:
        return None


def walk(records, sort, place, backwards, size):
    """Up to `size` rows after the place (before it, backwards, nearest first), stretch by stretch."""
    down = sort.startswith("-") != backwards
    stretches = ORDERS[sort.lstrip("-")][:: 1 if down else -1]
    rows = []
    for stretch in stretches:
        if place and not stretch.holds(place):
            continue
        part = records.filter(stretch.condition)
        if place:
            part, place = part.filter(beyond(stretch.columns, place, down)), None
        rows += part.order_by(*(f"-{column}" if down else column for column in stretch.columns))[: size - len(rows)]
        if len(rows) == size:
            break
    return rows


def beyond(columns, place, down):
    """The condition for lying further along the order than the place."""
    step = "lt" if down else "gt"
    values = {column: value_of(place, column) for column in columns}
    found, same = Q(), {}
    for column in columns:
        found |= Q(**same, **{f"{column}__{step}": values[column]})
        same[column] = values[column]
    first = columns[0]
    return Q(**{f"{first}__{step}e": values[first]}) & found


def value_of(record, column):
    for part in column.split("__"):
        record = getattr(record, part)
    return record
