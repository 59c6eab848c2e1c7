"""One import from start to end: plan (which only reads), store in batches, relate, report."""

import datetime
from dataclasses import dataclass, field

from django.db import DatabaseError, transaction
from django.utils import timezone

from ui.refusals import Impossible
from writing.importing.items import Outcome, have_nothing_in_common
from writing.importing.report import Report

from ..models import Area, Log, RecordFile, RecordSource
from . import changing, planning, relating, storing
from .people import Guests

BATCH = 100  # files in one transaction


@dataclass
class Task:
    """What is imported, from where, into what, by whom. `log` and `area` may be unsaved: they are made when something is stored."""

    folder: object
    log: Log
    source: RecordSource
    by: object
    area: Area | None = None
    unstated: str = ""
    dry_run: bool = False
    watch: object = None
    now: datetime.datetime = field(default_factory=timezone.now)
    items: list = field(default_factory=list)
    guests: Guests | None = None
    records: dict = field(default_factory=dict)

    @property
    def today(self):
        return timezone.localdate(self.now)

    def watched(self, things, words):
        """The things one by one, counted for whoever watches."""
        things = list(things)
        return self.watch(things, len(things), words) if self.watch else things


def import_records(task):
    """Import the task's folder and give the Report; in a dry run nothing is written. Raises Impossible, with a sentence, where the
    source's name belongs to another folder."""
    known = {file.path: file for file in RecordFile.objects.filter(source=task.source).defer("bytes")} if task.source.pk else {}
    planning.plan(task, known)
    if have_nothing_in_common(task.items, known):
        raise Impossible(
            f"“{task.source}” was imported into {task.log} before, and not one of its {len(known)} files is in this folder. "
            "If this is another folder, give it a name of its own with --source. Nothing was done."
        )
    report = Report(task.folder, f"log {task.log}", task.source.name, task.dry_run)
    if not task.dry_run and any(item.is_new or item.outcome in (Outcome.CHANGED, Outcome.MOVED) for item in task.items):
        _store(task)
    report.items = task.items
    report.notes = _notes(task)
    return report


def _store(task):
    with transaction.atomic():
        storing.prepare(task)
    new = [item for item in task.items if item.is_new]
    batches = [new[at : at + BATCH] for at in range(0, len(new), BATCH)]
    counted = iter(task.watched(new, "Storing"))
    for batch in batches:
        _store_batch(task, batch)
        for _ in batch:
            next(counted, None)
    for item in task.items:
        if item.outcome in (Outcome.CHANGED, Outcome.MOVED):
            _one_by_one(task, [item], changing.renew)
    with transaction.atomic():
        relating.relate(task)


def _store_batch(task, batch):
    """Store all in one transaction; where one of them cannot be stored, each in its own, so that only that one is left out."""
    outcomes = [(item.outcome, list(item.notes), item.name) for item in batch]
    try:
        with transaction.atomic():
            storing.store(task, batch)
    except (DatabaseError, ValueError):
        for item, (outcome, notes, name) in zip(batch, outcomes, strict=True):
            item.outcome, item.notes, item.name = outcome, notes, name
        task.guests.forget()
        _one_by_one(task, batch, lambda task, item: storing.store(task, [item]))


def _one_by_one(task, items, verb):
    for item in items:
        try:
            with transaction.atomic():
                verb(task, item)
        except (DatabaseError, ValueError) as error:
            task.guests.forget()
            task.records.pop(item.path, None)
            item.outcome, item.name = Outcome.FAILED, ""
            item.notes.append(f"It could not be stored, and nothing of it was: {error}")


def _notes(task):
    taken = sum(1 for item in task.items if item.is_new and item.read.chosen)
    notes = [f"{taken} files state no status; as you chose (--unstated {task.unstated}), they count as {task.unstated}."] if taken else []
    twice = sum(1 for item in task.items if item.is_new and item.read.renumbered)
    if twice > 1:
        notes.append(f"{twice} files have a number that another record of {task.log} has. One log for each folder would keep them.")
    return notes
