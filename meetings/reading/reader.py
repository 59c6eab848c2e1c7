"""Read one file of minutes. Only what can be read by rule is read: title, day, attendance, roles, topics. Pure; never raises on any text."""

import re

from records.reading.titles import is_placeholder, plain_title
from writing.importing import frontmatter
from writing.importing import lines as texts
from writing.importing.dates import YEAR, day_in, day_without_year, is_date

from . import attendance
from .shapes import ReadMeeting
from .topics import AGENDA_END, is_agenda, topics_in

FORMATS = {"md": "md", "markdown": "md", "mdown": "md", "rst": "rst", "txt": "plain", "text": "plain"}
WHEN = re.compile(
    r"^(?:[-*+]\s+)?(?:\*\*|__|\*)?(?:when|date|meeting date|date and time|date/time|meeting date/time|day)"
    r"(?:\*\*|__|\*)?\s*:(?:\*\*|__|\*)?\s*(.+)$",
    re.I,
)
ABOUT = re.compile(r"^(?:readme|index|_index|contents|contributing|code[-_]of[-_]conduct|changelog|licen[cs]e)$", re.I)
TEMPLATE = re.compile(r"(?:^|[-_. /])template(?:$|[-_. /])|^yyyy", re.I)
NO_TITLE = re.compile(r"^\s*(?:!\[[^\]]*\]\([^()]*\)\s*$|\[//\]|(?:table of )?contents?\s*$)", re.I)  # a logo, a comment, a list of what follows
CALLED_OFF = re.compile(r"\bcancell?ed\W*$", re.I)
NOT_HELD = re.compile(
    r"^[*_\s]*(?:(?!.*\b(?:next|last|previous|following|future)\b)[^.|#>-]{0,80}\b)?(?:meeting|call) (?:(?:was|is|has been) )?cancell?ed\b"
    r"[^.]{0,60}[.*_\s]*$",
    re.I,
)
HEAD = 120


def read_text(path, text, sidecars=None, alone=False):
    """Read the minutes at this path (relative, with slashes; folders above may be part of it: a year is often only there)."""
    meeting = ReadMeeting(path=path, format=FORMATS.get(path.rpartition(".")[2].lower(), "plain"), text=text)
    lines = texts.without_ends(text)
    front = frontmatter.front_matter(lines)
    headings = texts.headings(lines, meeting.format, front.last)
    lines = texts.without_comments(lines) if meeting.format == "md" else lines
    _read_title(meeting, lines, front, headings)
    _read_day(meeting, lines, front, headings)
    parts = _read_parts(lines, front, headings)
    _give_hats(meeting, _merged(parts))
    meeting.topics = topics_in(lines, headings, has_title=bool(front.values.get("title")))
    meeting.called_off = not meeting.parts and _is_called_off(meeting, lines)
    _warn_of_several(meeting, headings)
    if front.warning:
        meeting.warnings.append(front.warning)
    meeting.skip = _reason(meeting, headings, alone)
    return meeting


def _read_title(meeting, lines, front, headings):
    heading = next((heading for heading in headings if heading.words and not NO_TITLE.match(heading.words)), None)
    named = frontmatter.plain(front.values.get("title", ""))
    first = next((line.strip(" *#") for line in lines[front.last : front.last + 10] if line.strip() and not NO_TITLE.match(line)), "")
    is_section = named and sum(other.level == 1 for other in headings) > 1
    says = heading and not attendance.kind_of(heading.words) and not is_agenda(heading.words)
    if says and heading.level < (2 if named else 4) and not is_section:
        title = _below_a_date(heading, lines) or plain_title(heading.words)
    elif named:
        title = plain_title(named)
    elif first and len(first) < 120 and not attendance.label_in(first) and not first.startswith(("[", "|", ">", "-", "<")):
        title = plain_title(first)
    else:
        title = plain_title(heading.words) if heading and not attendance.kind_of(heading.words) and heading.level < 3 else ""
    meeting.title = title[:200] or _from_path(meeting.path)


