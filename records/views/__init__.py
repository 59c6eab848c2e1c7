"""A page is a story told top to bottom: fetch, may you, form, act, answer. One function per URL."""

from .history import history, revision
from .lists import index
from .moves import move, state, take_back
from .pages import record
from .relations import relate, unrelate
from .risks import edit_risk, new_risk, risk, risks
from .writing import edit, new, preview

__all__ = [
    "edit", "edit_risk", "history", "index", "move", "new", "new_risk", "preview", "record", "relate", "revision", "risk", "risks", "state",
    "take_back", "unrelate",
]  # fmt: skip
