"""What may be found, and how it becomes Entry rows."""

import datetime
import json
from dataclasses import dataclass, field
from typing import NamedTuple

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


class Row(NamedTuple):
    """An Entry as plain values: twenty on a page and a thousand a second while indexing are too many for models."""

    id: int | None
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
    cited: str
    text: str

    def __str__(self):
        return str(Entry(kind=self.kind, key=self.key, anchor=self.anchor))


IDENTITY = ("kind", "key", "anchor")
FACTS = tuple(name for name in Row._fields if name not in ("id", *IDENTITY))
WRITTEN = ("url", "title", "heading", "worth", "cited", "text")
AS_TEXT = ("tags", "day", "people")  # alike on both databases
UPSERT = (
    f"INSERT INTO search_entry ({', '.join((*IDENTITY, *FACTS))}) VALUES ({', '.join(['%s'] * len((*IDENTITY, *FACTS)))})"
    f" ON CONFLICT (kind, key, anchor) DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in FACTS)}"
)


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
    """Save an Entry for each of the findables and give the Rows of those that are new or changed (`anyway`: all)."""
    known = {row[1:4]: row for row in rows_like(batch, locked=True)}
    changed = []
    for findable in batch:
        older = known.get((findable.kind, findable.key, findable.anchor))
        row = row_of(findable, older)
        if anyway or row != older:
            changed.append(row)
    if changed:
        store.run_many(UPSERT, (_stored(row) for row in changed))
    if any(row.id is None for row in changed):
        ids = {row[1:4]: row.id for row in rows_like(changed, without=FACTS)}
        changed = [row._replace(id=ids[row[1:4]]) for row in changed]
    return changed


def rows_like(findables, without=(), locked=False):
    """The Rows of the kinds and keys of these; `locked`: nobody else removes them until the transaction ends."""
    lock = " ORDER BY id FOR UPDATE" if locked and store.is_postgresql() else ""
    keys = {}
    for findable in findables:
        keys.setdefault(findable.kind, set()).add(findable.key)
    for kind, some in keys.items():
        yield from rows(f"kind = %s AND key {store.among('text')}{lock}", [kind, store.several(some)], without)


def row_of(findable, known=None):
    """The Row that a Findable should have, with the id and the citations of the known one."""
    row = {name: getattr(findable, name) for name in Row._fields[1:]}
    if findable.cited is None:
        row["cited"] = known.cited if known else ""
    for name in WRITTEN:
        row[name] = storable(row[name])
    return Row(known.id if known else None, **row)


def rows(condition, params, without=()):
    """The Rows of which the SQL condition holds; columns `without` are not read and come empty."""
    columns = ("''" if name in without else f"CAST({name} AS text)" if name in AS_TEXT else name for name in Row._fields)
    for row in store.rows(f"SELECT {', '.join(columns)} FROM search_entry WHERE {condition}", params):
        row = Row._make(row)
        day = datetime.date.fromisoformat(row.day) if row.day else None
        tags, people = ([] if listed in ("[]", "") else json.loads(listed) for listed in (row.tags, row.people))
        yield row._replace(tags=tags, day=day, people=people)


def _stored(row):
    day = row.day.isoformat() if row.day else None
    return row._replace(tags=json.dumps(row.tags), day=day, people=json.dumps(row.people))[1:]


def storable(text):
    """The text as both databases take it: no NUL, no half of a surrogate pair."""
    text = (text or "").replace("\x00", " ")
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


def worth_of(worth, head_key, is_head_seen):
    """The words without the name of a head that this reader may not see."""
    return worth if is_head_seen or not head_key else worth.removesuffix(f" by {head_key}")
