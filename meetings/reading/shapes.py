"""What a reader of minutes gives. Outcomes and actions are not read: an import settles nothing (MODEL 11 and 22)."""

import datetime
from dataclasses import dataclass, field

from writing.importing.names import Named


@dataclass
class ReadPart:
    """Somebody in the minutes: `presence` is Attendance.Presence's value, `roles` maps chair, scribe and other to the words used,
    `role_words` are those that no hat of the meeting tells."""

    who: Named
    presence: str = "present"
    roles: dict = field(default_factory=dict)
    role_words: str = ""
    remark: str = ""


@dataclass
class ReadTopic:
    """An agenda item: its title, the words as they stand, the minutes planned, whether it is a heading of the text."""

    title: str
    words: str = ""
    minutes: int | None = None
    is_heading: bool = False


@dataclass
class ReadMeeting:
    """What was read from one file of minutes. `skip` is the reason why it is none, empty if it is some;
    `called_off` says that it did not take place."""

    path: str
    format: str = "md"
    text: str = ""
    title: str = ""
    day: datetime.date | None = None
    facilitator: Named | None = None
    note_taker: Named | None = None
    parts: list = field(default_factory=list)
    topics: list = field(default_factory=list)
    warnings: list = field(default_factory=list)
    skip: str = ""
    called_off: bool = False
    number: int | None = None  # the importer's

    def facts(self):
        """What `MeetingFile.read` keeps, as plain values."""
        return {
            "title": self.title,
            "day": self.day and self.day.isoformat(),
            "facilitator": self.facilitator and self.facilitator.words,
            "note_taker": self.note_taker and self.note_taker.words,
            "attendance": [[part.who.words, part.presence, part.role_words] for part in self.parts],
            "topics": [topic.title for topic in self.topics],
            "warnings": self.warnings,
            "called_off": self.called_off,
        }
