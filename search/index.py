"""The way into search: what may be found, and the verbs that change it. Callers stand in their own transaction."""

from contextlib import contextmanager
from contextvars import ContextVar

from django.db import transaction

from . import merging, segments
from .entries import Findable, batches, save
from .models import Entry
from .purging import purge
from .rebuild import rebuild

__all__ = ["Findable", "gathered", "postponed", "purge", "put", "rebuild", "remove"]
POSTPONED = ContextVar("postponed", default=False)
GATHERED = ContextVar("gathered", default=None)


def put(findables, instead_of=()):
    """Index these things, each in place of what had its identity; part of the caller's transaction.

    `instead_of` are (kind, key) pairs of which only what is among the findables shall remain: an outcome that was taken
    out of a meeting, say, is forgotten. What did not change costs one look.
    """
    if POSTPONED.get():
        return
    waiting = GATHERED.get()
    if waiting is not None and not instead_of:
        waiting.extend(findables)
        return
    _put_gathered(waiting)
    _put(findables, instead_of)


@transaction.atomic(savepoint=False)
def _put(findables, instead_of):
    kept = set()
    for batch in batches(findables):
        kept.update((findable.kind, findable.key, findable.anchor) for findable in batch)
        if (changed := save(batch)) and segments.write(changed)[1]:
            transaction.on_commit(merging.tidy_meanwhile, robust=True)
    for kind, key in instead_of:
        there = Entry.objects.filter(kind=kind, key=key).values_list("id", "anchor")
        _forget([pk for pk, anchor in there if (kind, key, anchor) not in kept])


@transaction.atomic
def remove(kind, key, anchor=None):
    """Forget a thing, or with anchor None all things of that kind and key."""
    if POSTPONED.get():
        return
    _put_gathered(GATHERED.get())
    there = Entry.objects.filter(kind=kind, key=key)
    if anchor is not None:
        there = there.filter(anchor=anchor)
    _forget(list(there.values_list("id", flat=True)))


@contextmanager
def postponed(everything):
    """While it lasts, nothing is indexed: verbs that come by the hundred would index the same text again and again. At its
    end the index is rebuilt from what `everything()` gives, unless an error ends it. Stand in one transaction around it."""
    token = POSTPONED.set(True)
    try:
        yield
    finally:
        POSTPONED.reset(token)
    rebuild(everything())


@contextmanager
def gathered():
    """While it lasts, what is put waits, at its longest until something is taken out; at its end it is put in one go, which takes much
    less than one by one, unless an error ends it. Of a thing that was put twice the later stands. Stand in one transaction around it."""
    waiting = []
    token = GATHERED.set(waiting)
    try:
        yield
    finally:
        GATHERED.reset(token)
    _put_gathered(waiting)


def _put_gathered(waiting):
    if waiting:
        _put({(findable.kind, findable.key, findable.anchor): findable for findable in waiting}.values(), ())
        waiting.clear()


def _forget(refs):
    if refs:
        Entry.objects.filter(id__in=refs).delete()  # first: it waits for who puts one of them, whose words are there after that
        segments.forget(refs)
        segments.stamp()
