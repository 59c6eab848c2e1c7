"""Single lines of Markdown: what each of them begins, after GFM 0.29, sections 4 and 5."""

import re
from typing import NamedTuple

MARKER = re.compile(r"([-+*]|\d{1,9}[.)])( +|$)")
FENCE = re.compile(r"(`{3,}|~{3,})(.*)$")
CALLED = re.compile(r"[\w.-]+\s*:|[\w.-]+(?: [\w.-]+){1,3}:(?:\s|$)|([\"'])[^\"']{1,60}\1:(?:\s|$)")
HTML_BLOCK = re.compile(
    r"</?(?:address|article|aside|blockquote|center|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]"
    r"|header|hr|iframe|legend|li|link|main|menu|nav|ol|p|section|summary|table|tbody|td|tfoot|th|thead|title|tr|ul)(?:[\s/>]|$)",
    re.I,
)
RAW_BLOCK = re.compile(r"<(pre|script|style|textarea)(?:[\s>]|$)", re.I)
DECLARATION = re.compile(r"<(?=\?|!(?!--))")
OPENING = re.compile("<(?=[?!])")
TAG = re.compile(r"""<(?=[A-Za-z/])((?:[^>"']|"[^"]*(?:"|\Z)|'[^']*(?:'|\Z))*+(>|\Z))""")  # finds an end at once, so it takes linear time


class Heading(NamedTuple):
    """A heading as it is typed: `level` 1 to 6, `source` its words with their Markdown."""

    level: int
    source: str


class Taken(NamedTuple):
    """Something taken out of the lines: `kind` is code (words: its language), html, plain, heading or inner (a heading inside a list or quote)."""

    kind: str
    text: str
    words: str = ""


def mark(number):
    """What stands in the lines for `taken[number]`; a text itself cannot hold these characters."""
    return f"\x02taken:{number}\x03"


def closed(text):
    """This HTML, with what would hide all that follows it shown as it is typed: a declaration, a comment or a tag without an end."""
    end = max(text.rfind("-->"), 0)
    text = DECLARATION.sub("&lt;", text[:end]) + OPENING.sub("&lt;", text[end:])
    return TAG.sub(lambda tag: tag[0] if tag[2] else tag[0].replace("<", "&lt;"), text)


def is_rule(bare):
    """Whether the line is a thematic break: three or more of - _ * and nothing else."""
    marks = bare.replace(" ", "")
    return len(marks) >= 3 and marks[0] in "-_*" and not marks.strip(marks[0])


def atx(bare):
    """(level, words) of a line such as "## Context ##"; None for any other."""
    level = len(bare) - len(bare.lstrip("#"))
    rest = bare[level:]
    if level > 6 or (rest and rest[0] not in " \t"):
        return None
    words = rest.strip()
    shorter = words.rstrip("#")
    if not shorter or shorter[-1] in " \t":
        words = shorter.strip()
    return level, words


def unindented(line, column):
    """The line without up to so many leading blanks."""
    if "\t" in line[:column]:
        line = line.expandtabs(4)
    return line[min(column, len(line) - len(line.lstrip(" "))) :]


def normal(text):
    """The text as it is scanned: one kind of line end, no BOM, none of the characters that marks are made of."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").translate(UNWANTED)


UNWANTED = dict.fromkeys([0, 2, 3])
