"""What changed between two moments, for one reader: decisions moved, notes filed, risks added, words explained; newest first."""

import heapq
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from meetings.models import Meeting
from onboarding.models import TermChange
from records.models import Risk, StatusChange


@dataclass(frozen=True)
class News:
    """One change. `kind` is "move", "filed", "risk" or "term"; `thing` is the StatusChange, Meeting, Risk or TermChange."""

    at: datetime
    kind: str
    thing: object


def news(user, since, limit=12, *, until=None, skip=0, terms=False):
    """Up to `limit` News after the moment `since`, and no later than `until`, without the `skip` newest; and whether there are more.
    Three queries, whatever is found; with new `terms` four."""
    enough = skip + limit + 1
    moves = list(between(StatusChange.objects.visible_along(user), "at", since, until).told()[:enough])
    for move in moves:
        move.successor = move.cause.record if move.cause and move.cause.record.is_visible_to(user) else None
    filed = between(Meeting.objects.visible_along(user).filed(), "filed_at", since, until).for_news().order_by("-filed_at")[:enough]
    risks = between(Risk.objects.visible_to(user), "created_at", since, until).for_news().order_by("-created_at")[:enough]
    words = between(TermChange.objects.filter(what="defined"), "at", since, until).select_related("parent", "by")[:enough] if terms else ()
    streams = (
        [News(move.at, "move", move) for move in moves],
        [News(meeting.filed_at, "filed", meeting) for meeting in filed],
        [News(risk.created_at, "risk", risk) for risk in risks],
        [News(word.at, "term", word) for word in words],
    )
    found = list(islice(heapq.merge(*streams, key=lambda item: item.at, reverse=True), skip, enough))
    return found[:limit], len(found) > limit


def between(rows, column, since, until):
    asked = {f"{column}__gt": since} | ({f"{column}__lte": until} if until else {})
    return rows.filter(**asked)
