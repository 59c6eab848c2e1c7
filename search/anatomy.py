"""What search reads from a text's shape: its headings, its first prose, its sections. Markdown and reStructuredText alike."""

import re

HEADING = re.compile(
    r"^ {0,3}#{1,6}[ \t]+(?P<marked>[^\n]*?)[ \t]*#*[ \t\r]*$"  # Markdown's ## heading
    r"|^(?P<underlined>\S[^\n]{0,200}?)[ \t\r]*\n(?:={3,}|-{3,}|~{3,}|\^{3,}|\*{3,}|\+{3,})[ \t\r]*$",  # setext, reStructuredText
    re.M,
)
FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n.*?\n---[ \t]*\r?(?:\n|\Z)", re.S)
FENCE = re.compile(r"^ {0,3}(```+|~~~+).*?^ {0,3}\1[`~]*[ \t\r]*$", re.M | re.S)
NO_PROSE = re.compile(r"^(?:[ \t]*(?:[-*+][ \t]+[A-Z][\w /-]{0,30}:|[|>:=~^-]{2,}|\||<|\[[^\]]+\]:|\.\. )|[A-Z][\w -]{0,30}:[ \t]).*$", re.M)
LEAD_WORDS = 150


def headings(text):
    """The words of the headings, in order."""
    return [match["marked"] or match["underlined"] or "" for match in HEADING.finditer(text)]


def lead(text):
    """The first words of prose: no front matter, headings, code, tables, or lines such as "* Author: Ann"."""
    start = FRONT_MATTER.sub("", text[:20_000], 1)
    for pattern in (FENCE, HEADING, NO_PROSE):
        start = pattern.sub(" ", start)
    return " ".join(start.split(None, LEAD_WORDS)[:LEAD_WORDS])


def sections(text):
    """(heading, start, end) of each part of the text between headings; the first has no heading."""
    found, heading, start = [], "", 0
    for match in HEADING.finditer(text):
        if match.start() > start:
            found.append((heading, start, match.start()))
        heading, start = match["marked"] or match["underlined"] or "", match.end()
    found.append((heading, start, len(text)))
    return found