def _below_a_date(heading, lines):
    """The line that names the meeting right below a heading that is only its date."""
    line = lines[heading.last].strip() if heading.last < len(lines) else ""
    alone = 2 < len(line) < 80 and (heading.last + 1 == len(lines) or not lines[heading.last + 1].strip())
    if not alone or not is_date(heading.words) or is_date(line) or attendance.label_in(line) or not re.match(r"[^\W\d_][^:|<>]*[^\W_]$", line):
        return ""
    return plain_title(line)


def _read_day(meeting, lines, front, headings):
    """The file's name first; then a year of a folder with the name's day; then the date label; then the headings and first lines."""
    parts = meeting.path.split("/")
    stem = re.sub(r"\.\w{1,8}$", "", parts[-1])
    year = next((int(found[1]) for part in reversed(parts[:-1]) if (found := YEAR.search(part))), None)
    labels = [match[1] for line in [*_labelled(front), *lines[front.last : front.last + HEAD]] if (match := WHEN.match(line.strip()))]
    heads = [heading.words for heading in headings[:4]]
    in_name = day_in(stem) or (day_without_year(stem, year) if year else None)
    in_text = next((day for words in [*labels, *heads, *lines[front.last : front.last + 5]] if (day := day_in(words))), None)
    in_folder = next((day for part in reversed(parts[:-1]) if (day := day_in(part))), None)
    meeting.day = in_name or in_text or in_folder or next(
        (day for words in [*labels, *heads] if year and (day := day_without_year(words, year))), None
    )  # fmt: skip
    if in_name and in_text and in_name != in_text and day_in(stem):
        meeting.warnings.append(f"The file’s name says {in_name}, its text {in_text}: the name’s day was taken.")
    if not meeting.day:
        dates = [*labels, *re.findall(r"^\d{4}-\d\d-\d\d$", stem)]
        meeting.warnings.append(f"The date “{dates[0].strip()[:60]}” could not be read." if dates else "No day was found.")


def _labelled(front):
    """What the front matter says, as the lines with a label that it would be elsewhere."""
    return [f"{key}: {frontmatter.plain(value)}" for key, value in front.values.items() if value]


def _read_parts(lines, front, headings):
    """Who is named in sections and in labelled lines above the first agenda item."""
    labels = filter(None, map(attendance.label_in, _labelled(front)))
    found = [part for kind, value, words in labels for part in attendance.parts_in_value(kind, value, words)]
    sections, taken = [], set()
    for at, heading in enumerate(headings):
        end = headings[at + 1].first if at + 1 < len(headings) else len(lines)
        words, _, value = heading.words.partition(":")
        kind = attendance.kind_of(words)
        if kind and heading.first < 400:
            found += attendance.parts_in_value(kind, value.strip(" *#"), words.strip()) if value.strip() else []
            sections.append((kind, [*_of_section(lines, heading.last, end)]))
            taken |= set(range(heading.first, end))
    housed = any(attendance.are_housed(listed) for _, listed in sections)
    found += [part for kind, listed in sections for part in attendance.parts_in_section(kind, listed, housed)]
    stop = next(
        (heading for heading in headings if AGENDA_END.match(heading.words) or is_agenda(heading.words) and heading.first > front.last + 2), None
    )
    return _without_venues(found + _labelled_parts(lines, front.last, stop, taken))


def _labelled_parts(lines, at, stop, taken):
    """Who is named in labelled lines of the head, or in the first line below "Agenda"."""
    found, end = [], min(len(lines), at + HEAD, _first_label(lines, stop) if stop else len(lines))
    while at < end:
        if re.match(r"^(?:#+\s*)?topic\s*:", lines[at], re.I):
            break
        label = None if at in taken else attendance.label_in(lines[at])
        if not label:
            at += 1
            continue
        kind, value, words = label
        listed, below = ([], at + 1) if value else attendance.list_below(lines, at)
        if kind in ("chair", "scribe") and listed and not lines[at + 1].strip():
            listed, below = [], at + 1  # an empty hat, and then something else
        found += attendance.parts_in_value(kind, value, words) + attendance.parts_in_section(kind, listed)
        at = below
    return found


def _first_label(lines, stop):
    """Where the head ends: at the heading of the agenda, or below the label that follows it at once."""
    at = next((at for at in range(stop.last, min(stop.last + 3, len(lines))) if lines[at].strip()), None)
    return at + 1 if at is not None and attendance.label_in(lines[at]) and not attendance.BULLET.match(lines[at]) else stop.first


