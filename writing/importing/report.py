"""What became of every file, for people and as JSON."""

import json
from collections import Counter

from ui.sentences import counted

from .items import Outcome

ORDER = (
    Outcome.IMPORTED, Outcome.WARNED, Outcome.CHANGED, Outcome.MOVED, Outcome.UNCHANGED, Outcome.BESIDE, Outcome.KEPT, Outcome.GONE,
    Outcome.SKIPPED, Outcome.FAILED,
)  # fmt: skip


class Report:
    """`into` is where it all went ("log ADR"); `notes` are sentences about the whole."""

    def __init__(self, folder, into, source, dry_run=False):
        self.folder, self.into, self.source, self.dry_run = str(folder), into, source, dry_run
        self.items, self.notes = [], []

    def counts(self):
        """How many files ended how, in the order of ORDER."""
        often = Counter(item.outcome for item in self.items)
        return {outcome: often[outcome] for outcome in ORDER if often[outcome]}

    def as_json(self):
        """The whole report as JSON: folder, counts, notes and a row for each file."""
        rows = [{"path": item.path, "outcome": item.outcome, "became": item.name, "notes": item.notes} for item in self.items]
        head = {"folder": self.folder, "into": self.into, "source": self.source, "dry_run": self.dry_run}
        return json.dumps({**head, "counts": self.counts(), "notes": self.notes, "files": rows}, ensure_ascii=False, indent=1)

    def lines(self, everything=False):
        """The report as lines; unchanged files are only counted unless `everything`."""
        for item in sorted(self.items, key=lambda item: ORDER.index(item.outcome)):
            if everything or item.outcome not in (Outcome.UNCHANGED, Outcome.BESIDE):
                yield f"{item.outcome}: {item.path}{f' → {item.name}' if item.name else ''}"
                yield from (f"    {note}" for note in item.notes)
        yield self.summary()
        yield from self.notes

    def summary(self):
        """One sentence about the whole."""
        outcomes = ", ".join(f"{number} {outcome}" for outcome, number in self.counts().items()) or "no files"
        first = "Nothing was written (dry run). It would be: " if self.dry_run else ""
        return f"{first}{outcomes}; {counted(len(self.items), 'file')} of {self.folder} into {self.into}."
