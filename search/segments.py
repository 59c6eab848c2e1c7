"""How texts get into the engine's tables: the tail, and sealing it into a segment. All is part of the caller's transaction."""

import json
import secrets
import zlib

import numpy as np

from . import store, tail, vocabulary
from .batch import Batch, Lengths
from .columns import FACETS, RECORD, marks_of, records_of
from .postings import Sense, in_order, rows_of

FEW_TEXTS = 20_000  # up to here every word can be a spelling suggestion; beyond, only those of two texts
SHORTEST = 4


def write(entries, lengths=None, counted=True):
    """Put saved entries into the index in place of their older versions: few into the tail, many into a segment of their own.

    `lengths` are the Lengths of the other texts, which set the mean lengths; by default those that are sealed.
    `counted` false leaves df and spelling of a segment's words to a later `rebuild.recount`.
    Gives the Lengths of these texts, and whether segments were added.
    """
    store.lock_vocabulary(shared=True)
    batch = batch_of(entries)
    names = name_numbers(entries)
    columns, own = records_of(entries, names, batch.title_stems, batch.lengths), batch.totals()
    forget(columns["ref"].tolist())
    known, waiting = _lengths_and_waiting()
    lengths = known if lengths is None else lengths
    is_full = len(entries) >= tail.FULL
    if is_full:
        _write_segment(columns, batch, lengths + own, counted)
    else:
        _append(columns, *batch.postings(remembered_ids(batch.vocabulary, vocabulary.name_in(names)), lengths.means()))
        is_full = waiting + len(entries) >= tail.FULL
        if is_full:
            seal()
    stamp()
    return own, is_full


def batch_of(entries):
    """A Batch of the words of entries; what one is called ("meeting 42", "API-12") counts as a heading."""
    batch = Batch()
    for entry in entries:
        headings = [heading for heading in (entry.heading, entry.key if entry.anchor == "" else "") if heading]
        batch.add(entry.title, headings, entry.text, entry.cited, marks_of(entry))
    return batch


def forget(refs):
    """Take the texts with these Entry ids out of the index. A sealed one leaves a dead number behind."""
    # The tail first: a seal under way elsewhere holds its rows, and its segment is visible once the wait is over.
    store.run(f"DELETE FROM search_tail WHERE ref {store.among()}", [store.several(refs)])
    store.bury(refs)


def seal():
    """Make a segment of the tail; part of the caller's transaction."""
    taken = store.rows(f"SELECT id, columns, data FROM search_tail ORDER BY id{' FOR UPDATE SKIP LOCKED' if store.is_postgresql() else ''}")
    if not taken:
        return
    columns = np.frombuffer(b"".join(bytes(row[1]) for row in taken), RECORD)
    postings = tail.joined([bytes(row[2]) for row in taken])
    store.run(f"DELETE FROM search_tail WHERE id {store.among()}", [store.several(row[0] for row in taken)])
    add_segment(columns, *in_order(*postings))
    store.run("DELETE FROM search_stamp")
    stamp()


def _lengths_and_waiting():
    """The Lengths of all sealed texts, dead ones too; and how many texts wait in the tail."""
    found = store.rows("SELECT lengths, 0 FROM search_segment WHERE is_live UNION ALL SELECT '', count(*) FROM search_tail")
    return sum((lengths_from(summed) for summed, _ in found if summed), Lengths()), sum(waiting for _, waiting in found)


def _write_segment(columns, batch, lengths, counted):
    known = known_words(batch.vocabulary)
    ids = word_ids(batch.vocabulary, spelt=False)
    postings = batch.postings(ids, lengths.means())
    add_segment(columns, *postings, counted=False)
    if counted:
        often = dict(zip(*add_to_df(postings[0]), strict=True))
        before = dict(known.values())
        least = least_df(lengths.texts)
        spell({word: number for word, number in ids.items() if before.get(number, 0) < least <= before.get(number, 0) + often.get(number, 0)})


def least_df(texts):
    """In how many texts a word must stand to be a spelling suggestion, where there are so many."""
    return 1 if texts <= FEW_TEXTS else 2


def add_segment(columns, keys, numbers, impacts, counted=True):
    """Write a live segment of these texts: RECORDs, and their postings in order as arrays of word * 8 + sense, number, impact."""
    store.lock_segments()
    seg = next_segment()
    store.insert_postings(rows_of(seg, keys, numbers, impacts, len(columns)))
    row = (seg, len(columns), secrets.randbits(48), True, lengths_of(columns), columns.tobytes())
    store.insert("search_segment", "seg, n, stamp, is_live, lengths, columns", [row])
    if counted:
        add_to_df(keys)
    places = [(ref, seg, number) for number, ref in enumerate(columns["ref"].tolist())]
    store.insert("search_place", "ref, seg, no", places)


