from .log import Area, Log, Tag
from .people import RecordPerson
from .record import Record, RecordAlias
from .relation import Relation
from .risk import Risk
from .status import Status, StatusChange
from .text import LogRevision, LogSection, RecordChange, RecordFile, RecordRevision, RecordSection, RecordSource, RiskChange

__all__ = [
    "Area",
    "Log",
    "LogRevision",
    "LogSection",
    "Record",
    "RecordAlias",
    "RecordChange",
    "RecordFile",
    "RecordPerson",
    "RecordRevision",
    "RecordSection",
    "RecordSource",
    "Relation",
    "Risk",
    "RiskChange",
    "Status",
    "StatusChange",
    "Tag",
]
