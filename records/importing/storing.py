"""Store a batch of new records with few queries: all of a batch or nothing of it."""

from django.db.models import OuterRef, Subquery

from search.index import gathered, put
from ui.slugs import slug_of
from writing.importing.folders import read_bytes
from writing.importing.items import texts_of
from writing.models import Revision, digest
from writing.sections import first_sections

from .. import finding
from ..models import (
    Record,
    RecordAlias,
    RecordFile,
    RecordPerson,
    RecordRevision,
    RecordSection,
    StatusChange,
    Tag,
)
from ..models.status import DECIDED, LIVED, Status
from .people import Guests
from .planning import aliases


def prepare(task):
    """Make the log, the area and the source where they are new, and reserve the numbers, so that nobody else is given one."""
    for thing in (task.log, task.area):
        if thing is not None and thing.pk is None:
            thing.save()
    if task.source.pk is None:
        task.source.owner = task.log
        task.source.save()
    highest = max((item.read.given for item in task.items if item.is_new), default=None)
    if highest is not None:
        task.log.keep_number(highest)
    task.guests = Guests(task.source.name)


def store(task, items):
    """Store these new items with all their rows; gives nothing. Raises DatabaseError; a file that can no longer be read is skipped."""
    with gathered():  # the guests, too
        _store(task, items)


def _store(task, items):
    texts = texts_of(items)
    items = [item for item in items if item.path in texts]
    parts = {item.path: people_of(task, item.read) for item in items}
    records = Record.objects.bulk_create([_record(task, item, parts[item.path]) for item in items])
    pairs = list(zip(items, records, strict=True))
    revisions = RecordRevision.objects.bulk_create([_revision(task, item, record, texts[item.path]) for item, record in pairs])
    _point_at_revisions(records, revisions)
    RecordSection.objects.bulk_create(
        [section for item, record in pairs for section in first_sections(record.sections, texts[item.path], item.read.format)]
    )
    StatusChange.objects.bulk_create([row for item, record in pairs for row in _first_rows(task, item, record)])
    RecordPerson.objects.bulk_create([part for item, record in pairs for part in roles_of(record, parts[item.path])])
    RecordAlias.objects.bulk_create([alias for item, record in pairs for alias in aliases(task, item, record)])
    tag(pairs)
    RecordFile.objects.bulk_create([file for item, record in pairs for file in files_of(task, item, record)])
    task.records.update((item.path, record) for item, record in pairs)
    put([finding.findable(record) for record in records])
    for record in records:  # relating needs the records, not their texts
        for name in ("revision", "accepted_revision"):
            record._state.fields_cache.pop(name, None)


def people_of(task, read):
    """{role: [User, Team or words]} of what was read, each once."""
    return {role: list(dict.fromkeys(task.guests.who(named) for named in people)) for role, people in read.people.items()}


def roles_of(record, parts):
    """The RecordPerson rows of {role: people}; the author is not one of them."""
    for role, people in parts.items():
        if role != "author":
            for position, who in enumerate(people):
                yield RecordPerson.of(who, record=record, role=role, position=position)


def author_of(parts):
    """The first author who is a person; None if there is none."""
    return next((who for who in parts.get("author", []) if hasattr(who, "handle")), None)


def tag(pairs):
    """Give the records their tags, making those that are new."""
    wanted = {item.path: list(dict.fromkeys(slug_of(words)[: Tag.LONGEST] for words in item.read.tags)) for item, _ in pairs}
    slugs = {slug for several in wanted.values() for slug in several}
    if slugs:
        Tag.objects.bulk_create([Tag(slug=slug) for slug in sorted(slugs)], ignore_conflicts=True)
    tags = {tag.slug: tag for tag in Tag.objects.filter(slug__in=slugs)} if slugs else {}
    through = Record.tags.through
    through.objects.bulk_create(
        [through(record_id=record.pk, tag_id=tags[slug].pk) for item, record in pairs for slug in wanted[item.path]], ignore_conflicts=True
    )
    for item, record in pairs:
        record._prefetched_objects_cache = {"tags": [tags[slug] for slug in wanted[item.path]]}


def files_of(task, item, record):
    """The RecordFile rows of the text and of the files read with it."""
    yield RecordFile(source=task.source, path=item.path, sha256=item.sha256, read=item.read.facts(), document=record, at=task.now)
    for beside in item.beside:
        beside.name = item.name
        yield RecordFile(source=task.source, path=beside.path, sha256=beside.sha256, bytes=read_bytes(beside.found), document=record, at=task.now)


def _record(task, item, parts):
    read = item.read
    return Record(
        log=task.log, number=read.given, title=read.title, status=read.status, status_words=read.status_words, status_on=read.day,
        decided_on=read.day if read.status in DECIDED else None, author=author_of(parts), area=task.area, audience=task.log.audience,
        created_at=task.now, updated_at=task.now,
    )  # fmt: skip


def _revision(task, item, record, text):
    return RecordRevision(
        parent=record, number=1, title=record.title, text=text, format=item.read.format, by=task.by, at=task.now, origin=Revision.Origin.IMPORT,
        note=f"Imported from {item.path}"[:300], sha256=digest(text), words=len(text.split()),
    )  # fmt: skip


def _point_at_revisions(records, revisions):
    """Make each revision the current one of its record, and the accepted one where the record was accepted."""
    first = Subquery(RecordRevision.objects.filter(parent=OuterRef("pk"), number=1).values("pk")[:1])
    Record.objects.filter(pk__in=[record.pk for record in records]).update(revision=first)
    held = [record.pk for record in records if record.status in LIVED]
    if held:
        Record.objects.filter(pk__in=held).update(accepted_revision=first)
    for record, revision in zip(records, revisions, strict=True):
        record.revision = revision
        if record.status in LIVED:
            record.accepted_revision = revision


def _first_rows(task, item, record):
    """The row of the status that the file states. What is superseded was accepted first, on its own day; when it fell, its
    successor says (see relating)."""
    shared = {"record": record, "by": task.by, "at": task.now, "revision": record.revision}
    day = item.read.day or task.today
    if record.status == Status.SUPERSEDED:
        yield StatusChange(to_status=Status.ACCEPTED, on=day, origin=StatusChange.Origin.INFERRED, **shared)
        return
    note = f"The file states no status; it was imported with --unstated {task.unstated}." if item.read.chosen else ""
    yield StatusChange(to_status=record.status, on=day, origin=StatusChange.Origin.IMPORT, note=note, **shared)
