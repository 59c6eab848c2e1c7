"""Page after page of past meetings by their own order, so that the hundredth page costs what the first does."""

import datetime
import re
from dataclasses import dataclass

from django.db.models import Q

CURSOR = re.compile(r"(\d{4}-\d\d-\d\d|none)\.(\d{1,9})")


@dataclass(frozen=True)
class Page:
    """Some meetings, latest first; `older` and `newer` are the cursors of the pages beside it, or empty."""

    rows: list
    older: str = ""
    newer: str = ""


def page_of(meetings, *, before="", after="", size=30):
    """The page of `meetings` (a `past()` queryset) that stands before or after a cursor; an unreadable cursor gives the first."""
    if (cursor := read(after)) is not None:
        rows = list(meetings.filter(later_than(*cursor)).reverse()[: size + 1])
        more, rows = len(rows) > size, rows[:size][::-1]
        return Page(rows, older=cursor_of(rows[-1]) if rows else "", newer=cursor_of(rows[0]) if more else "")
    cursor = read(before)
    rows = earlier(meetings, *cursor, size + 1) if cursor else list(meetings[: size + 1])
    more, rows = len(rows) > size, rows[:size]
    return Page(rows, older=cursor_of(rows[-1]) if more else "", newer=cursor_of(rows[0]) if cursor and rows else "")


def cursor_of(meeting):
    return f"{meeting.day or 'none'}.{meeting.number}"


def read(cursor):
    """(day or None, number) of a cursor; None for anything else."""
    match = CURSOR.fullmatch(cursor or "")
    try:
        return match and (None if match[1] == "none" else datetime.date.fromisoformat(match[1]), int(match[2]))
    except ValueError:
        return None


def earlier(meetings, day, number, size):
    """Up to `size` meetings after the cursor in their order: those with a day along its index, then those without."""
    dated = [] if day is None else list(meetings.filter(Q(day__lt=day) | Q(number__lt=number), day__lte=day)[:size])
    if len(dated) == size:
        return dated
    undated = meetings.filter(day=None, number__lt=number) if day is None else meetings.filter(day=None)
    return dated + list(undated[: size - len(dated)])


def later_than(day, number):
    if day is None:
        return Q(day__isnull=False) | Q(day=None, number__gt=number)
    return Q(day__gte=day) & (Q(day__gt=day) | Q(number__gt=number))
