"""Notes as their page shows them. Markdown joins lines; "DECISION: …" below "PRESENT: …" was meant to stand on a line of its own."""

import re

from writing.importing import lines as texts

from .attendance import label_in
from .said import SAID

APART = re.compile(r"\s*(?:[-*+•][ \t]|\d{1,3}[.)][ \t]|[#|>]|$)")  # what begins a line without our help
BREAK = "  "


def line_by_line(text, format):
    """The text with a line break of Markdown before each line that says something outright, or who was there; it has as many lines as before."""
    if format != "md":
        return text
    shown, prose = texts.with_ends(text), dict(texts.prose(texts.without_ends(text)))
    for at, line in prose.items():
        above = prose.get(at - 1, "")
        if above.strip() and not above.startswith(("#", "|")) and not APART.match(line) and (SAID.match(line) or label_in(line)):
            shown[at - 1] = shown[at - 1].replace(above, above + BREAK, 1)
    return "".join(shown)
