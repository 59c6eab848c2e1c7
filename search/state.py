"""What this process remembers of the index, and how it knows that this is still true.

Every write adds a random stamp in its own transaction. A reader asks for their count and sum: equal means that nothing
changed. So a writer sees its own changes at once, others after the commit, and after a rollback nobody does. A State is
never changed once it is made, so threads share it freely.
"""

from dataclasses import dataclass, field, replace

import numpy as np
from django.db import connection

from . import store
from .columns import FACETS, RECORD
from .tail import Tail

TAIL = 1 << 22  # the tail as a segment, after all others

# What the dead of a segment are, in three numbers: their count alone may come back after a rollback.
DEAD = "SELECT seg, count(*), CAST(sum(no) AS bigint), CAST(sum(CAST(no AS bigint) * no) AS bigint) FROM search_dead GROUP BY seg"
SIGHTS = 64  # masks of who may see what that a State remembers

_states = {}
_parts = {}


@dataclass(frozen=True)
class Part:
    """A segment, or the tail: its texts' columns, and which of them live (None: all)."""

    seg: int
    n: int
    columns: dict
    groups: list
    group_codes: np.ndarray | None
    code: np.ndarray  # one number for kind, status and area
    alive: np.ndarray | None = None

    def seen(self, audiences):
        """Which texts live and may be seen, as a mask; None for all."""
        if self.group_codes is None:
            return self.alive
        allowed = np.array([group == 0 or group in audiences for group in self.groups])[self.group_codes]
        return allowed if self.alive is None else allowed & self.alive


@dataclass(frozen=True)
class State:
    """The index as it was at one stamp. `values` lists the values of each facet in the order of the combined code.

    `sights` are filled as they are asked for, and end with the State.
    """

    stamp: tuple
    parts: list
    tail: Tail
    values: dict
    sights: dict = field(default_factory=dict)

    @property
    def texts(self):
        """How many numbers are given out, dead ones too: the N of the ranking."""
        return sum(part.n for part in self.parts)

    def seen(self, audiences):
        """For each part, which texts these audiences may see: a mask, or None for all."""
        known = self.sights.get(audiences)
        if known is None:
            known = [part.seen(audiences) for part in self.parts]
            if len(self.sights) < SIGHTS:
                self.sights[audiences] = known
        return known


def current():
    """The State of the index as this connection sees it."""
    database = connection.settings_dict["NAME"]
    known = _states.get(database)
    stamp = tuple(store.rows("SELECT count(*), CAST(coalesce(sum(stamp), 0) AS bigint) FROM search_stamp")[0])
    if known is None or known.stamp != stamp:
        known = _states[database] = _load(stamp, database, known)
    return known


def _load(stamp, database, older):
    names = {(field, value): number for number, field, value in store.rows("SELECT id, field, value FROM search_name ORDER BY id")}
    values = {facet: ["", *(value for field, value in names if field == facet)] for facet in FACETS}
    codes = _codes(names, values)
    dead = {seg: tuple(counted) for seg, *counted in store.rows(DEAD)}
    known, parts, kept = _parts.get(database, {}), [], {}
    for seg, n, stamped in store.rows("SELECT seg, n, stamp FROM search_segment WHERE is_live ORDER BY seg"):
        key = (seg, stamped, dead.get(seg), tuple(names.items()))
        kept[key] = known.get(key) or _segment(seg, n, key, known, codes, values)
        parts.append(kept[key])
    _parts[database] = kept
    tail = _tail(older.tail if older else Tail())
    if tail.n:
        parts.append(_part(TAIL, tail.n, tail.columns, codes, values))
    return State(stamp, parts, tail, values)


def _tail(older):
    """The Tail as it is now; of the rows, which never change, only those are read that the older one does not have."""
    ids = {number for (number,) in store.rows("SELECT id FROM search_tail")}
    if gone := set(older.ids) - ids:
        older = older.without(gone)
    if new := ids - set(older.ids):
        older = older.grown(store.rows(f"SELECT id, columns, data FROM search_tail WHERE id {store.among()}", [store.several(new)]))
    return older


def _segment(seg, n, key, known, codes, values):
    """The Part of a segment; what did not change is taken over from the Parts known before."""
    older = next((part for there, part in known.items() if there[:2] == key[:2]), None)
    if older is None or not any(there[3] == key[3] for there in known):
        if older is None:
            records = np.frombuffer(store.rows("SELECT columns FROM search_segment WHERE seg = %s", [seg])[0][0], RECORD)
            columns = {name: np.ascontiguousarray(records[name]) for name in RECORD.names if name != "lengths"}
        else:
            columns = older.columns
        older = _part(seg, n, columns, codes, values)
    alive = None
    if key[2]:
        alive = np.ones(n, bool)
        alive[[no for (no,) in store.rows("SELECT no FROM search_dead WHERE seg = %s", [seg])]] = False
    return replace(older, alive=alive)


def _codes(names, values):
    """For each facet, an array from Name numbers to places in its list of values."""
    codes = {}
    for facet in FACETS:
        codes[facet] = np.zeros(max(names.values(), default=0) + 1, np.int64)
        for place, value in enumerate(values[facet]):
            if place:
                codes[facet][names[facet, value]] = place
    return codes


def _part(seg, n, columns, codes, values):
    groups, group_codes = np.unique(columns["group"], return_inverse=True)
    code = np.zeros(n, np.int64)
    for facet in FACETS:
        code = code * len(values[facet]) + codes[facet][columns[facet]]
    return Part(seg, n, columns, groups.tolist(), None if groups.tolist() == [0] else group_codes, code)
