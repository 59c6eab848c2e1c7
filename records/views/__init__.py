"""A page is a story told top to bottom: fetch, may you, form, act, answer. One function per URL."""

from .history import log_template, record_text
from .lists import index
from .moves import move, state, take_back
from .pages import record
from .places import audience, edit_area, edit_log, edit_template, new_area, new_log, places
from .relations import relate, unrelate
from .risks import edit_risk, new_risk, risk, risk_held, risks
from .writing import edit, new

__all__ = [
    "audience",
    "edit",
    "edit_area",
    "edit_log",
    "edit_risk",
    "edit_template",
    "log_template",
    "index",
    "move",
    "new",
    "new_area",
    "new_log",
    "new_risk",
    "places",
    "record",
    "relate",
    "record_text",
    "risk",
    "risk_held",
    "risks",
    "state",
    "take_back",
    "unrelate",
]
