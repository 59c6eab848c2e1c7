"""The way into search: what may be found, and the verbs that change it. Callers stand in their own transaction."""

import datetime
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, fields

from django.db import transaction
from django.db.models import Q

from . import merging, segments
from .models import Entry

POSTPONED = ContextVar("postponed", default=False)
LARGEST_BATCH = 4096  # texts that are read, held in memory and written at a time


@dataclass(frozen=True)
class Findable:
    """One thing that can be found. (kind, key, anchor) is its identity; `audience_id` None means open to all who sign in.

    `head_key` is the key of the living record that replaced it, under which hits are folded. `cited` is what other open
    texts say where they mention it; None leaves what is known.
    """

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
    cited: str | None = None


IDENTITY = ("kind", "key", "anchor")
FACTS = [f.name for f in fields(Findable) if f.name not in IDENTITY]


def put(findables, instead_of=()):
    """Index these things, each in place of what had its identity; part of the caller's transaction.

    `instead_of` are (kind, key) pairs of which only what is among the findables shall remain: an outcome that was taken
    out of a meeting, say, is forgotten. What did not change costs one look.
    """
    if not POSTPONED.get():
        _put(findables, instead_of)


@transaction.atomic
def _put(findables, instead_of):
    kept = set()
    for batch in batches(findables):
        kept.update((findable.kind, findable.key, findable.anchor) for findable in batch)
        if (changed := save(batch)) and segments.write(changed)[1]:
            transaction.on_commit(merging.tidy, robust=True)
    for kind, key in instead_of:
        there = Entry.objects.filter(kind=kind, key=key).values_list("id", "anchor")
        _forget([pk for pk, anchor in there if (kind, key, anchor) not in kept])


@transaction.atomic
def remove(kind, key, anchor=None):
    """Forget a thing, or with anchor None all things of that kind and key."""
    if POSTPONED.get():
        return
    there = Entry.objects.filter(kind=kind, key=key)
    if anchor is not None:
        there = there.filter(anchor=anchor)
    _forget(list(there.values_list("id", flat=True)))


@transaction.atomic
def rebuild(findables):
    """Make these the only things that can be found; gives how many there are."""
    kept = set()
    for batch in batches(findables):
        kept.update((findable.kind, findable.key, findable.anchor) for findable in batch)
        segments.write(save(batch, anyway=True))
    rest = Entry.objects.values_list("id", *IDENTITY).iterator()
    _forget([pk for pk, *identity in rest if tuple(identity) not in kept])
    return len(kept)


@contextmanager
def postponed(everything):
    """While it lasts, nothing is indexed: verbs that come by the hundred would index the same text again and again. At its
    end the index is rebuilt from what `everything()` gives, unless an error ends it. Stand in one transaction around it."""
    token = POSTPONED.set(True)
    try:
        yield
    finally:
        POSTPONED.reset(token)
    rebuild(everything())


def batches(findables, size=LARGEST_BATCH):
    """The findables in lists of at most `size`; of two with the same identity in one list, the last counts."""
    batch = {}
    for findable in findables:
        batch[findable.kind, findable.key, findable.anchor] = findable
        if len(batch) >= size:
            yield list(batch.values())
            batch = {}
    if batch:
        yield list(batch.values())


def save(batch, anyway=False):
    """Save Entry rows for the findables and give those that are new or changed (`anyway`: all)."""
    known = _known(batch)
    made = [_entry(findable, known.get((findable.kind, findable.key, findable.anchor))) for findable in batch]
    changed = [entry for entry in made if anyway or entry.differs]
    if changed:
        Entry.objects.bulk_create(changed, batch_size=500, update_conflicts=True, unique_fields=IDENTITY, update_fields=FACTS)
    return changed


def _known(batch):
    keys = {}
    for findable in batch:
        keys.setdefault(findable.kind, set()).add(findable.key)
    wanted = Q()
    for kind, some in keys.items():
        wanted |= Q(kind=kind, key__in=some)
    return {(entry.kind, entry.key, entry.anchor): entry for entry in Entry.objects.filter(wanted)}


def _entry(findable, known):
    entry = Entry(**{name: getattr(findable, name) for name in (*IDENTITY, *FACTS)})
    for name in ("url", "title", "heading", "worth", "text", "cited"):
        setattr(entry, name, storable(getattr(entry, name)))
    if findable.cited is None:
        entry.cited = known.cited if known else ""
    entry.differs = known is None or any(getattr(known, name) != getattr(entry, name) for name in FACTS)
    return entry


def storable(text):
    """The text as both databases take it: no NUL, no half of a surrogate pair."""
    text = (text or "").replace("\x00", " ")
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


def _forget(refs):
    if refs:
        segments.forget(refs)
        segments.stamp()
        Entry.objects.filter(id__in=refs).delete()
