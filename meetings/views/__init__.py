"""One function per URL, in files by noun."""

from .actions import action, actions, add_action, drop, edit_action, finish, reopen
from .filing import call_off, file, held, plan_again, replace
from .history import notes_text, series_template
from .index import index
from .meeting import meeting
from .notes import notes
from .planning import edit, new
from .series import edit_series, edit_template, new_series, series, series_index

__all__ = [
    "action",
    "actions",
    "add_action",
    "call_off",
    "drop",
    "edit",
    "edit_action",
    "edit_series",
    "edit_template",
    "file",
    "finish",
    "held",
    "index",
    "meeting",
    "new",
    "new_series",
    "notes",
    "notes_text",
    "plan_again",
    "reopen",
    "replace",
    "series",
    "series_index",
    "series_template",
]
