"""Which record a file means by what it says of another one."""

import posixpath
from collections import defaultdict

from ..models import Record, RecordFile


class Targets:
    """Finds the record that a file means: by path; by a file name that is unique; by number, first in its folder, then in its
    source, then in the log. `files` are (path, record, digits of its name), `log` is {number: record}."""

    def __init__(self, files, log):
        self.log, self.paths = log, {}
        self.names, self.folders, self.numbers = defaultdict(set), defaultdict(set), defaultdict(set)
        for path, pk, digits in files:
            self.paths[path] = pk
            folder, _, name = path.rpartition("/")
            self.names[_stem(name)].add(pk)
            if _stem(name) in ("readme", "index") and folder:
                self.paths.setdefault(folder, pk)
                self.names[_stem(folder.rpartition("/")[2])].add(pk)
            if digits:
                self.folders[folder, int(digits)].add(pk)
                self.numbers[int(digits)].add(pk)

    @classmethod
    def stored(cls, task):
        """Those of all that is stored; a record is its pk."""
        return cls(_files(task), _log(task))

    @classmethod
    def planned(cls, task):
        """Those of all that is stored or about to be; what is new is the path of its file."""
        new = [item for item in task.items if item.is_new]
        known = [item for item in task.items if item.known and item.known.document_id]
        files = [(item.path, item.known.document_id, item.known.read.get("number")) for item in known]
        files += [(item.path, item.path, item.read.number_words) for item in new]
        return cls(files, {**(_log(task) if task.log.pk else {}), **{item.read.given: item.path for item in new}})

    def of(self, relation, path):
        """The record that the relation of the file at `path` points to, or None."""
        if "://" in relation.path:
            return None
        folder = posixpath.dirname(path)
        return (relation.path and self._at(relation.path, folder)) or self._numbered(relation.number, folder)

    def _at(self, target, folder):
        """By a path as a file in this folder writes it; else by the file's name alone."""
        written = target.strip("/")
        here = written if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        found = self.paths.get(here) or self.paths.get(written)
        if not found and target.startswith("/"):  # it begins at the top of a repository, of which a folder was imported
            found = next((pk for known, pk in self.paths.items() if written.endswith(f"/{known}")), None)
        return found or _only(self.names.get(_stem(posixpath.basename(target.rstrip("/")))))

    def _numbered(self, number, folder):
        """By number; one that several of our files have means none of them, and nothing else of the log either."""
        if number in self.numbers:
            return _only(self.folders.get((folder, number)) or self.numbers[number])
        return self.log.get(number)


def _files(task):
    return RecordFile.objects.filter(source=task.source, document__isnull=False).values_list("path", "document_id", "read__number")


def _log(task):
    return {record.number: record.pk for record in Record.objects.filter(log=task.log).only("number")}


def _only(found):
    return next(iter(found)) if found and len(found) == 1 else None


def _stem(name):
    return name.lower().removesuffix(".md").removesuffix(".rst").removesuffix(".txt")
