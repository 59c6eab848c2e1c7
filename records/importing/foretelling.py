"""What a dry run says beside what was planned: what `storing` and `relating` would say, with no record to show for it yet."""

from dataclasses import dataclass

from writing.importing.items import Outcome

from ..models import Record
from ..models.status import LIVED
from .relating import FLIPPABLE, edges_so_far, note_relation, warn_of_the_fall
from .targets import Targets


@dataclass(order=True)
class Later:
    """A record that supersedes another, in the order in which `relating` takes them: by day, then as they were stored."""

    day: str
    is_new: bool
    place: int
    name: str


def foretell(task):
    """Name what files read with a text become; warn of circles that relations would close, and of new records that count as superseded
    though their files say otherwise. What is not stored yet goes by the path of its file where else there is a primary key."""
    comes_in = [item for item in task.items if item.read and (item.is_new or item.outcome == Outcome.CHANGED)]
    items = {item.path if item.is_new else item.known.document_id: item for item in comes_in}
    targets, edges, rows = Targets.planned(task), edges_so_far(), {}
    for key, item in items.items():
        for beside in item.beside:
            beside.name = item.name
        for read in item.read.relations:
            note_relation(rows, edges, item, key, read, targets.of(read, item.path))
    falling = {key: edges[key] for key, item in items.items() if item.is_new and item.read.status in FLIPPABLE and key in edges}
    for key, later in _later(items, falling).items():
        if later:
            warn_of_the_fall(items[key], min(later).name)


def _later(items, edges):
    """For each key of `edges` the Laters among those that supersede it: what is or was in force."""
    stored = {key for several in edges.values() for key in several if not isinstance(key, str)}
    records = Record.objects.select_related("log").filter(status__in=LIVED).in_bulk(stored)
    found = {key: Later(str(record.decided_on or "9"), False, key, record.name) for key, record in records.items()}
    for place, (key, item) in enumerate(items.items()):
        if item.is_new and item.read.status in LIVED:
            found[key] = Later(str(item.read.day or "9"), True, place, item.name)
    return {target: [found[key] for key in several if key in found] for target, several in edges.items()}
