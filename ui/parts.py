"""Long texts in parts, cut between sections, so that what is hostile in one costs no more than that part."""

import re

LONGEST = 20_000  # characters of a part, if there is a place to cut
CUT = re.compile(r"[^\s:+*\-0-9]")  # how a line begins that continues nothing above the blank line before it
ITEM = re.compile(r"[-+*] |\d{1,9}\. ")
REFERENCE = re.compile(r" {0,3}\[(?!\^)([^\]]{1,200})\]:\s*\S")
FOOTNOTE = re.compile(r" {0,3}\[\^([^\]]{1,100})\]:")
CALLED = re.compile(r"\[(\^?[^\[\]]{1,200})\]")
MOST_NOTES = 300  # that one part takes along


def in_parts(lines, weight=len):
    """The lines in parts (lists of lines) of about LONGEST characters; `weight` says how many a line stands for."""
    parts, part, length = [], [], 0
    for line in lines:
        if length >= LONGEST and may_cut(length, part[-1], line):
            parts.append(part)
            part, length = [], 0
        part.append(line)
        length += weight(line) + 1
    return [*parts, part]


def may_cut(length, before, line):
    """Whether a part of this length may end between these lines: between sections or blocks, then items, then anywhere."""
    return (not before.strip() and CUT.match(line)) or (length >= 2 * LONGEST and ITEM.match(line)) or length >= 3 * LONGEST


class Notes:
    """The link definitions and footnotes of a text, which any of its parts may call."""

    def __init__(self, parts):
        self.lines = {}
        for part in parts:
            self.take_from(part)

    def take_from(self, part):
        at = 0
        while at < len(part):
            footnote, reference = FOOTNOTE.match(part[at]), REFERENCE.match(part[at])
            if not footnote and not reference:
                at += 1
                continue
            end = at + 1
            while (
                footnote
                and end < len(part)
                and (
                    part[end].startswith("    ") or (not part[end].strip() and part[end + 1 : end + 2][:1] != [] and part[end + 1].startswith("    "))
                )
            ):
                end += 1
            key = f"^{footnote[1]}" if footnote else reference[1]
            self.lines.setdefault(folded(key), part[at:end])
            part[at:end] = [""] if not footnote else ["", ""]
            at += 1

    def with_theirs(self, part):
        """The part with the definitions that it calls."""
        called = dict.fromkeys(folded(key) for line in part for key in CALLED.findall(line))
        wanted = [key for key in called if key in self.lines][:MOST_NOTES]
        return [*part, "", *(line for key in wanted for line in [*self.lines[key], ""])]


def folded(key):
    return " ".join(key.lower().split())
