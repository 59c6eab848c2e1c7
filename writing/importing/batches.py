"""Storing many files: in batches for speed, one by one where a batch fails, so that one bad file never stops the rest."""

import datetime
import gc
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db import DatabaseError, transaction
from django.utils import timezone

from ui.refusals import Refused

from .items import Outcome

BATCH = 200  # files in one transaction


@dataclass
class Task:
    """One import: the folder, its source, who imports; `watch` counts for whoever looks on; `stored` maps paths to what they became."""

    folder: object
    source: object
    by: object
    dry_run: bool = False
    watch: object = None
    now: datetime.datetime = field(default_factory=timezone.now)
    items: list = field(default_factory=list)
    stored: dict = field(default_factory=dict)

    @property
    def today(self):
        return timezone.localdate(self.now)

    def watched(self, things, words):
        """The things one by one, counted for whoever watches."""
        things = list(things)
        return self.watch(things, len(things), words) if self.watch else things

    @property
    def has_work(self):
        """Whether there is anything to store."""
        return any(item.is_new or item.outcome in (Outcome.CHANGED, Outcome.MOVED) for item in self.items)


def store(task, verb):
    """Store the new items of the task: `verb(task, items)` stores several in one transaction, all or none."""
    new = [item for item in task.items if item.is_new]
    counted = iter(task.watched(new, "Storing"))
    for at in range(0, len(new), BATCH):
        _store_batch(task, new[at : at + BATCH], verb)
        for _ in new[at : at + BATCH]:
            next(counted, None)
    next(counted, None)


def renew(task, verb):
    """Bring what changed or moved up to its file, each in its own transaction."""
    for item in task.items:
        if item.outcome in (Outcome.CHANGED, Outcome.MOVED):
            _one(task, item, verb)


def _store_batch(task, batch, verb):
    with without_collector():
        _try_batch(task, batch, verb)


@contextmanager
def without_collector():
    """While it lasts, nobody looks for circles of garbage among the rows of a batch: there are tens of thousands, and all are in use."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _try_batch(task, batch, verb):
    before = [(item.outcome, list(item.notes), item.name) for item in batch]
    try:
        with transaction.atomic():
            verb(task, batch)
    except (DatabaseError, ValueError):
        task.guests.forget()
        for item, (item.outcome, item.notes, item.name) in zip(batch, before, strict=True):
            task.stored.pop(item.path, None)
            _one(task, item, lambda task, item: verb(task, [item]))


def _one(task, item, verb):
    try:
        with transaction.atomic():
            verb(task, item)
    except (DatabaseError, ValueError, Refused) as error:
        task.guests.forget()
        task.stored.pop(item.path, None)
        item.outcome, item.name = Outcome.FAILED, ""
        item.notes.append(f"It could not be stored, and nothing of it was: {error}")
