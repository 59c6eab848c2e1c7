"""A text as lines and headings, for Markdown (CommonMark headings, fences, comments) and reStructuredText."""

import re
from dataclasses import dataclass

LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+")
ATX = re.compile(r"^ {0,3}(#{1,6})(?=[ \t]|$)")
NUMBERED = re.compile(r"^#{1,2}(\d{1,6}[.:][ \t]*\S.*)$")  # "#46. Title": no heading in CommonMark, one to its author
FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
SETEXT = re.compile(r"^ {0,3}(=+|-{3,})[ \t]*$")
ADORNMENT = re.compile(r"^([=\-~^\"'`*+#:.<>_])\1{2,}[ \t]*$")
NOT_TEXT = re.compile(r"^(?:\s|[-*+>|#]|\d+[.)]\s|\.\. )")
MOST = 20_000  # lines in which headings are looked for


@dataclass(frozen=True)
class Heading:
    """`first` and `last` count lines from 0; `last` is the line after its own lines."""

    words: str
    level: int
    first: int
    last: int


def with_ends(text):
    """The lines of the text with their own line ends; joined again they are the text."""
    return LINE.findall(text)


def without_ends(text):
    """The lines of the text, a BOM taken off the first."""
    lines = [line.rstrip("\r\n") for line in LINE.findall(text)]
    if lines:
        lines[0] = lines[0].removeprefix("\ufeff")
    return lines


def without_comments(lines):
    """The lines with what stands in HTML comments taken out, each at its place. A comment of several lines begins its line."""
    text, kept, at, end = "\n".join(lines), [], 0, 0
    while (start := text.find("<!--", at)) >= 0:
        end = end if end > start else text.find("-->", start)
        if end < 0:
            break
        over = text.find("\n", start)
        if 0 <= over < end and text[text.rfind("\n", 0, start) + 1 : start].strip():
            kept.append(text[at:over])
            at = over
        else:
            kept += [text[at:start], "\n" * text.count("\n", start, end)]
            at = end + 3
    return "".join([*kept, text[at:]]).split("\n") if kept else lines


def headings(lines, format="md", start=0):
    """The headings from line `start` on, in order."""
    lines = lines[:MOST]
    if format == "rst":
        return list(_underlined(lines, start))
    return list(_marked(lines, start)) if format == "md" else []


def prose(lines, start=0):
    """The (number, line) pairs outside fenced code and comments."""
    fence = comment = None
    for at in range(start, len(lines)):
        line = lines[at]
        if comment:
            comment = "-->" not in line
            continue
        if fence:
            if (closing := FENCE.match(line)) and closing[1].startswith(fence) and not line.strip(closing[1][0] + " \t"):
                fence = None
            continue
        if opening := FENCE.match(line):
            fence = opening[1]
            continue
        if line.lstrip().startswith("<!--"):
            comment = "-->" not in line
            if comment or not line.split("-->", 1)[1].strip():
                continue
        yield at, line


def _marked(lines, start):
    before = None
    for at, line in prose(lines, start):
        if (mark := line[:4].lstrip()[:1]) == "#":
            if found := ATX.match(line):
                yield Heading(_without_closing(line[found.end() :].strip()), len(found[1]), at, at + 1)
            elif found := NUMBERED.match(line):
                yield Heading(found[1].strip(), 1, at, at + 1)
        elif mark in ("=", "-") and before == at - 1 and (found := SETEXT.match(line)):
            above = lines[before]
            if above.strip() and not NOT_TEXT.match(above) and (before == start or not lines[before - 1].strip()):
                yield Heading(above.strip(), 1 if found[1][0] == "=" else 2, before, at + 1)
        before = at


def _without_closing(words):
    """The words of "## Words ##"; in steps that are linear in their length, as a text may be hostile."""
    bare = words.rstrip("#")
    return bare.rstrip() if not bare or bare[-1] in " \t" else words


def _underlined(lines, start):
    levels, at = [], start
    while at < len(lines) - 1:
        words, below = lines[at].strip(), ADORNMENT.match(lines[at + 1])
        over = at > start and bool(ADORNMENT.match(lines[at - 1])) and below and lines[at - 1].strip() == lines[at + 1].strip()
        if (
            words
            and below
            and not ADORNMENT.match(lines[at])
            and len(lines[at + 1].strip()) >= min(len(words), 4)
            and _stands_alone(lines, at, start, over)
        ):
            style = (below[1], over)
            if style not in levels:
                levels.append(style)
            yield Heading(words, levels.index(style) + 1, at - 1 if over else at, at + 2)
            at += 1
        at += 1


def _stands_alone(lines, at, start, over):
    return over or (not lines[at][:1].isspace() and (at == start or not lines[at - 1].strip()))
