"""Read every file that is new or changed, and choose its number. Writes nothing."""

from writing.importing.folders import Unreadable
from writing.importing.items import Outcome, sort_out
from writing.importing.vocabulary import words

from ..models import Record, RecordAlias
from ..reading import FORMATS, SIDECARS, read_text

SETTINGS = words(
    ".log4brains.yml .adr-dir .adr-type .markdownlint.yml .markdownlint.yaml requirements.txt constraints.txt CMakeLists.txt "
    "pyproject.toml package.json go.mod Makefile Dockerfile"
)


def plan(task, known):
    """Fill task.items: each with its outcome, what was read, and the name that it gets."""
    task.items = sort_out(task.folder, known, FORMATS, SIDECARS, SETTINGS)
    for item in task.watched([item for item in task.items if not item.outcome or item.outcome == Outcome.CHANGED], "Reading"):
        _read(item)
    for item in task.items:
        if item.is_new and task.unstated and item.read.status == "unstated" and not item.read.status_words:
            item.read.status, item.read.chosen = task.unstated, True
    _choose_numbers(task)
    _name_known(task)


def _read(item):
    """Read one file; a text is read again when it is stored, so that a large folder needs little memory."""
    changed = item.outcome == Outcome.CHANGED
    try:
        item.read = read_text(item.path, item.text(), item.sidecars, item.alone)
    except Unreadable as reason:
        item.skip(str(reason))
        return
    item.read.text = ""
    if item.read.skip and not changed:
        item.skip(item.read.skip)
        for beside in item.beside:
            beside.skip(f"it belongs to {item.path}, which was skipped")
    elif not changed:
        item.notes += item.read.warnings
        item.outcome = Outcome.WARNED if item.notes else Outcome.IMPORTED


def _choose_numbers(task):
    """The number of the file's name where it is free, else the next free one; two files of one number: the first path has it."""
    taken = set(Record.objects.filter(log=task.log).values_list("number", flat=True)) if task.log.pk else set()
    new, rest = [item for item in task.items if item.is_new], []
    for item in new:
        number = item.read.number
        if number is None or number in taken:
            rest.append(item)
        else:
            taken.add(number)
            item.read.given = number
    following = max([task.log.next_number - 1, *taken]) + 1
    for following_number, item in enumerate(rest, following):
        item.read.given = following_number
        if item.read.number is not None:
            item.read.renumbered = True
            name = f"{task.log}-{following_number}"
            _warn(item, f"Number {item.read.number} is taken in {task.log}: this is {name}; {item.read.number_words} stays another name.")
    for item in new:
        item.name = f"{task.log}-{item.read.given}"


def _warn(item, sentence):
    item.notes.append(sentence)
    item.outcome = Outcome.WARNED


def _name_known(task):
    """Give the items that were imported before the names of their records."""
    ids = {item.known.document_id for item in task.items if item.known and item.known.document_id}
    names = {}
    ids = sorted(ids)
    for at in range(0, len(ids), 500):
        names.update(Record.objects.filter(pk__in=ids[at : at + 500]).values_list("pk", "number"))
    for item in task.items:
        if item.known and item.known.document_id:
            item.name = f"{task.log}-{names[item.known.document_id]}"


def names_of(item):
    """The other names that the record keeps: its file's number where it has another one here."""
    return [item.read.number_words] if item.read.renumbered else []


def aliases(task, item, record):
    return [RecordAlias(log=task.log, words=name[:200], record=record) for name in names_of(item)]
