"""Supersession as a graph: who replaced whom, and where a chain ends today (MODEL 9)."""

from .models.relation import Relation
from .models.status import LIVED, Status


def successors(record):
    """The records that replaced all of this one: accepted once, whatever became of them."""
    relations = Relation.objects.filter(kind="supersedes", target=record, source__status__in=LIVED, sections=None)
    return [relation.source for relation in relations.select_related("source__log").order_by("source__decided_on", "source_id")]


def predecessors(record):
    """The records that this one replaced, or is to replace, as a whole."""
    relations = Relation.objects.filter(kind="supersedes", source=record, target__isnull=False, sections=None)
    return [relation.target for relation in relations.select_related("target__log").order_by("target__decided_on", "target_id")]


def head_of(record):
    """The last accepted end of the chain that begins here (of several, the one decided last; failing that, the last end);
    None where nothing replaced it."""
    seen, ends, todo = {record.pk}, [], successors(record)
    while todo:
        later = todo.pop()
        if later.pk in seen:
            continue
        seen.add(later.pk)
        further = successors(later)
        if further:
            todo += further
        else:
            ends.append(later)
    ends.sort(key=lambda end: (end.status == Status.ACCEPTED, str(end.decided_on or ""), end.pk))
    return ends[-1] if ends else None


def before(record):
    """All records, however far back, that lead to this one; nearest first."""
    found, todo = {}, predecessors(record)
    while todo:
        earlier = todo.pop(0)
        if earlier.pk not in found and earlier.pk != record.pk:
            found[earlier.pk] = earlier
            todo += predecessors(earlier)
    return list(found.values())


def would_close_a_circle(source, target):
    """Whether "source supersedes target" would make a record replace itself."""
    return source.pk == target.pk or source.pk in {record.pk for record in before(target)}


def renew_heads(record):
    """Find the heads anew of this record and of all that lead to it; whose head changed is worth something else now, and tells."""
    for earlier in [record, *before(record)]:
        head = head_of(earlier) if earlier.status == Status.SUPERSEDED else None
        if earlier.head_id != (head and head.pk):
            earlier.head = head
            earlier.save(update_fields=["head"])
            earlier._told(None)


def closes_a_circle(edges, source, target):
    """The same for many at once: whether "source supersedes target" closes a circle in {record: those that supersede it}."""
    seen, todo = set(), [source]
    while todo:
        later = todo.pop()
        if later == target:
            return True
        if later not in seen:
            seen.add(later)
            todo += edges.get(later, ())
    return False


def heads_of(edges, records):
    """`head_of` for many at once: {pk: pk of its head} for the keys of `edges` ({pk: pks of those that supersede it}, no circles);
    `records` maps every pk to its Record."""
    lived = {pk: [later for later in several if records[later].status in LIVED] for pk, several in edges.items()}
    ends = {}
    for start in lived:
        todo = [start]
        while todo:
            pk = todo[-1]
            waiting = [later for later in lived.get(pk, ()) if later not in ends]
            if waiting:
                todo += waiting
                continue
            todo.pop()
            ends[pk] = {end for later in lived[pk] for end in ends[later]} if lived.get(pk) else {pk}
    worth = {pk: (records[pk].status == Status.ACCEPTED, str(records[pk].decided_on or ""), pk) for several in ends.values() for pk in several}
    return {pk: max(ends[pk], key=worth.get) for pk in lived if lived[pk]}