def _without_venues(parts):
    """The parts without hosts that nothing else names: "Host: Akamai" is a place."""
    hosts = [part for part in parts if part.roles.get("chair", "").lower() == "host" and not part.who.handle]
    others = {words.lower() for part in parts if part not in hosts for words in (part.who.name, part.who.handle, part.who.name.split(" ")[0])}
    return [part for part in parts if part not in hosts or part.who.name.lower() in others]


def _of_section(lines, start, end):
    """The lines of a list of people: it ends at a rule, or at a blank line after which no list goes on."""
    for at in range(start, min(end, start + 250)):
        if re.fullmatch(r"\s*[-*_]{3,}\s*", lines[at]):
            return
        yield lines[at]


def _merged(parts):
    """Each person once, with all of their roles: whoever is named in short, in one place, is the person of another whom that fits."""
    full, short = _by_names([part.who for part in parts])
    merged = {}
    for part in parts:
        who, name = part.who, part.who.name.lower()
        if who.kind == "first" and len(short.get(name, ())) == 1:
            who = full[next(iter(short[name]))]
        elif not who.handle:
            who = full.get(name, who)
        there = merged.setdefault((who.handle or who.name).lower(), part)
        there.who, there.roles = who, {**part.roles, **there.roles}
        if not part.roles and there.presence == "present":
            there.presence = part.presence
    return list(merged.values())


def _by_names(people):
    """{full name: who it is, with a handle where any place gives one}, and {first name, or handle: the full names that it fits}."""
    full = {who.name.lower(): who for who in sorted(people, key=lambda who: bool(who.handle)) if who.kind != "first"}
    short = {}
    for name, who in full.items():
        for words in (name.split()[0], who.handle.lower() or name):
            short.setdefault(words, set()).add(name)
    return full, short


def _give_hats(meeting, parts):
    """One facilitator, one note-taker, two different people; further ones keep their role words (MODEL 23)."""
    meeting.parts = parts
    scribes = [part for part in parts if "scribe" in part.roles]
    chair = next((part for part in parts if "chair" in part.roles), None)
    scribe = next((part for part in scribes if part is not chair), None)
    meeting.facilitator, meeting.note_taker = chair and chair.who, scribe and scribe.who
    if scribes and not scribe:
        meeting.warnings.append(f"{chair.who.name} facilitated and took notes: one person, so the note-taker stays empty.")
    for part in parts:
        told = {"chair": chair, "scribe": scribe}
        part.role_words = ", ".join(words for role, words in part.roles.items() if told.get(role) is not part)[:60]


def _is_called_off(meeting, lines):
    """Whether the title, the file's name or a line of its own says that there was no meeting."""
    stem = re.sub(r"\.\w{1,8}$", "", meeting.path.rpartition("/")[2])
    return any(CALLED_OFF.search(words) for words in (meeting.title, stem)) or any(NOT_HELD.match(line[:400]) for line in lines[:HEAD])


def _warn_of_several(meeting, headings):
    days = {day for heading in headings if (day := day_in(heading.words))}
    if len(days) > 2 and (max(days) - min(days)).days > 2:  # fewer are one call in several time zones
        meeting.warnings.append(f"It holds {len(days)} meetings by its headings; one file is one meeting here.")


def _reason(meeting, headings, alone):
    parts = meeting.path.split("/")
    stem = re.sub(r"\.[A-Za-z]\w{0,7}$", "", parts[-1])
    if TEMPLATE.search(stem) or any(part.upper() == "ISSUE_TEMPLATE" for part in parts):
        return "a template: its name says so"
    if headings and is_placeholder(headings[0].words) and re.search(r"[\[{<]", headings[0].words):
        return "a template: its title is a blank to fill in"
    if ABOUT.match(stem) and not (meeting.day and (meeting.parts or (alone and meeting.topics))):
        return f"it describes its folder ({parts[-1]}) and is no meeting"
    return ""


def _from_path(path):
    parts = path.split("/")
    stem = re.sub(r"\.\w{1,8}$", "", parts[-1])
    words = re.sub(r"[-_]+", " ", stem) if not re.fullmatch(r"[\d._-]+", stem) else stem
    return (words[:1].upper() + words[1:])[:200] or path[-200:]
