"""What the imported records are to each other: relations, supersessions that follow from them, and the living end of each chain."""

from collections import defaultdict

from django.db.models import Q

from search.index import put
from writing.importing.items import Outcome

from .. import finding
from ..chains import closes_a_circle, heads_of
from ..models import Record, RecordFile, Relation, StatusChange
from ..models.status import LIVED, Status
from ..reading import ReadRelation
from .targets import Targets

NOT_HERE = "no such record is here, so its page can only repeat the words. Once the other comes in with this folder, the two are linked."
OUTSIDE = "that leads to another site, not to a record here. Its page repeats the words."
FLIPPABLE = (Status.ACCEPTED, Status.UNSTATED)


def warn_of_loose_ends(task):
    """Note at each file that calls itself superseded by a record that is not here and does not come in. Asks only what is
    planned, so a dry run says it, too."""
    targets = Targets.planned(task)
    for item in task.items:
        for said in item.read.relations if item.read and item.outcome != Outcome.SKIPPED else ():
            if said.kind == Relation.Kind.SUPERSEDES and not said.is_source and targets.of(said, item.path) is None:
                _warn(item, f"“{said.words}”: {OUTSIDE if '://' in said.path else NOT_HERE}")


def relate(task):
    """Store the relations of all new and changed items, mark what they supersede, find the heads anew and index what changed."""
    targets, rows, edges = Targets.stored(task), {}, edges_so_far()
    for item in task.items:
        if item.read and item.path in task.records:
            for read in item.read.relations:
                note_relation(rows, edges, item, task.records[item.path].pk, read, targets.of(read, item.path))
    _store(task.log, rows)
    _tie_loose_ends(task, targets, edges)
    records = _nodes(task, edges)
    reindex(_supersede(task, records, edges) | _renew_heads(records, edges))


def reindex(pks):
    """Index these records anew."""
    pks = sorted(pks)
    for at in range(0, len(pks), 100):
        records = Record.objects.filter(pk__in=pks[at : at + 100])
        put(
            [finding.findable(record) for record in records.select_related("log", "area", "author", "head__log", "revision").prefetch_related("tags")]
        )


def note_relation(rows, edges, item, this, read, other):
    """Note in `rows` and `edges` one relation as read of the item whose record is `this`; a circle of supersessions is broken at this,
    its later edge."""
    source, target = (this, other) if read.is_source else (other, this)
    kind = read.kind
    if source == target:
        if kind == Relation.Kind.SUPERSEDES:
            _warn(item, f"“{read.words}”: a record cannot replace itself. What it says stays in its text and is no relation.")
        return
    if kind == Relation.Kind.SUPERSEDES and source and target:
        if closes_a_circle(edges, source, target):
            _warn(item, f"“{read.words}” would make a record replace itself; it was kept as “relates to”.")
            kind = Relation.Kind.RELATES_TO
        else:
            edges[target].add(source)
    if kind == Relation.Kind.RELATES_TO and (kind, target, source) in rows:
        rows[kind, target, source]["said_by_target"] = True
        return
    key = (kind, source, target) if source and target else (kind, source, target, read.words)
    row = rows.setdefault(key, {"said_by_source": False, "said_by_target": False})
    row["said_by_source" if read.is_source else "said_by_target"] = True
    if other is None:
        row["target_words" if read.is_source else "source_words"] = read.words


def _warn(item, words):
    item.outcome = Outcome.WARNED if item.is_new else item.outcome
    item.notes.append(words)


def _store(log, rows):
    """Store what is not there yet, and note which side says it."""
    there = {_key(one): one for one in Relation.objects.filter(Q(source__log=log) | Q(target__log=log))} if rows else {}
    Relation.objects.bulk_create(
        [Relation(kind=key[0], source_id=key[1], target_id=key[2], **said) for key, said in rows.items() if key not in there], batch_size=200
    )
    for key, said in rows.items():
        one = there.get(key)
        sides = [side for side in ("said_by_source", "said_by_target") if said[side]]
        if one and not all(getattr(one, side) for side in sides):
            for side in sides:
                setattr(one, side, True)
            one.save(update_fields=sides)


def _tie_loose_ends(task, targets, edges):
    """What an earlier import could not find may be here now: then the relation gets its other end."""
    ours = Q(source__files__source=task.source) | Q(target__files__source=task.source)
    loose = {one.pk: one for one in Relation.objects.filter(Q(source=None) | Q(target=None)).filter(ours)}
    ends = {one.source_id or one.target_id for one in loose.values()}
    files = {file.document_id: file for file in RecordFile.objects.filter(source=task.source, bytes=None, document__in=ends)}
    for one in loose.values():
        file, words = files.get(one.source_id or one.target_id), one.target_words or one.source_words
        said = next((said for said in file.read.get("relations", []) if said[2] == words), None) if file else None
        other = targets.of(ReadRelation(*said), file.path) if said else None
        if other is not None and other != file.document_id:
            _tie(one, one.source_id or other, one.target_id or other, edges)


