"""Forgetting words that nothing holds any more, at once and for good: what was taken out of a text must not complete a search."""

from . import segments, store, vocabulary
from .postings import Sense, key_of
from .ranking import Sight
from .state import current
from .words import stem, words


def purge(text):
    """Take those words of a text out of the vocabulary that no living text holds; gives how many they were. Call it after the
    texts were indexed without them, in the same transaction."""
    store.lock_vocabulary(shared=False)
    written = set(words(text))
    numbers = [number for number, _ in segments.known_words(written | set(map(stem, written))).values()]
    state = current()
    everything = Sight(state, frozenset())
    everything.seen = [part.alive for part in state.parts]
    held = {key // 8 for key in everything.shown([key_of(0, number, sense) for number in numbers for sense in Sense])}
    gone = [number for number in numbers if number not in held]
    if gone:
        keys = [key_of(part.seg, number, sense) for part in state.parts for number in gone for sense in Sense]
        store.run(f"DELETE FROM search_posting WHERE key {store.among()}", [store.several(keys)])
        store.run(f"DELETE FROM search_spelling WHERE word {store.among()}", [store.several(gone)])
        vocabulary.forget(gone)
        segments.stamp()
    return len(gone)
