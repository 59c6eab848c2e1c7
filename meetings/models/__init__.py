from .action import Action
from .attendance import Attendance
from .meeting import Counter, Meeting
from .outcome import Outcome
from .series import Series, SeriesMember
from .text import MeetingChange, MeetingFile, MeetingRevision, MeetingSection, MeetingSource, SeriesRevision, SeriesSection
from .topic import Topic

__all__ = [
    "Action",
    "Attendance",
    "Counter",
    "Meeting",
    "MeetingChange",
    "MeetingFile",
    "MeetingRevision",
    "MeetingSection",
    "MeetingSource",
    "Outcome",
    "Series",
    "SeriesMember",
    "SeriesRevision",
    "SeriesSection",
    "Topic",
]
