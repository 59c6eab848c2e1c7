"""Keeping segments few: eight of a size become one, and one with many dead numbers is written anew.

A merge writes its new segment in short transactions, unseen until the last one, the swap, makes it live and drops the old
ones. If the process dies before that, the index is as it was; what it left is swept up by the next `tidy`, which may begin
at once: the right to merge is a lock that ends with its process.
"""

import secrets
import threading

import numpy as np
from django.db import connection, transaction

from . import store
from .columns import RECORD
from .postings import LARGEST, LOW, Sense, in_order, rows_of, sparse_rows
from .segments import add_to_df, lengths_of, next_segment, stamp
from .tail import FULL

TIER = 8  # so many segments of a size become one
DEAD_SHARE = 0.2
STEP_BYTES = 4 << 20  # about as much is held in memory and written in one transaction
MEANWHILE = "merging"  # the thread's name


def tidy(wholly=False):
    """Merge and sweep until nothing is due; gives how many merges were made. Leaves at once if another process is at it.

    `wholly`: leave as few segments as there can be, which is worth it after a rebuild.
    """
    made = 0
    while (sources := due(wholly)) and merge(sources):
        made += 1
    if made:
        sweep()
    return made


def tidy_meanwhile():
    """`tidy` in a thread of its own, if anything is due: who has saved need not wait for it. The process ends only after it."""
    if due():
        threading.Thread(target=_tidy_and_leave, name=MEANWHILE).start()


