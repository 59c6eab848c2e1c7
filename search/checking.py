"""Does the index agree with the texts? Every text's words, as they would be indexed now, against what the tables hold."""

import numpy as np

from . import segments, store
from .columns import RECORD, records_of
from .entries import IDENTITY, batches, row_of, rows, rows_like
from .models import Entry
from .postings import LOW, sparse, unpack
from .rebuild import postings_of
from .tail import joined

CHUNK = 500


def disagreements(findables=None):
    """Sentences about everything that is not as it should be; none if all is well.

    With `findables`, what the domains say can be found is held against the entries too.
    """
    found = list(_in_entries(findables)) if findables is not None else []
    held = _held(found)
    for entries in _chunks():
        for entry, record, print_ in _expected(entries):
            there = held.pop(entry.id, None)
            if there is None:
                found.append(f"{entry} is not in the index.")
            elif there[1] != print_:
                found.append(f"{entry} is indexed with other words than it has.")
            elif there[0] != record:
                found.append(f"{entry} is indexed with other facts than it has.")
    return found + [f"The index holds entry {ref}, which there is not." for ref in held]


def _in_entries(findables):
    left = set(Entry.objects.values_list("id", flat=True))
    for batch in batches(findables, CHUNK):
        wanted = {tuple(getattr(findable, name) for name in IDENTITY): findable for findable in batch}
        for entry in rows_like(batch):
            findable = wanted.pop(entry[1:4], None)
            if findable is None:
                continue
            left.discard(entry.id)
            if row_of(findable, entry) != entry:
                yield f"{entry} has changed since it was indexed."
        for identity in wanted:
            yield f"{' '.join(identity).strip()} cannot be found."
    for entry in Entry.objects.filter(id__in=list(left)[:CHUNK]).only(*IDENTITY):
        yield f"{entry} can be found, but is no more."


def _held(found):
    """{Entry id: (record bytes, fingerprint of its keys)} of all living texts in the index."""
    held, dead = {}, set(store.rows("SELECT seg, no FROM search_dead"))
    places = {(seg, no): ref for ref, seg, no in store.rows("SELECT ref, seg, no FROM search_place")}
    for seg, n, columns in store.rows("SELECT seg, n, columns FROM search_segment WHERE is_live"):
        prints = np.zeros(n, np.uint64)
        for key, data in postings_of(seg):
            prints[sparse(unpack(data))[0]] += _mixed(np.array([key & LOW]))
        for no, (record, print_) in enumerate(zip(np.frombuffer(columns, RECORD), prints.tolist(), strict=True)):
            if (seg, no) not in dead:
                _hold(held, found, record, print_)
                if places.pop((seg, no), None) != int(record["ref"]):
                    found.append(f"Entry {record['ref']} is not in its place.")
    found += [f"Entry {ref} has a place where it is not." for ref in places.values()]
    tail = store.rows("SELECT columns, data FROM search_tail ORDER BY id")
    keys, numbers, _ = joined([data for _, data in tail])
    prints = np.zeros(len(tail), np.uint64)
    np.add.at(prints, numbers, _mixed(keys))
    for (columns, _), print_ in zip(tail, prints.tolist(), strict=True):
        _hold(held, found, np.frombuffer(columns, RECORD)[0], print_)
    return held


def _hold(held, found, record, print_):
    ref = int(record["ref"])
    if ref in held:
        found.append(f"Entry {ref} is in the index twice.")
    held[ref] = (record.tobytes(), print_)


def _chunks():
    last = 0
    while entries := list(rows("id > %s ORDER BY id LIMIT %s", [last, CHUNK])):
        yield entries
        last = entries[-1].id


def _expected(entries):
    """(entry, record bytes, fingerprint) as they should be."""
    batch = segments.batch_of(entries)
    records = records_of(entries, segments.known_names(), batch.title_stems, batch.lengths)
    known = segments.known_words(batch.vocabulary)
    ids = {word: known.get(word, (0, 0))[0] for word in batch.vocabulary}
    keys, numbers, _ = batch.postings(ids, np.ones(5, np.float32))
    prints = np.zeros(len(entries), np.uint64)
    np.add.at(prints, numbers, _mixed(keys))
    for entry, record, print_ in zip(entries, records, prints.tolist(), strict=True):
        yield entry, record.tobytes(), print_


def _mixed(keys):
    """The keys, scattered over 64 bits, so that a sum of them tells sets of keys apart."""
    mixed = (keys.astype(np.uint64) + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
    mixed ^= mixed >> np.uint64(29)
    return mixed * np.uint64(0xBF58476D1CE4E5B9)
