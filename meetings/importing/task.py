"""One import from start to end: plan (which only reads), store in batches, report."""

from dataclasses import dataclass

from django.db import transaction

from accounts.models import Renewal
from records.importing.people import Guests
from records.models import Area
from writing.importing import batches
from writing.importing.folders import Unreadable
from writing.importing.items import Outcome, refuse_another_folder, sort_out
from writing.importing.report import Report

from ..models import Meeting, MeetingFile, Series
from ..reading import FORMATS, read_text
from . import changing, storing


@dataclass
class Task(batches.Task):
    """What is imported, from where, into what, by whom. `series` and `area` may be unsaved: they are made when something is stored.
    `above` are the names of the folders above, as a year is often only there."""

    series: Series = None
    area: Area | None = None
    guests: Guests | None = None
    above: str = ""


def import_meetings(task):
    """Import the task's folder and give the Report; in a dry run nothing is written. Raises Impossible where the source's name
    belongs to another folder."""
    known = {file.path: file for file in MeetingFile.objects.filter(source=task.source).defer("bytes")} if task.source.pk else {}
    task.items = sort_out(task.folder, known, FORMATS)
    for item in task.watched([item for item in task.items if not item.outcome or item.outcome == Outcome.CHANGED], "Reading"):
        _read(task, item)
    refuse_another_folder(task, known, task.series)
    _name_known(task)
    if task.has_work and not task.dry_run:
        with transaction.atomic():
            storing.prepare(task)
        batches.store(task, storing.store)
        batches.renew(task, changing.renew)
        Renewal.objects.create(what="import")  # a file that moved leaves no row of its own
    report = Report(task.folder, f"series {task.series}", task.source.name, task.dry_run)
    report.items = task.items
    return report


def _read(task, item):
    """Read one file; the text is read again when it is stored, so that a large folder needs little memory."""
    changed = item.outcome == Outcome.CHANGED
    try:
        item.read = read_text(f"{task.above}{item.path}", item.text(), alone=item.alone)
    except Unreadable as reason:
        item.skip(str(reason))
        return
    item.read.text = ""
    if changed:
        return
    if item.read.skip:
        item.skip(item.read.skip)
        return
    item.notes += item.read.warnings
    item.outcome = Outcome.WARNED if item.notes else Outcome.IMPORTED


def _name_known(task):
    known = [item for item in task.items if item.known and item.known.document_id]
    numbers = dict(Meeting.objects.filter(files__source=task.source).values_list("pk", "number")) if known else {}
    for item in known:
        item.name = f"meeting {numbers[item.known.document_id]}"