def due(wholly=False):
    """The segments to merge next: (seg, n) pairs in order, or none."""
    segments = store.rows("SELECT seg, n FROM search_segment WHERE is_live ORDER BY seg")
    dead = dict(store.rows("SELECT seg, count(*) FROM search_dead GROUP BY seg"))
    for seg, n in segments:
        if dead.get(seg, 0) > n * DEAD_SHARE:
            return [(seg, n)]
    open_ended = [(seg, n) for seg, n in segments if n <= LARGEST // 2]
    if wholly:
        return _fitting(open_ended)
    ceiling = FULL * TIER
    while ceiling // TIER <= LARGEST // 2:
        tier = [(seg, n) for seg, n in open_ended if ceiling // TIER <= max(n, FULL) < ceiling]
        if len(tier) >= TIER or sum(n for _, n in tier) >= LARGEST:
            return _fitting(tier)
        ceiling *= TIER
    return []


def merge(sources):
    """Make one segment of these (seg, n) pairs, without their dead texts. Gives False if it was left to somebody else."""
    with store.only_merger() as is_ours:
        target = _reserve(seg for seg, _ in sources) if is_ours else None
        return target is not None and _merge_into(target, sources)


def sweep():
    """Delete postings of segments that no longer are, in short transactions."""
    kept, low = {seg for (seg,) in store.rows("SELECT seg FROM search_segment")}, 0
    while (first := store.rows("SELECT min(key) FROM search_posting WHERE key >= %s", [low])[0][0]) is not None:
        seg = first >> 40
        low = (seg + 1) << 40
        while seg not in kept and drop_some(seg):
            pass


@transaction.atomic
def drop_some(seg):
    """Delete postings of this segment, unless it is one, or has become one lately; gives how many."""
    first, end = seg << 40, (seg + 1) << 40
    some = "SELECT key FROM search_posting WHERE key >= %s AND key < %s ORDER BY key LIMIT 20000"
    last = store.rows(f"SELECT max(key) FROM ({some}) AS batch", [first, end])[0][0] or first
    ours = "key >= %s AND key <= %s AND NOT EXISTS (SELECT 1 FROM search_segment WHERE seg = %s)"  # a range: no plan reads the whole table
    return len(store.rows(f"DELETE FROM search_posting WHERE {ours} RETURNING 1", [first, last, seg]))


def _tidy_and_leave():
    try:
        tidy()
    finally:
        connection.close()


def _fitting(tier):
    chosen, total = [], 0
    for seg, n in tier:
        if total + n > LARGEST:
            break
        chosen.append((seg, n))
        total += n
    return chosen if len(chosen) > 1 else []


@transaction.atomic
def _reserve(sources):
    """Take the next segment number for a merge; None if another has merged these. What is not live is of a merger who died."""
    store.lock_segments()
    if {(seg,) for seg in sources} - set(store.rows("SELECT seg FROM search_segment WHERE is_live")):
        return None
    store.run("DELETE FROM search_segment WHERE NOT is_live")
    seg = next_segment()
    store.insert("search_segment", "seg, n, stamp, is_live, lengths, columns", [(seg, 0, 0, False, "[0, 0, 0, 0, 0, 0]", b"")])
    return seg


def _merge_into(target, sources):
    plans = [_plan(seg, n) for seg, n in sources]
    size, columns = 0, []
    for records, numbers in plans:  # numbers: from the old number to the new one, -1 for the dead
        living = numbers >= 0
        numbers[living] += size
        size += int(living.sum())
        columns.append(records[living])
    columns = np.concatenate(columns)
    dropped = []
    for postings in _steps([seg for seg, _ in sources], [numbers for _, numbers in plans], dropped):
        with transaction.atomic():
            store.insert_postings(rows_of(target, *postings, size))
    with transaction.atomic():
        return _swap([seg for seg, _ in sources], target, columns, dropped)


def _plan(seg, n):
    records = np.frombuffer(store.rows("SELECT columns FROM search_segment WHERE seg = %s", [seg])[0][0], RECORD)
    living = np.ones(n, bool)
    living[[no for (no,) in store.rows("SELECT no FROM search_dead WHERE seg = %s", [seg])]] = False
    return records, np.where(living, np.cumsum(living) - 1, -1)


def _steps(segs, numberings, dropped):
    """The living postings of all segments, (keys, numbers, impacts) for one range of words after the other.

    The exact words of dead texts are appended to `dropped`.
    """
    word, step, last = 0, 64, store.rows("SELECT coalesce(max(id), 0) FROM search_word")[0][0]
    while word <= last:
        keys, numbers, impacts, read = [], [], [], 0
        for seg, numbering in zip(segs, numberings, strict=True):
            sql = "SELECT key, data FROM search_posting WHERE key >= %s AND key < %s"
            rows = store.rows(sql, [(seg << 40) + word * 8, (seg << 40) + (word + step) * 8])
            if not rows:
                continue
            own, old, weights = sparse_rows(rows)
            new = numbering[old]
            living = new >= 0
            if not living.all():
                gone = own[~living] & LOW
                dropped.append(gone[gone % 8 == Sense.EXACT])
                own, new, weights = own[living], new[living], weights[living]
            keys.append(own & LOW)
            numbers.append(new)
            impacts.append(weights)
            read += sum(len(data) for _, data in rows)
        if keys:
            yield in_order(np.concatenate(keys), np.concatenate(numbers), np.concatenate(impacts))
        word += step
        step = step * 2 if read < STEP_BYTES else max(8, step // 2) if read > 4 * STEP_BYTES else step


def _swap(segs, target, columns, dropped):
    """Make the new segment live in place of the old ones. A text that changed meanwhile has left its place: it is dead here."""
    there = store.rows("SELECT count(*) FROM search_segment WHERE seg = %s AND NOT is_live", [target])[0][0]
    live = store.rows(f"SELECT count(*) FROM search_segment WHERE is_live AND seg {store.among()}", [store.several(segs)])[0][0]
    if not there or live != len(segs):  # the connection that held the right was lost, and another did it
        return False
    refs = columns["ref"].tolist()
    moved = store.move_places(refs, segs, target)
    store.insert("search_dead", "seg, no", [(target, number) for number, ref in enumerate(refs) if ref not in moved])
    for table in ("search_segment", "search_dead"):
        store.run(f"DELETE FROM {table} WHERE seg {store.among()}", [store.several([*segs, target] if table == "search_segment" else segs)])
    if len(columns):
        row = (target, len(columns), secrets.randbits(48), True, lengths_of(columns), columns.tobytes())
        store.insert("search_segment", "seg, n, stamp, is_live, lengths, columns", [row])
    if dropped:
        add_to_df(np.concatenate(dropped), sign=-1)
    stamp()
    return True
