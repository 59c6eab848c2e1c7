"""The agenda as a table with bars: what was planned, what it took, and by how much it ran over."""

from dataclasses import dataclass

WIDTH = 112  # of the drawing, in its own units


@dataclass(frozen=True)
class Bar:
    """Widths in the drawing's units; `over` begins where `plan` ends."""

    plan: int
    took: int
    over: int


@dataclass(frozen=True)
class Agenda:
    """The topics, each with its `bar` and `is_over`, and their totals in minutes (None where nothing is known)."""

    topics: list
    planned: int | None
    took: int | None

    @property
    def is_over(self):
        return self.planned is not None and self.took is not None and self.took > self.planned


def agenda_of(topics):
    """The Agenda of these topics, drawn to the scale of the longest."""
    topics = list(topics)
    longest = max((max(topic.minutes or 0, topic.took or 0) for topic in topics), default=0)
    for topic in topics:
        topic.bar = bar_of(topic, longest)
        topic.is_over = bool(topic.bar and topic.bar.over)
    return Agenda(topics, total(topic.minutes for topic in topics), total(topic.took for topic in topics))


def bar_of(topic, longest):
    if not longest or (topic.minutes is None and topic.took is None):
        return None
    plan = topic.minutes if topic.minutes is not None else topic.took
    took = topic.took or 0
    return Bar(*(round(WIDTH * minutes / longest) for minutes in (plan, min(plan, took), max(0, took - plan))))


def total(minutes):
    known = [some for some in minutes if some is not None]
    return sum(known) if known else None
