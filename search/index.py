"""The way into search: what may be found, and the verbs that change it. Callers stand in their own transaction."""

import datetime
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Findable:
    """One thing that can be found. (kind, key, anchor) is its identity; `audience_id` None means open to all who sign in."""

    kind: str
    key: str
    url: str
    title: str
    text: str = ""
    anchor: str = ""
    heading: str = ""
    worth: str = ""
    status: str = ""
    area: str = ""
    log: str = ""
    tags: list = field(default_factory=list)
    day: datetime.date | None = None
    people: list = field(default_factory=list)
    head_key: str = ""
    audience_id: int | None = None


def put(findables):
    """Index these things, each in place of what had its identity; part of the caller's transaction."""


def remove(kind, key, anchor=None):
    """Forget a thing, or with anchor None all things of that kind and key."""