def next_segment():
    """A segment number that no row has, not even one left by a process that died; call under `store.lock_segments`."""
    listed, written = store.rows("SELECT (SELECT max(seg) FROM search_segment), (SELECT max(key) FROM search_posting)")[0]
    return max(listed or 0, (written or 0) >> 40) + 1


def lengths_from(summed):
    """Lengths from what `lengths_of` made."""
    texts, *sums = json.loads(summed)
    return Lengths(texts, tuple(sums))


def lengths_of(columns):
    """The Lengths of these RECORDs, as the segment's row keeps them."""
    return json.dumps([len(columns), *columns["lengths"].sum(0, dtype=np.int64).tolist()])


def add_to_df(keys, sign=1):
    """Count the exact words among these keys into (sign -1: out of) the vocabulary's df; gives the words' numbers and counts."""
    found, often = np.unique(keys[keys % 8 == Sense.EXACT] // 8, return_counts=True)
    store.add_to_words(zip(found.tolist(), (sign * often).tolist(), strict=True))
    return found.tolist(), often.tolist()


def stamp():
    """Tell every reader that the index is another; part of every write."""
    store.run("INSERT INTO search_stamp (stamp) VALUES (%s)", [secrets.randbits(48)])


def word_ids(vocabulary, spelt=True):
    """{word: number} of all these words, new ones added; with `spelt`, the new ones can be found by a misspelling."""
    ids = _known_ids(vocabulary)
    new = sorted(set(vocabulary) - ids.keys())
    if new:
        added = store.add_words(new)
        if len(added) < len(new):  # somebody else was quicker
            added = _known_ids(new)
        ids |= added
        if spelt:
            spell(added)
    return ids


def remembered_ids(words, name):
    """`word_ids`, asking only for what this process does not know by the vocabulary's name."""
    ids = vocabulary.recall(name, words)
    asked = word_ids([word for word in words if word not in ids]) if len(ids) < len(words) else {}
    vocabulary.learn(name, asked)
    return ids | asked


def spell(words):
    """Note the neighbours of {word: number}."""
    store.insert("search_spelling", "less, word", sorted((less, number) for word, number in words.items() for less in neighbourhood(word)))


def neighbourhood(word):
    """The numbers under which a word and its neighbours meet: itself and itself less one letter. None for short or odd words."""
    if len(word) < SHORTEST or not word.isalpha():
        return set()
    return {zlib.crc32(less.encode()) for less in (word, *(word[:at] + word[at + 1 :] for at in range(len(word))))}


def name_numbers(entries):
    """{(field, value): number} of all kinds, statuses and areas, those of these entries added; and of the vocabulary's name."""
    wanted = {(field, getattr(entry, field)) for entry in entries for field in FACETS} - {(field, "") for field in FACETS}
    known = known_names()
    new = sorted(wanted - known.keys())
    if not vocabulary.name_in(known):
        new.append(vocabulary.fresh_name())
    if new:
        store.insert("search_name", "field, value", new)
        known = known_names()
    return known


def known_names():
    """{(field, value): number} of all kinds, statuses and areas."""
    return {(field, value): number for number, field, value in store.rows("SELECT id, field, value FROM search_name")}


def known_words(words):
    """{word: (number, df)} of those in the vocabulary."""
    found = store.rows(f"SELECT word, id, df FROM search_word WHERE word {store.among('text')}", [store.several(words)])
    return {word: (number, df) for word, number, df in found}


def _known_ids(words):
    """{word: number}, read from nothing but an index."""
    return dict(store.rows(f"SELECT word, id FROM search_word WHERE word {store.among('text')}", [store.several(words)]))


def _append(columns, keys, numbers, impacts):
    order = np.argsort(numbers, kind="stable")
    cuts = np.searchsorted(numbers[order], np.arange(1, len(columns)))
    rows = []
    for number, at in enumerate(np.split(order, cuts)):
        rows.append((secrets.randbits(62), int(columns[number]["ref"]), columns[number].tobytes(), tail.pack(keys[at], impacts[at])))
    store.insert("search_tail", "id, ref, columns, data", rows)
