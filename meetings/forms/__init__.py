from .filters import ActionFilter, MeetingFilter
from .people import Roster
from .series import SeriesForm
from .sheets import FilingSheet, PlanSheet
from .texts import ActionForm, CallOffForm, DropForm, NotesForm, ReplaceForm

__all__ = [
    "ActionFilter",
    "ActionForm",
    "CallOffForm",
    "DropForm",
    "FilingSheet",
    "MeetingFilter",
    "NotesForm",
    "PlanSheet",
    "ReplaceForm",
    "Roster",
    "SeriesForm",
]
