"""A file that changed or moved since the last import. What a person did here is never overwritten (MODEL 3)."""

from writing.importing.items import Outcome
from writing.models import Revision

from ..models import Record, RecordAlias, RecordFile, RecordPerson, StatusChange
from ..models.status import DECIDED, LIVED, Status
from .storing import author_of, files_of, people_of, roles_of, tag

BY_FILES = (StatusChange.Origin.IMPORT, StatusChange.Origin.INFERRED)


def renew(task, item):
    """Bring the record of a changed or moved item up to its file; where both changed, leave it and say so. Raises Conflict."""
    if item.outcome == Outcome.MOVED:
        _move(task, item)
        return
    record = Record.objects.select_related("log", "revision", "area", "author", "head__log").get(pk=item.known.document_id)
    text = item.text()
    if record.revision.sha256 not in (item.known.sha256, item.sha256):
        item.keep(record.name)
        return
    _write(task, item, record, text)
    task.records[item.path] = record
    _remember(task, item, record)
    record.reindex()


def _move(task, item):
    """The same content at another place: the old path becomes another name."""
    RecordAlias.objects.get_or_create(log=task.log, words=item.known.path[-200:], record_id=item.known.document_id)
    RecordFile.objects.filter(pk=item.known.pk).update(path=item.path, at=task.now)


def _write(task, item, record, text):
    """Text, title, status, people and tags as the file says, but for what a person changed here."""
    before, read = item.known.read, item.read
    changed_here = set(record.changes.values_list("what", flat=True))
    title = read.title if record.title == before.get("title") else record.title
    record.write(
        by=task.by, title=title, text=text, base=record.revision_number, origin=Revision.Origin.IMPORT, format=read.format, at=task.now,
        note=f"Imported again from {item.path}"[:300],
    )  # fmt: skip
    record.title, record.updated_at = title, task.now
    _move_status(task, record, before, read)
    parts = people_of(task, read)
    record.author = record.author or author_of(parts)
    for role in ("decision_maker", "consulted", "informed"):
        if role not in changed_here:
            record.people.filter(role=role).delete()
            RecordPerson.objects.bulk_create(roles_of(record, {role: parts.get(role, [])}))
    record.save(update_fields=["title", "updated_at", "author", "status", "status_words", "status_on", "decided_on", "accepted_revision"])
    if "tags" not in changed_here:
        record.tags.clear()
        tag([(item, record)])
    item.notes += read.warnings


def _move_status(task, record, before, read):
    last = record.last_move()
    if read.status == before.get("status") and read.status_words == before.get("status_words"):
        return
    if last and last.origin not in BY_FILES:
        return
    record.status_words = read.status_words
    if read.status == record.status:
        return
    on = read.day or task.today
    record.status_changes.create(
        from_status=record.status, to_status=read.status, by=task.by, at=task.now, on=on, revision=record.revision, origin=StatusChange.Origin.IMPORT
    )
    record.status, record.status_on = read.status, on
    record.decided_on = (record.decided_on or on if read.status == Status.SUPERSEDED else on) if read.status in DECIDED else None
    if read.status == Status.ACCEPTED or (read.status in LIVED and not record.accepted_revision_id):
        record.accepted_revision = record.revision


def _remember(task, item, record):
    """Keep what was read now."""
    for file in files_of(task, item, record):
        RecordFile.objects.update_or_create(
            source=task.source, path=file.path,
            defaults={"sha256": file.sha256, "bytes": file.bytes, "read": file.read, "document": record, "at": task.now},
        )  # fmt: skip
