"""Building the index anew from what the domains say can be found, while others go on searching and saving."""

import numpy as np
from django.db import transaction

from . import merging, segments, store, vocabulary
from .batch import Lengths
from .entries import batches, save
from .models import Entry
from .postings import LOW, Sense, how_many, unpack


def rebuild(findables, told=lambda texts: None):
    """Make these the only things that can be found, all indexed anew; gives how many there are.

    Each batch is one short transaction, so others go on searching and saving meanwhile; `told` hears the number so far.
    """
    newest = Entry.objects.order_by("-id").values_list("id", flat=True).first() or 0
    seen, lengths, texts = set(), Lengths(), 0
    for batch in batches(findables):
        with transaction.atomic():
            entries = save(batch, anyway=True)
            lengths += segments.write(entries, lengths=lengths, counted=False)[0]
        seen.update(entry.id for entry in entries)
        texts += len(batch)
        told(texts)
    _forget_the_rest(seen, newest)
    _drop_the_dead()
    merging.tidy(wholly=True)
    merging.sweep()
    recount()
    return texts


@transaction.atomic
def recount():
    """Count the vocabulary's df anew, forget words that no text holds, and renew the spelling."""
    store.lock_vocabulary(shared=False)
    last = store.rows("SELECT coalesce(max(id), 0) FROM search_word")[0][0]
    df, held = np.zeros(last + 1, np.int64), np.zeros(last + 1, bool)
    texts = 0
    for seg, n in store.rows("SELECT seg, n FROM search_segment WHERE is_live"):
        texts += n
        for key, data in postings_of(seg):
            word = (key & LOW) // 8
            held[word] = True
            if key % 8 == Sense.EXACT:
                df[word] += how_many(unpack(data))
    for (data,) in store.rows("SELECT data FROM search_tail"):
        held[np.frombuffer(data, "<u4", int.from_bytes(data[:4], "little"), 4) // 8] = True
    store.set_df(list(enumerate(df.tolist()))[1:])
    vocabulary.forget(np.flatnonzero(~held)[1:].tolist())
    store.run("DELETE FROM search_spelling")
    least = segments.least_df(texts)
    words = store.rows("SELECT word, id FROM search_word WHERE df >= %s OR df = 0 ORDER BY id", [least])
    segments.spell(dict(words))
    segments.stamp()
    store.analyze()


def postings_of(seg, step=20_000):
    """(key, data) of all postings of a segment, some at a time."""
    low, high = (seg << 40) - 1, (seg + 1) << 40
    while some := store.rows("SELECT key, data FROM search_posting WHERE key > %s AND key < %s ORDER BY key LIMIT %s", [low, high, step]):
        yield from some
        low = some[-1][0]


def _forget_the_rest(seen, newest):
    """Forget entries that were there before and that no source named."""
    gone = [pk for pk in Entry.objects.filter(id__lte=newest).values_list("id", flat=True) if pk not in seen]
    for start in range(0, len(gone), 500):
        with transaction.atomic():
            some = gone[start : start + 500]
            segments.forget(some)
            segments.stamp()
            Entry.objects.filter(id__in=some).delete()


@transaction.atomic
def _drop_the_dead():
    """Segments in which nothing lives go without being read."""
    sql = "SELECT s.seg FROM search_segment s WHERE s.is_live AND s.n <= (SELECT count(*) FROM search_dead d WHERE d.seg = s.seg)"
    dead = [seg for (seg,) in store.rows(sql)]
    for table in ("search_segment", "search_dead"):
        store.run(f"DELETE FROM {table} WHERE seg {store.among()}", [store.several(dead)])
    segments.stamp()
