"""What changed since a moment, for one reader: decisions moved, notes filed, risks added; newest first."""

import heapq
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from meetings.models import Meeting
from records.models import Risk, StatusChange


@dataclass(frozen=True)
class News:
    """One change. `kind` is "move", "filed" or "risk"; `thing` is the StatusChange, Meeting or Risk."""

    at: datetime
    kind: str
    thing: object


def news(user, since, limit=12):
    """Up to `limit` News after the moment `since`, and whether there are more. Three queries, whatever is found."""
    enough = limit + 1
    moves = list(StatusChange.objects.visible_along(user).filter(at__gt=since).told()[:enough])
    for move in moves:
        move.successor = move.cause.record if move.cause and move.cause.record.is_visible_to(user) else None
    filed = Meeting.objects.visible_along(user).filed().filter(filed_at__gt=since).for_news().order_by("-filed_at")[:enough]
    risks = Risk.objects.visible_to(user).filter(created_at__gt=since).for_news().order_by("-created_at")[:enough]
    streams = (
        [News(move.at, "move", move) for move in moves],
        [News(meeting.filed_at, "filed", meeting) for meeting in filed],
        [News(risk.created_at, "risk", risk) for risk in risks],
    )
    found = list(islice(heapq.merge(*streams, key=lambda item: item.at, reverse=True), enough))
    return found[:limit], len(found) > limit
