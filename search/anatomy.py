"""What search reads from a text's shape: its headings, its first prose, its sections. Markdown and reStructuredText alike."""

import re
from itertools import chain

LINE = re.compile(
    r"\n(?: {0,3}(?P<fence>```|~~~)[`~]*(?P<info>[^\n`]*)(?=\n|\Z)"
    r"| {0,3}#{1,6}[ \t]+(?P<marked>[^\n]*)"  # Markdown's ## heading
    r"|(?P<underline>={3,}|-{3,}|~{3,}|\^{3,}|\*{3,}|\+{3,})[ \t\r]*(?=\n|\Z))"  # setext, reStructuredText
)
FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n.*?\n---[ \t]*\r?(?:\n|\Z)", re.S)
NO_PROSE = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|^ {0,3}(?P<fence>```|~~~).*?(?:^ {0,3}(?P=fence)[`~]*[ \t\r]*$|\Z)"
    r"|^[ \t]*(?:#{1,6}[ \t]|[-*+][ \t]|\d+[.)][ \t]|[|>:=~^-]{2,}|\||<|\[[^\]\n]+\]:|\.\. )[^\n]*$"  # headings, lists, tables, HTML
    r"|^[A-Z][\w -]{0,30}:[ \t][^\n]*$",  # "Author: Ann"
    re.M | re.S,
)
LEAD_WORDS = 150
LEAD_WITHIN = 60_000  # characters
PARAGRAPH = re.compile(r"\S(?:[^\n]|\n(?![ \t\r]*\n))*")
SENTENCE = 5  # words from which a paragraph says something: "Accepted" under "Status" does not


def headings(text):
    """The words of the headings, in order."""
    return [words for words, _, _ in _headings(text)]


def lead(text):
    """The first words of prose: no front matter, headings, lists, code, tables, comments, or lines such as "Author: Ann"."""
    text, found, at = FRONT_MATTER.sub("", text[:LEAD_WITHIN], 1), [], 0
    for match in NO_PROSE.finditer(text):
        found += text[at : match.start()].split(None, LEAD_WORDS)[:LEAD_WORDS]
        at = match.end()
        if len(found) >= LEAD_WORDS:
            break
    else:
        found += text[at:].split(None, LEAD_WORDS)[:LEAD_WORDS]
    return " ".join(found[:LEAD_WORDS])


def first_prose(text):
    """Where the first paragraph of prose begins; None in a text that has none, such as a list."""
    front = FRONT_MATTER.match(text)
    at = front.end() if front else 0
    for start, end in chain((match.span() for match in NO_PROSE.finditer(text, at)), [(len(text), len(text))]):
        for paragraph in PARAGRAPH.finditer(text, at, max(at, start)):
            if len(paragraph[0].split()) >= SENTENCE:
                return paragraph.start()
        at = max(at, end)
    return None


def sections(text):
    """(heading, start, end) of each part of the text between headings; the first has no heading."""
    found, heading, start = [], "", 0
    front = FRONT_MATTER.match(text)
    for words, first, last in _headings(text):
        if front and first < front.end():  # its last line looks underlined
            continue
        if first > start or heading:
            found.append((heading, start, first))
        heading, start = words, last
    found.append((heading, start, len(text)))
    return found


def _headings(text):
    """(words, start, end) of each heading that stands in no code block."""
    found, fence = [], ""
    for match in LINE.finditer("\n" + text):  # so every place is one behind
        start, end = match.start(), match.end() - 1
        if match["fence"]:
            if not fence:
                fence = match["fence"]
            elif match["fence"] == fence and not match["info"].strip():
                fence = ""
        elif fence:
            continue
        elif match["marked"] is not None:
            found.append((match["marked"].strip().rstrip("#").rstrip(), start, end))
        elif match["underline"]:
            above = text.rfind("\n", 0, max(0, start - 1)) + 1
            words = text[above : max(0, start - 1)].strip()
            if words and len(words) <= 200:
                found.append((words, above, end))
    return found
