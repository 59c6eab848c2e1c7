"""What lines of raw notes say outright: "DECISION: …", "TENTATIVE until 3 May: …", "ACTION @ann by Friday: …", and W3C's "RESOLUTION: …"
and "ACTION: ann to …". Pure; never raises on any text."""

import datetime
import re
from dataclasses import dataclass

from writing.importing import lines as texts
from writing.importing.dates import day_in, day_without_year

from .attendance import label_in

LABELS = {
    "decided": "decision, decided, resolution, resolved, agreed",
    "tentative": "tentative, tentatively",
    "deferred": "deferred, postponed",
    "information": "information, info, fyi",
    "dropped": "dropped",
    "action": "action, action item, todo",
    "topic": "topic",
}
KINDS = {words: kind for kind, labels in LABELS.items() for words in labels.split(", ")}
SAID = re.compile(
    r"(?:\*\*|__|\*|_)?(" + "|".join(sorted(KINDS, key=len, reverse=True)) + r")\b[ \t]*([^:*_]{0,80}?)(?:\*\*|__|\*|_)?[ \t]*:(?:\*\*|__|\*|_)?"
    r"(?=\s|$)[ \t]*(.*)",
    re.I,
)
BULLET = re.compile(r"\s*(?:[-*+•][ \t]+|\d{1,3}[.)][ \t]+)?(?:\[[ xX]\][ \t]+)?")
BLOCK = re.compile(r"\s*(?:[-*+•#>|]|\d{1,3}[.)]\s|$)|\s*(?:\*\*|__)?[A-Za-z][A-Za-z ()-]{1,34}(?:\*\*|__)?:(?:\s|$)")
WHO = re.compile(r"@([\w.-]*\w)")
TO_DO = re.compile(r"([^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’.-]*){0,2}?)(?: to |: | [-–—] )(?=\S)")
HANDLED = re.compile(r"@([\w.-]*\w)(?: to\b|:)?[ ,]+(?=\S)")
BY = re.compile(r"\b(?:by|due(?: on| by)?|until|before)\s+(.{2,40})$", re.I)
CLOSING = re.compile(r"[\s,;(\[]*\b(?:by|due(?: on| by)?|before)\s+([^()\[\].,;]{2,40})[)\].\s]*$", re.I)
MEETING = re.compile(r"\bmeeting\s+#?(\d{1,9})\b", re.I)
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
MOST = 200  # lines that say something
LONGEST = {"action": 400, "topic": 200}
LONGEST_SENTENCE = 600


@dataclass
class Said:
    """One line: `kind` is an Outcome's, or "action"; `under` the topic or heading above it. `who` is a handle or name as it was
    written, `day` until when or by when, `meeting` the number of the one that it is deferred to."""

    kind: str
    words: str
    under: str = ""
    who: str = ""
    day: datetime.date | None = None
    meeting: int | None = None


def said_in(text, today, knows=lambda words: False):
    """The Saids of a text, in order; `today` is the day from which "by Friday" counts. `knows(words)` says whether somebody is called so:
    "ann to call" names her, "write to the carriers" nobody. What is code or a comment says nothing."""
    found, under = [], ""
    lines = texts.without_ends(text)
    headings = {heading.first: heading.words for heading in texts.headings(lines)}
    prose = dict(texts.prose(lines))
    for at, line in prose.items():
        if at in headings:
            under = headings[at]
        match = SAID.match(line[BULLET.match(line).end() :][:2000])
        kind = match and KINDS[match[1].lower()]
        if not match or label_in(line) or not (words := whole(match[3], at, prose)):  # "Action item scribe: Bo" names a hat
            continue
        if kind == "topic":
            under = words
        else:
            found.append(read(kind, match[2], words, today, knows))
            found[-1].under = under
        if len(found) == MOST:
            break
    return found


def whole(words, at, prose):
    """The words with the lines that go on from them, to the next blank line, list item, heading or label."""
    while (line := prose.get(at := at + 1)) is not None and len(words) < 1000 and not BLOCK.match(line) and not SAID.match(line.lstrip()):
        words += " " + line.strip()
    return " ".join(words.split()).strip("*_ ")


def read(kind, head, words, today, knows):
    """The Said of a label's kind, of what stands between the label and the colon, and of what stands behind it."""
    said = Said(kind, words)
    if by := BY.search(head):
        said.day = day_of(by[1], today)
    if kind == "deferred" and (other := MEETING.search(head)):
        said.meeting = int(other[1])
    if kind == "action":
        read_action(said, head, today, knows)
    longest = LONGEST.get(kind, LONGEST_SENTENCE)
    if len(said.words) > longest:
        said.words = said.words[: longest - 1] + "…"
    return said


def read_action(said, head, today, knows):
    """Who is to do it, and by when, wherever in the line that stands; the words keep the rest."""
    bare = BY.sub("", head).strip(" ,()-–—")
    said.who = found[1] if (found := WHO.search(bare)) else bare
    if not said.who and (found := HANDLED.match(said.words) or TO_DO.match(said.words)) and (found.re is HANDLED or knows(found[1])):
        said.who, said.words = found[1], said.words[found.end() :]
    if said.day is None and (found := CLOSING.search(said.words)) and (day := day_of(found[1], today)):
        said.day, said.words = day, said.words[: found.start()].rstrip()
    said.words = said.words[:1].upper() + said.words[1:]


def day_of(words, today):
    """The day that words such as "3 May", "2026-05-03", "next Friday" or "tomorrow" mean for whoever writes them on this day; or None."""
    words = words.strip().lower()
    if day := day_in(words):
        return day
    if day := day_without_year(words, today.year):
        return day if day >= today - datetime.timedelta(days=31) else day_without_year(words, today.year + 1)
    if words in ("today", "tomorrow"):
        return today + datetime.timedelta(days=words == "tomorrow")
    name = words.removeprefix("the ").removeprefix("next ").removeprefix("this ")
    weekday = next((number for number, full in enumerate(WEEKDAYS) if len(name) > 2 and full.startswith(name)), None)
    return None if weekday is None else today + datetime.timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
