"""What changed between two moments, for one reader: decisions moved, notes filed, risks added, words explained; newest first."""

import heapq
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from django.db.models import Exists, OuterRef

from meetings.models import Meeting
from onboarding.models import TermChange
from records.models import Relation, Risk, StatusChange


@dataclass(frozen=True)
class News:
    """One change. `kind` is "move", "filed", "risk" or "term"; `thing` is the StatusChange, Meeting, Risk or TermChange."""

    at: datetime
    kind: str
    thing: object


def news(user, since, limit=12, *, until=None, skip=0, terms=False):
    """Up to `limit` News after the moment `since`, and no later than `until`, without the `skip` newest; and whether there are more.
    Three queries, with new `terms` four, and one more where sections were superseded."""
    enough = skip + limit + 1
    took = Exists(Relation.objects.holding_in_part().filter(source=OuterRef("record")))
    moves = list(between(StatusChange.objects.visible_along(user), "at", since, until).told().annotate(took_sections=took)[:enough])
    for move in moves:
        move.successor = move.cause.record if move.cause and move.cause.record.is_visible_to(user) else None
    tell_sections([move for move in moves if move.took_sections and move.is_acceptance], user)
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


def tell_sections(accepted, user):
    """Give each of these moves `took`: [(name, headings)] of the records that lost sections by it and stay in force, which nothing else tells."""
    if not accepted:
        return
    taken = defaultdict(lambda: defaultdict(list))
    relations = Relation.objects.visible_to(user).holding_in_part().filter(source__in={move.record_id for move in accepted})
    rows = relations.values_list("source", "target__log__key", "target__number", "sections__heading")
    for source, key, number, heading in rows.order_by("target__log__key", "target__number", "sections__position"):
        taken[source][f"{key}-{number}"].append(heading)
    for move in accepted:
        move.took = list(taken[move.record_id].items())


def between(rows, column, since, until):
    asked = {f"{column}__gt": since} | ({f"{column}__lte": until} if until else {})
    return rows.filter(**asked)
