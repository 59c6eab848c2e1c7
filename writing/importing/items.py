"""What is to become of each file of a folder: compared with what was imported from it before. Nothing here writes."""

import hashlib
from collections import defaultdict
from dataclasses import dataclass, field

from ui.refusals import Impossible

from . import folders
from .folders import Unreadable

PICTURES = frozenset(["png", "jpg", "jpeg", "gif", "svg", "webp"])


class Outcome:
    """What became of a file, as the report says it."""

    IMPORTED, WARNED, CHANGED, MOVED, UNCHANGED = "imported", "imported with warnings", "changed", "moved", "unchanged"
    KEPT, GONE, SKIPPED, BESIDE, FAILED = "kept", "gone", "skipped", "read with its text", "failed"


@dataclass
class Item:
    """One file on its way. `known` is its SourceFile from an earlier import; `name` what it became, such as "ADR-12"."""

    path: str
    found: folders.Found | None = None
    outcome: str = ""
    sha256: str = ""
    known: object = None
    sidecars: dict = field(default_factory=dict)
    beside: list = field(default_factory=list)
    notes: list = field(default_factory=list)
    read: object = None
    name: str = ""
    alone: bool = False

    def skip(self, reason):
        self.outcome, self.notes = Outcome.SKIPPED, [reason]

    def keep(self, name):
        """Leave what it became, called `name`, as it is: it changed in the folder and here."""
        self.outcome = Outcome.KEPT
        self.notes.append(f"changed in the folder and here: {name} stays as it is here. Compare them and mend the one or the other.")

    @property
    def is_new(self):
        return self.outcome in (Outcome.IMPORTED, Outcome.WARNED)

    def text(self):
        """The file's text, read anew. Raises Unreadable, also where it is no longer what it was a moment ago."""
        data = folders.read_bytes(self.found)
        if hashlib.sha256(data).hexdigest() != self.sha256:
            raise Unreadable("it changed while it was imported: import again")
        return folders.decode(data)


def texts_of(items):
    """{path: text} of these items, read anew; one that can no longer be read is skipped."""
    texts = {}
    for item in items:
        try:
            texts[item.path] = item.text()
        except Unreadable as reason:
            item.skip(str(reason))
            item.name = ""
    return texts


def sort_out(folder, known, formats, sidecar_names=(), settings=()):
    """An Item for each file below the folder and for each known one that is gone; `outcome` "" means: to be read and judged.

    `known` maps paths to SourceFiles, `formats` suffixes to formats; sidecars are files read with the text beside them.
    """
    items = [Item(found.path, found) for found in folders.walk(folder)]
    by_path = {item.path: item for item in items}
    for item in items:
        item.known = known.get(item.path)
        if item.found.skip:
            item.skip(item.found.skip)
        elif _name(item.path) in settings:
            item.skip("a tool’s settings")
        elif _name(item.path) not in sidecar_names and _suffix(item.path) not in formats:
            item.skip(_no_text(_suffix(item.path)))
    _mark_lone(items, settings)
    for item in items:
        if not item.outcome:
            _digest(item)
    _lay_sidecars_beside(items, by_path, sidecar_names)
    gone = {path: file for path, file in known.items() if path not in by_path}
    for item in items:
        _compare(item, gone)
    items += [Item(path, outcome=Outcome.GONE, known=file, notes=["no longer in the folder; what it became stays"]) for path, file in gone.items()]
    return items


def _no_text(suffix):
    if suffix in PICTURES:
        return f"a picture (.{suffix}): it is not brought in; where it stood in a text, the page shows its words"
    return f"no text: .{suffix}" if suffix else "no text: its name has no ending such as .md"


def _digest(item):
    try:
        item.sha256 = hashlib.sha256(folders.read_bytes(item.found)).hexdigest()
    except Unreadable as reason:
        item.skip(str(reason))


def _mark_lone(items, settings):
    """Mark the texts that stand alone in their folder; beside a tool's settings none does, as it is the tool's."""
    texts = [item for item in items if (not item.outcome or _name(item.path) in settings) and "/" in item.path]
    counts = defaultdict(int)
    for item in texts:
        parts = item.path.split("/")[:-1]
        for depth in range(1, len(parts) + 1):
            counts["/".join(parts[:depth])] += _suffix(item.path) not in ("yaml", "yml")
    for item in texts:
        item.alone = counts[item.path.rpartition("/")[0]] == 1


def _lay_sidecars_beside(items, by_path, names):
    for item in items:
        if _name(item.path) not in names or item.outcome:
            continue
        folder = item.path[: -len(_name(item.path))]
        text = next((by_path[path] for path in (f"{folder}README.md", f"{folder}README.rst", f"{folder}readme.md") if path in by_path), None)
        if text is None or text.outcome:
            item.skip("it belongs to no text: there is no README.md beside it")
            continue
        try:
            text.sidecars[_name(item.path)] = folders.decode(folders.read_bytes(item.found))
        except Unreadable as reason:
            item.skip(str(reason))
            continue
        text.beside.append(item)
        item.outcome = Outcome.BESIDE


def _compare(item, gone):
    """Whether it is as it was; or, where it is new, whether it is a known file at another place."""
    if item.outcome:
        return
    if item.known is None:
        old = next((path for path, file in gone.items() if file.sha256 == item.sha256), None)
        if old is not None:
            item.known, item.outcome = gone.pop(old), Outcome.MOVED
            item.notes = [f"it was {old}"]
        return
    same_beside = all(beside.known and beside.known.sha256 == beside.sha256 for beside in item.beside)
    item.outcome = Outcome.UNCHANGED if item.known.sha256 == item.sha256 and same_beside else Outcome.CHANGED


def refuse_another_folder(task, known, into):
    """Raise Impossible where none of the known files is here, neither by path nor by content: another folder under the same name."""
    if known and not any(item.known and item.outcome != Outcome.GONE for item in task.items):
        raise Impossible(
            f"“{task.source}” was imported into {into} before, and not one of its {len(known)} files is in this folder. "
            "If this is another folder, give it a name of its own with --source. Nothing was done."
        )


def _name(path):
    return path.rpartition("/")[2]


def _suffix(path):
    return _name(path).rpartition(".")[2].lower() if "." in _name(path).lstrip(".") else ""
