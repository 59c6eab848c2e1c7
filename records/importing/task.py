"""One import from start to end: plan (which only reads), store in batches, relate, report."""

from dataclasses import dataclass

from django.db import transaction

from accounts.models import Renewal
from ui.sentences import counted
from writing.importing import batches
from writing.importing.items import refuse_another_folder
from writing.importing.report import Report

from ..models import Area, Log, RecordFile
from . import changing, foretelling, planning, relating, storing
from .people import Guests


@dataclass
class Task(batches.Task):
    """What is imported, from where, into what, by whom. `log` and `area` may be unsaved: they are made when something is stored."""

    log: Log = None
    area: Area | None = None
    unstated: str = ""
    guests: Guests | None = None

    @property
    def records(self):
        return self.stored


def import_records(task):
    """Import the task's folder and give the Report; in a dry run nothing is written. Raises Impossible where the source's name
    belongs to another folder."""
    known = {file.path: file for file in RecordFile.objects.filter(source=task.source).defer("bytes")} if task.source.pk else {}
    planning.plan(task, known)
    refuse_another_folder(task, known, task.log)
    relating.warn_of_loose_ends(task)
    report = Report(task.folder, f"log {task.log}", task.source.name, task.dry_run)
    if task.dry_run:
        foretelling.foretell(task)
    elif task.has_work:
        _store(task)
    report.items = task.items
    report.notes = _notes(task)
    return report


def _store(task):
    with transaction.atomic():
        storing.prepare(task)
    batches.store(task, storing.store)
    batches.renew(task, changing.renew)
    with transaction.atomic():
        relating.relate(task)
        Renewal.objects.create(what="import")  # a file that moved, or a relation that found its other end, leaves no row of its own


def _notes(task):
    taken = sum(1 for item in task.items if item.is_new and item.read.chosen)
    chosen = f"Without a status: {counted(taken, 'file')}; as you chose (--unstated {task.unstated}), that counts as {task.unstated}."
    notes = [chosen] if taken else []
    twice = sum(1 for item in task.items if item.is_new and item.read.renumbered)
    if twice > 1:
        notes.append(f"{twice} files have a number that another record of {task.log} has. One log for each folder would keep them.")
    return notes