def _tie(one, source, target, edges):
    if Relation.objects.filter(kind=one.kind, source=source, target=target).exists():
        return
    if one.kind == Relation.Kind.SUPERSEDES:
        if closes_a_circle(edges, source, target):
            return
        edges[target].add(source)
    Relation.objects.filter(pk=one.pk).update(source=source, target=target, source_words="", target_words="")


def _key(one):
    words = () if one.source_id and one.target_id else (one.target_words or one.source_words,)
    return (one.kind, one.source_id, one.target_id, *words)


def edges_so_far():
    """{record: those that supersede all of it}, as stored so far, in every log."""
    edges = defaultdict(set)
    whole = Relation.objects.filter(kind=Relation.Kind.SUPERSEDES, source__isnull=False, target__isnull=False, sections=None)
    for target, source in whole.values_list("target_id", "source_id"):
        edges[target].add(source)
    return edges


def _nodes(task, edges):
    """{pk: Record} of this import and of every record in a chain."""
    found = {record.pk: record for record in task.records.values()}
    others = sorted(({*edges} | {pk for several in edges.values() for pk in several}) - found.keys())
    for at in range(0, len(others), 500):
        found.update(Record.objects.select_related("log").in_bulk(others[at : at + 500]))
    return found


def _supersede(task, records, edges):
    """Flip what an accepted record of this import replaces, and write the row of the fall of each that its file calls superseded."""
    items = {task.records[item.path].pk: item for item in task.items if item.path in task.records}
    was = {pk: record.status for pk, record in records.items()}
    rows, changed = [], []
    for pk, record in records.items():
        later = sorted(
            (records[source] for source in edges.get(pk, ()) if was[source] in LIVED), key=lambda one: (str(one.decided_on or "9"), one.pk)
        )
        stated = pk in items and items[pk].is_new and was[pk] == Status.SUPERSEDED
        flips = was[pk] in FLIPPABLE and any(pk in items or one.pk in items for one in later) and not _was_moved_here(record)
        if stated or flips:
            changed.append(_fall(task, record, items.get(pk), later, rows, flips))
    StatusChange.objects.bulk_create(rows, batch_size=200)
    Record.objects.bulk_update(changed, ["status", "status_on"], batch_size=100)
    return {record.pk for record in changed}


def _fall(task, record, item, later, rows, flips):
    """Note that the record fell: on the day of what came in its place, else on the day its file was changed last. Where neither is
    known its row has a day because rows have one, and the record has none."""
    told = [later[0].decided_on if later else None, item.read.updated if item else None]
    on = max(next(day for day in (*told, record.decided_on, task.today) if day), _accepted_on(task, record, item))
    rows.append(StatusChange(
        record=record, from_status=record.status if flips else Status.ACCEPTED, to_status=Status.SUPERSEDED, by=task.by, at=task.now, on=on,
        revision_id=record.revision_id, origin=StatusChange.Origin.INFERRED,
    ))  # fmt: skip
    if flips and item:
        warn_of_the_fall(item, later[0].name)
    record.status, record.status_on = Status.SUPERSEDED, on if on in told else None
    return record


def warn_of_the_fall(item, name):
    """Note that the record of this name supersedes it, and what its own file says."""
    _warn(item, f"{name} supersedes it, {_what_it_says_itself(item.read)}: it counts as superseded.")


def _what_it_says_itself(read):
    if any(said.kind == Relation.Kind.SUPERSEDES and not said.is_source for said in read.relations):
        return f"as its own text says, too, but its status is “{read.status_words or read.status}”"
    return "which its own text does not say"


def _accepted_on(task, record, item):
    """The day of the row before: nothing falls before it stood."""
    if item and item.is_new:
        return item.read.day or task.today
    last = record.last_move()
    return last.on if last else task.today


def _was_moved_here(record):
    """Whether somebody here said what this record is; then a file does not say otherwise."""
    return record.status_changes.filter(origin=StatusChange.Origin.PERSON).exists()


def _renew_heads(records, edges):
    """Set `head` of every superseded record to the living end of its chain; gives those that changed."""
    heads = heads_of(edges, records)
    changed = []
    for pk, record in records.items():
        head = heads.get(pk) if record.status == Status.SUPERSEDED else None
        if record.head_id != head:
            record.head_id = head
            changed.append(record)
    Record.objects.bulk_update(changed, ["head"], batch_size=100)
    return {record.pk for record in changed}
