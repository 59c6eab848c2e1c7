"""The numbers of the words that this process has met, lest every save asks for some hundreds of them.

A word keeps its number until it is forgotten, and then the vocabulary gets another name: a random one, which every writer reads
in its own transaction, while nobody can forget. What a rollback takes back is never remembered.
"""

import secrets

from django.db import transaction

from . import store

FIELD = "vocabulary"  # the name is a row of search_name, as every writer reads those
MOST = 60_000  # words

_known = {}


def name_in(names):
    """The name of the vocabulary, from the names that the writer has read; empty where it has none yet."""
    return tuple(value for field, value in names if field == FIELD)


def fresh_name():
    return FIELD, secrets.token_hex(8)


def recall(name, words):
    """{word: number} of those words that are known under this name."""
    known = _known.get(name, {})
    return {word: known[word] for word in words if word in known}


def learn(name, ids):
    """Remember {word: number} under this name, once the transaction is committed."""

    def keep():
        if name not in _known:
            _known.clear()
        known = _known.setdefault(name, {})
        if len(known) + len(ids) <= MOST:
            known.update(ids)

    if name and ids:
        transaction.on_commit(keep)


def forget(numbers):
    """Take these words out of the vocabulary, under which they never come back; call it under `store.lock_vocabulary(shared=False)`."""
    store.run(f"DELETE FROM search_word WHERE id {store.among()}", [store.several(numbers)])
    store.run("DELETE FROM search_name WHERE field = %s", [FIELD])
    store.insert("search_name", "field, value", [fresh_name()])
