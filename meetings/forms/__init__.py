from .filed import FilingSheet, OneRow
from .filters import ActionFilter, MeetingFilter
from .people import Roster
from .planned import PlanSheet
from .series import SeriesForm
from .texts import ActionForm, CallOffForm, DropForm, NotesForm, ReplaceForm

__all__ = [
    "ActionFilter",
    "ActionForm",
    "CallOffForm",
    "DropForm",
    "FilingSheet",
    "MeetingFilter",
    "NotesForm",
    "OneRow",
    "PlanSheet",
    "ReplaceForm",
    "Roster",
    "SeriesForm",
]
