"""A page is a story told top to bottom: fetch, may you, form, act, answer. One function per URL."""

from .audience import audience
from .history import log_template, record_text
from .lists import index
from .logs import edit_area, edit_log, edit_template, logs, new_area, new_log
from .moves import move, state, take_back
from .pages import record
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
    "index",
    "log_template",
    "logs",
    "move",
    "new",
    "new_area",
    "new_log",
    "new_risk",
    "record",
    "record_text",
    "relate",
    "risk",
    "risk_held",
    "risks",
    "state",
    "take_back",
    "unrelate",
]
