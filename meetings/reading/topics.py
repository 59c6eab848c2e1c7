"""The topics of minutes: what stands under their agenda, without what only frames it."""

import itertools
import re

from records.reading.titles import plain_title
from writing.importing.dates import day_in

from . import attendance
from .shapes import ReadTopic

AGENDA = re.compile(
    r"^(?:call |meeting |draft |proposed |new |today.s |the )*"
    r"(?:agenda|topics|minutes|notes|meeting minutes|meeting notes|discussion|items discussed)(?: items| topics| notes| discussed)?\b",
    re.I,
)
AGENDA_END = re.compile(r"^\W*(?:action items?|actions|next steps)\b", re.I)  # below it "TSC members: …" is what they are to do
OF_SOMETHING = re.compile(r"^[\w ]{0,30}\b(?:agenda|minutes|notes)\s+(?:for|of|from)\b", re.I)  # a title: "Agenda for the call of …"
NOT_TOPICS = re.compile(
    r"^(?:(?:useful |helpful )?(?:links?|resources)|recording|action items?|actions|next (?:meeting|steps)|previous|status|date|time|logistics|"
    r"q ?& ?a|upcoming|other|cutoff|attendance|meeting roles|local call times|references?|extracted from|code of conduct|registration|"
    r"schedule constraints|table of contents|agenda items for (?:future|the next) meetings?|summary$)\b",
    re.I,
)
FRAME = re.compile(  # it holds topics and is none: "New business", "Proposals and discussions", or a repository whose issues stand below
    r"^(?:(?:old|new|unfinished|other|standing|open|further|regular|additional|outstanding) (?:business|agenda items?|items?|topics?|issues?)|"
    r"(?:prs?|pull requests?|issues?)(?:(?: and | & |/)(?:prs?|pull requests?|issues?))?|proposals and discussions?|agenda items?|[\w.-]+/[\w.*-]+)$",
    re.I,
)
ROUTINE = re.compile(
    r"^(?:opening(?: of (?:the )?meeting)?|welcome|call to order|roll[ -]call|closure|closing|adjourn(?:ment)?|opening, welcome and roll[ -]call|"
    r"(?:adoption|approval|review)(?: of)?(?: the)? agenda|introductions?(?: of attendees)?|"
    r"(?:find|determine) volunteers? for (?:taking notes|note[ -]taking))$",
    re.I,
)
TOPIC = re.compile(r"^(?:#{1,6}\s*)?(?:\*\*)?topic\s*:(?:\*\*)?\s*(\S.*)$", re.I)
LENGTH = re.compile(r"\(?\b(\d{1,3}) ?(?:m|min|mins|minutes?)\b\)?(?: timebox)?\)?", re.I)
BOX = re.compile(r"^\[[ xX]?\]\s*")
SPEECH = re.compile(r"^(?:[A-Z]{1,4}|\*\*\w+\*\*)\s*: ")
EMOJI = re.compile(r"\s*:[a-z][a-z0-9_+-]+:(?=\s|$)")
SPEAKER = re.compile(r"\[name=([^\[\]]{1,60})\]")  # HackMD
BLANK = re.compile(r"^<(?!https?:)[^<>]+>|^\W*$|^(?:n/?a|none|tbd|nothing)\W*$", re.I)
ISSUE = re.compile(r"#\d+|/(?:issues|pull)/\d+")
MOST, LONGEST = 60, 400


def is_agenda(words):
    """Whether a heading announces the agenda or the notes, and not a document: "Agenda for the call of 3 May" is a title."""
    plain = plain_title(words)
    return bool(AGENDA.match(plain)) and not OF_SOMETHING.match(plain)


def topics_in(lines, headings, has_title):
    """The agenda: headings below "Agenda" or "Minutes", else its list, else "Topic:" lines, else the headings that are no frame."""
    sections = _Sections(lines, headings)
    for at, heading in enumerate(headings):
        if not is_agenda(heading.words) or (at == 0 and heading.level == 1):
            continue
        found = sections.unframed(sections.below(at)) or [(words, False) for words in sections.listed(at)]
        if found:
            return _as_topics(found)
    named = [(match[1], False) for line in lines if (match := TOPIC.match(line.strip()))]
    if named:
        return _as_topics(named)
    start = 1 if headings and (headings[0].level == 1 or not has_title) else 0
    return _as_topics(sections.unframed([at for at in range(start, len(headings)) if headings[at].level <= 3]))


