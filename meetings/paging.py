"""Page after page of past meetings, and of actions, by their own orders, so that the hundredth page costs what the first does."""

import datetime
import re
from dataclasses import dataclass

from django.db.models import Q

from ui import keyset

CURSOR = re.compile(r"(\d{4}-\d\d-\d\d|none)\.(\d{1,9})")

ACTION = re.compile(r"(\d{1,9})\.(\d{1,9})")
DUE = keyset.Stretch(("due", "id"), Q(due__isnull=False), lambda action: action.due is not None)
WHENEVER = keyset.Stretch(("id",), Q(due=None), lambda action: action.due is None)


@dataclass(frozen=True)
class Page:
    """Some meetings, latest first; `older` and `newer` are the cursors of the pages beside it, or empty."""

    rows: list
    older: str = ""
    newer: str = ""


def page_of(meetings, *, before="", after="", size=25):
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


def page_of_actions(actions, everything, *, down=False, before="", after=""):
    """The `ui.keyset.Page` of these actions: what is due first (or, `down`, last) comes first, what has no date comes last.

    `before` and `after` name an action as "42.3", the third of meeting 42; it is looked up in `everything` that the reader may see.
    """
    place = action_named(everything, after or before)
    return keyset.page_of(actions, [DUE, WHENEVER], down, place=place, backwards=not after)


def action_named(actions, name):
    match = ACTION.fullmatch(name or "")
    return actions.filter(meeting__number=int(match[1]), number=int(match[2])).first() if match else None
