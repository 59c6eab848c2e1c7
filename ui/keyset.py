"""Page after page at the same price: a page begins after a thing, not after a count of them.

An order is a list of stretches that follow one another, each of which the database walks by an index. The address names the
thing that the page begins after (or ends before), such as `?after=API-12`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.db.models import Q

SIZE = 25


@dataclass(frozen=True)
class Stretch:
    """Things next to one another in an order: `holds` asks of one what `condition` asks of the database."""

    columns: tuple
    condition: Q = field(default_factory=Q)
    holds: Callable = lambda thing: True


@dataclass(frozen=True)
class Page:
    """The rows of a page, and those that the neighbouring pages begin from (None where there is no such page)."""

    rows: list
    before: object = None
    after: object = None


def page_of(things, stretches, down, *, place=None, backwards=False, size=SIZE):
    """Give the Page of `things` along the stretches (`down`: from the greatest of each to its least) that lies after the thing
    `place`, or before it if `backwards`; the first page where there is no place."""
    backwards = backwards and place is not None
    rows = walk(things, stretches[:: -1 if backwards else 1], down != backwards, place, size + 1)
    more, rows = len(rows) > size, rows[:size]
    if backwards:
        rows.reverse()
    is_first = (backwards and not more) or place is None
    is_last = not more and not backwards
    return Page(rows, None if is_first or not rows else rows[0], None if is_last or not rows else rows[-1])


def walk(things, stretches, down, place, size):
    """Up to `size` rows after the place, nearest first, stretch by stretch."""
    rows = []
    for stretch in stretches:
        if place and not stretch.holds(place):
            continue
        part = things.filter(stretch.condition)
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


def value_of(thing, column):
    for part in column.split("__"):
        thing = getattr(thing, part)
    return thing