class _Sections:
    """The headings of the text by their places in the list, with what stands below each."""

    def __init__(self, lines, headings):
        self.lines, self.headings = lines, headings

    def below(self, at):
        """The headings of the next level below this one."""
        several = list(itertools.takewhile(lambda later: self.headings[later].level > self.headings[at].level, range(at + 1, len(self.headings))))
        nearest = min((self.headings[later].level for later in several), default=0)
        return [later for later in several if self.headings[later].level == nearest]

    def listed(self, at):
        """The items of the list right below this heading."""
        end = self.headings[at + 1].first if at + 1 < len(self.headings) else len(self.lines)
        return _listed(self.lines[self.headings[at].last : end])

    def unframed(self, several):
        """(words, whether they are a heading) of these headings; where one only frames, what stands below it stands for it."""
        found, several = [], dict.fromkeys(several)
        for at in several:
            words = self.headings[at].words
            if FRAME.match(_plain(words)):
                found += self._framed(at, several)
            elif not _is_frame(words):
                found.append((words, True))
        return found

    def _framed(self, at, several):
        """The list below a frame, or else the headings below it. In a repository's list what names an issue is a topic, and the rest is
        talk if anything does."""
        items = self.listed(at)
        numbered = [words for words in items if ISSUE.search(words)] if "/" in _plain(self.headings[at].words) else []
        inner = [later for later in self.below(at) if later not in several]
        return [(words, False) for words in numbered or items] or [(self.headings[later].words, True) for later in inner]


def _listed(lines):
    """The items of the lists in these lines: an item that goes on in the next line is whole, and for one that only frames others these stand."""
    items, goes_on = [], False
    for line in lines:
        bullet = attendance.BULLET.match(line)
        if bullet and bullet[2] is not None:
            depth = len(bullet[1].expandtabs(4))
            if not items:
                outer = min(depth, 3)
            goes_on = depth <= outer
            if goes_on:
                items.append((bullet[2], []))
            elif items:
                items[-1][1].append((depth, bullet[2]))
        elif not line.strip():
            goes_on = False
        elif goes_on and line[:1].isspace() and len(items[-1][0]) < LONGEST and items[-1][0][-1:] not in tuple(".:!?"):
            items[-1] = (f"{items[-1][0]} {line.strip()}", items[-1][1])
    return [words for item in items for words in _of_item(*item) if words and not SPEECH.match(words)]


def _of_item(words, nested):
    if not nested or not FRAME.match(_plain(words)):
        return [words]
    nearest = min(depth for depth, _ in nested)
    return [inner for depth, inner in nested if depth == nearest]


def _plain(words):
    """The words without markup, ticks and lengths."""
    return LENGTH.sub("", re.sub(r"\s*\([^()]*\)[\s.]*$", "", plain_title(BOX.sub("", words)))).strip(" :#.")


def _is_frame(words):
    plain = plain_title(words).strip(" :#")
    return bool(not plain or attendance.kind_of(plain.partition(":")[0]) or AGENDA.fullmatch(plain) or NOT_TOPICS.match(plain) or day_in(plain))


def _as_topics(several):
    found = []
    for source, is_heading in several:
        words = BOX.sub("", source)
        if topic := TOPIC.match(words):
            words = topic[1]
        length = LENGTH.search(words)
        title = _title(words)
        if title and not BLANK.match(title) and not ROUTINE.match(_plain(words)) and not re.match(r"extracted from", title.strip("* "), re.I):
            found.append(ReadTopic(title, source, int(length[1]) if length and 0 < int(length[1]) < 500 else None, is_heading))
    return found[:MOST]


def _title(words):
    words = SPEAKER.sub(lambda name: f"{name[1]}: ", EMOJI.sub("", words[:1000].replace("~~", "")))
    return re.sub(r"^(?:[\s:–—-]|#(?!\d))+", "", plain_title(words)).rstrip(" :#-–—")[:200]
