"""What may be found, and how it becomes Entry rows."""

import datetime
import json
from dataclasses import dataclass, field, fields
from typing import NamedTuple

from django.db.models import Q

from . import store
from .models import Entry

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


class Shown(NamedTuple):
    """What a page of hits shows of an Entry."""

    id: int
    kind: str
    key: str
    anchor: str
    url: str
    title: str
    heading: str
    worth: str
    status: str
    area: str
    log: str
    tags: list
    day: datetime.date | None
    people: list
    head_key: str
    audience_id: int | None
    text: str


IDENTITY = ("kind", "key", "anchor")
AS_TEXT = ("tags", "day", "people")  # alike on both databases
FACTS = [f.name for f in fields(Findable) if f.name not in IDENTITY]


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
    made = [entry_of(findable, known.get((findable.kind, findable.key, findable.anchor))) for findable in batch]
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


def entry_of(findable, known=None):
    """The Entry of a Findable, unsaved; `differs` says whether it is another than the known one."""
    entry = Entry(**{name: getattr(findable, name) for name in (*IDENTITY, *FACTS)})
    for name in ("url", "title", "heading", "worth", "text", "cited"):
        setattr(entry, name, storable(getattr(entry, name)))
    if findable.cited is None:
        entry.cited = known.cited if known else ""
    entry.differs = known is None or any(getattr(known, name) != getattr(entry, name) for name in FACTS)
    return entry


def shown(condition, params, without=()):
    """Shown entries of which the SQL condition holds; of the columns `without`, nothing is read. Many times quicker than the ORM."""
    columns = ("''" if name in without else f"CAST({name} AS text)" if name in AS_TEXT else name for name in Shown._fields)
    for row in store.rows(f"SELECT {', '.join(columns)} FROM search_entry WHERE {condition}", params):
        entry = Shown._make(row)
        day = datetime.date.fromisoformat(entry.day) if entry.day else None
        tags, people = ([] if listed in ("[]", "") else json.loads(listed) for listed in (entry.tags, entry.people))
        yield entry._replace(tags=tags, day=day, people=people)


def storable(text):
    """The text as both databases take it: no NUL, no half of a surrogate pair."""
    text = (text or "").replace("\x00", " ")
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


def worth_of(worth, head_key, is_head_seen):
    """The words without the name of a head that this reader may not see."""
    return worth if is_head_seen or not head_key else worth.removesuffix(f" by {head_key}")
