"""What this process remembers of the index, and how it knows that this is still true.

Every write adds a random stamp in its own transaction. A reader asks for their count and sum: equal means that nothing
changed. So a writer sees its own changes at once, others after the commit, and after a rollback nobody does. A State is
never changed once it is made, so threads share it freely.
"""

from dataclasses import dataclass, field

import numpy as np
from django.db import connection

from . import store
from .columns import FACETS, RECORD
from .tail import Tail

TAIL = 1 << 22  # the tail as a segment, after all others

_states = {}
_segments = {}


@dataclass(frozen=True)
class Part:
    """A segment, or the tail: its texts' columns, and which of them live (None: all)."""

    seg: int
    n: int
    columns: np.ndarray
    groups: np.ndarray
    group_codes: np.ndarray | None
    alive: np.ndarray | None = None
    code: np.ndarray | None = None

    def seen(self, audiences):
        """Which texts live and may be seen, as a mask; None for all."""
        if self.group_codes is None:
            return self.alive
        allowed = np.array([group == 0 or group in audiences for group in self.groups.tolist()])[self.group_codes]
        return allowed if self.alive is None else allowed & self.alive


@dataclass(frozen=True)
class State:
    stamp: tuple
    parts: list
    tail: Tail
    names: dict
    values: dict = field(default_factory=dict)

    @property
    def texts(self):
        """How many numbers are given out, dead ones too: the N of the ranking."""
        return sum(part.n for part in self.parts)


def current():
    """The State of the index as this connection sees it."""
    database = connection.settings_dict["NAME"]
    known = _states.get(database)
    stamp = tuple(store.rows("SELECT count(*), CAST(coalesce(sum(stamp), 0) AS bigint) FROM search_stamp")[0])
    if known is None or known.stamp != stamp:
        known = _states[database] = _load(stamp, database)
    return known


def _load(stamp, database):
    names = {(field, value): number for number, field, value in store.rows("SELECT id, field, value FROM search_name ORDER BY id")}
    values = {facet: ["", *(value for field, value in names if field == facet)] for facet in FACETS}
    codes = _codes(names, values)
    dead = {}
    for seg, no in store.rows("SELECT seg, no FROM search_dead"):
        dead.setdefault(seg, []).append(no)
    parts, kept = [], {}
    for seg, n, stamped in store.rows("SELECT seg, n, stamp FROM search_segment WHERE is_live ORDER BY seg"):
        key = (database, seg, stamped)
        columns = _segments.get(key)
        if columns is None:
            columns = np.frombuffer(store.rows("SELECT columns FROM search_segment WHERE seg = %s", [seg])[0][0], RECORD)
            columns = {name: np.ascontiguousarray(columns[name]) for name in RECORD.names}
        kept[key] = columns
        parts.append(_part(seg, n, columns, dead.get(seg), codes, values))
    tail = Tail(store.rows("SELECT columns, data FROM search_tail ORDER BY id"))
    if tail.n:
        parts.append(_part(TAIL, tail.n, tail.columns, None, codes, values))
    for key in [key for key in _segments if key[0] == database]:
        if key not in kept:
            _segments.pop(key, None)
    _segments.update(kept)
    return State(stamp, parts, tail, names, values)


def _codes(names, values):
    """For each facet, an array from Name numbers to places in its list of values."""
    codes = {}
    for facet in FACETS:
        codes[facet] = np.zeros(max(names.values(), default=0) + 1, np.int64)
        for place, value in enumerate(values[facet]):
            if place:
                codes[facet][names[facet, value]] = place
    return codes


def _part(seg, n, columns, dead, codes, values):
    groups, group_codes = np.unique(columns["group"], return_inverse=True)
    if groups.tolist() == [0]:
        group_codes = None
    alive = None
    if dead:
        alive = np.ones(n, bool)
        alive[dead] = False
    code = np.zeros(n, np.int64)
    for facet in FACETS:
        code = code * len(values[facet]) + codes[facet][columns[facet]]
    return Part(seg, n, columns, groups, group_codes, alive, code)
