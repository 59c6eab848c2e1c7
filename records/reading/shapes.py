"""What a reader gives: everything that was read from one file, and nothing that was guessed without saying so."""

import datetime
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Field:
    """A line of metadata: `key` is one of fields.KEYS' values, `place` says where it stood, lines count from 0."""

    key: str
    value: str | list
    place: str
    first: int = 0
    last: int = 0


@dataclass(frozen=True)
class ReadRelation:
    """`kind` is Relation.Kind's value; `is_source` whether this file is the one that acts ("Supersedes …", not "Superseded by …").
    `path` is the target as linked (may be empty), `number` the target's number as named, `words` what stood there."""

    kind: str
    is_source: bool
    words: str
    path: str = ""
    number: int | None = None


@dataclass
class ReadRecord:
    """What was read from one file. `skip` is the reason why it is no record, empty if it is one.

    The last three are the importer's: the number `given` here, whether that is not the file's own, whether the status was `chosen`.
    """

    path: str
    format: str = "md"
    text: str = ""
    title: str = ""
    number: int | None = None
    number_words: str = ""
    status: str = "unstated"
    status_words: str = ""
    status_place: str = ""
    day: datetime.date | None = None
    updated: datetime.date | None = None
    people: dict = field(default_factory=dict)
    relations: list = field(default_factory=list)
    tags: list = field(default_factory=list)
    warnings: list = field(default_factory=list)
    skip: str = ""
    given: int | None = None
    renumbered: bool = False
    chosen: bool = False

    def facts(self):
        """What `RecordFile.read` keeps: plain values, so that an export can tell what a person changed later."""
        return {
            "title": self.title,
            "number": self.number_words,
            "status": self.status,
            "status_words": self.status_words,
            "status_place": self.status_place,
            "day": self.day and self.day.isoformat(),
            "updated": self.updated and self.updated.isoformat(),
            "people": {role: [person.words for person in people] for role, people in self.people.items()},
            "relations": [[relation.kind, relation.is_source, relation.words, relation.path, relation.number] for relation in self.relations],
            "tags": self.tags,
            "warnings": self.warnings,
        }
