"""Who was there, who was not, who chaired, who took notes: headings, labels and lists of minutes (Node.js, W3C, HackMD and their kin)."""

import re

from writing.importing.names import HANDLE, PLACEHOLDER, Named, parted, people_in, person
from writing.importing.vocabulary import phrases

from . import tables
from .shapes import ReadPart

NAMES = {
    "present": "present, attendees, attendance, attending, attended, participants, participant, in attendance, roll call, "
    "members, members present, people present, team members, others, others present, also present, remote, remote attendees, in person, "
    "on the call, present (remote), board members, attended by, all attendees",
    "guests": "guests, guest, special guests, visitors, observers, invited guests",
    "regrets": "regrets, apologies, apologies for absence, excused",
    "absent": "absent, not present, missing, absentees, not attending, members absent",
    "chair": "chair, chairs, chairperson, co-chairs, chaired by, "
    "moderator, moderators, moderated by, facilitator, facilitators, facilitated by, host, mc, "
    "meeting lead, lead, led by, acting chair, acting chairs, meeting chair",
    "scribe": "scribe, scribes, scribed by, note-taker, note-takers, "
    " note taker, note takers, notetaker, notetakers, secretary, minutes by, minute taker, "
    "minutes taken by, notes taken by, notes by, meeting notes by, scribenick, recorder",
    "other": "action item scribe, timekeeper, time keeper",
}
KINDS = {name.strip(): kind for kind, names in NAMES.items() for name in names.split(",")}
ENDS_WITH = re.compile(r"\b(voting members|members present|attendees|participants|members|members? attendance|roll call)$")
LABEL = re.compile(r"^(?:\*\*|__|\*|_)?([A-Za-z][A-Za-z ()-]{1,34}?)\s*(?:(?:\*\*|__|\*|_)\s*:|:\s*(?:\*\*|__|\*|_)|:)\s*(.*)$")
BOLD = re.compile(r"^(?:\*\*|__)([A-Za-z][A-Za-z ()-]{1,34}?):?(?:\*\*|__):?$")
REMARKED = re.compile(
    r"^(\*\*|__|\*|_)([A-Za-z][A-Za-z ()-]{1,34})\1\s*[*_]{0,2}\([^()]{1,160}\)[*_]{0,2}\s*:\s*(.*)$"
)  # **Present** *(add your name)*: …
BULLET = re.compile(r"^(\s*)(?:[-*+•]|\d{1,3}[.)])\s+(.*)$|^(\s*)[*](?=\S)(?![*])(.*)$")
BOX = re.compile(r"^\[([ xX])\]\s*")
INITIALS = re.compile(r"^[A-Z](?:[A-Za-z]{0,2}[A-Z])?(?::\s+(?=[A-Z])|,\s+(?=[A-Z][a-zà-ÿ]))")
ROLE = re.compile(
    r"\(([^()]*\b(?:chair|moderator|facilitator|scribe|note[- ]?taker|host)\b[^()]*)\)|\s[-–—]\s(chair(?:person)?|facilitator|scribe)\b", re.I
)
CHAIR = re.compile(r"chair|moderat|facilitat|host", re.I)
BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
ASIDE = re.compile(r"\s+//?\s+|\s+[-–—]\s+|\s+\|\s+")
STATED = re.compile(
    r"\((?:[^()]*[,;]\s*)?(late|absent|regrets|apologies|excused|not present|not attending)\)|\b((?:joined|arrived|came) late)\b", re.I
)
AWAY = phrases("absent, not present, not attending")
LABELLED = re.compile(r"^\[([^\[\]]*)\](\([^()\s]*\))")  # a link that names somebody
SIGNED = (re.compile(r"@\w"), re.compile(r"\([A-Z]{2,4}\)"))  # what each of several people in one line may carry
HOUSED = re.compile(r"[^\s,]+ [^,]{2,60},[^,]*[^\W\d_][^,]*")  # "Ann Lee, Acme"
LEAST = 4  # lines of one comma each, from which on what follows it is where people come from
BLANK = phrases("name, names, attendee names, full name, your name")
MOST = 200


def kind_of(words):
    """What a heading or label announces: present, guests, regrets, absent, chair, scribe, other; or None."""
    plain = re.sub(r"\s+", " ", re.sub(r"[*_`:#]+", " ", words)).strip().lower()
    if plain in KINDS:
        return KINDS[plain]
    return "present" if len(plain) < 40 and ENDS_WITH.search(plain) and "meeting" not in plain else None


def parts_in_section(kind, lines, housed=False):
    """The people of a section under a heading such as "## Present"; a label among its lines ("Absent: …") announces another kind.
    `housed`: these minutes say after a comma where somebody comes from, as `are_housed` finds."""
    found, label, depth = [], kind, 0
    for rows, line in tables.rows_in(lines):
        if rows:
            found += [part for name, presence in tables.people_of(rows) for part in _entry(label, name, presence)]
            continue
        bare = line.strip()
        if not bare or bare.startswith(("---", "***")):
            continue
        if (named := _label(bare)) and named[0]:
            label, depth = named[0], None if BULLET.match(line) else 0
            found += parts_in_value(label, named[1], named[2])
            continue
        depth = _indent(line) if depth is None else depth
        if _indent(line) - depth <= 3:  # what is nested is a remark
            found += _listed(label, bare, housed)
        if len(found) > MOST:
            break
    return found[:MOST]


def parts_in_value(kind, value, words=""):
    """The people of a line such as "Regrets: Ann, Bo"."""
    if not value or len(value) > 3000:
        return []
    return [_part(kind, who, words, who.words) for who in people_in(re.sub(r"\s*\+\s*", ", ", value)) if _is_somebody(who)]


def list_below(lines, at):
    """(the lines of the list that the label in line `at` announces, the number of the line after it)."""
    outer = _indent(lines[at]) if BULLET.match(lines[at]) else -1
    found, blank, end = [], False, at + 1
    for number in range(at + 1, min(len(lines), at + 1 + MOST)):
        line = lines[number]
        if line.strip():
            if _ends_list(line, found, outer, blank):
                break
            found.append(line)
            end = number + 1
        blank = not line.strip()
    least = min(map(_indent, found), default=0)
    return [line.expandtabs(4)[least:] for line in found], end


def label_in(line):
    """(kind, value, label words) of a labelled line, or None: "*Scribes:* Ann, Bo" gives ("scribe", "Ann, Bo", "Scribes")."""
    return _label(_unlisted(line))


def _ends_list(line, found, outer, blank):
    """Whether a list of people is over before this line: at a heading, at another label, where it is no longer nested, and after a blank
    line where something else than its entries goes on."""
    if line.startswith("#") or label_in(line):
        return True
    if _indent(line) <= outer and ((found and _indent(found[0]) > outer) or (LABEL.match(_unlisted(line)) and not INITIALS.match(_unlisted(line)))):
        return True
    return bool(found) and blank and (_shape(found[0]) == "plain" or _shape(line) != _shape(found[0]))


def _indent(line):
    line = line.expandtabs(4)
    return len(line) - len(line.lstrip())


def _shape(line):
    return "table" if line.lstrip().startswith(("|", "<")) else "bullet" if BULLET.match(line) else "plain"


def _unlisted(line):
    """The line without the bullet of a list."""
    bullet = BULLET.match(line)
    return (bullet[2] or bullet[4] or "").strip() if bullet and not line.lstrip().startswith("**") else line.strip()


def _label(bare):
    if bare.startswith("#") or not (":" in bare or "**" in bare or "__" in bare):  # most lines are no label
        return None
    line = _unlisted(bare)
    match = next((match for shape in (LABEL, BOLD, REMARKED) if (match := shape.match(line))), None)
    if not match:
        return None
    words, value = {LABEL: (1, 2), BOLD: (1, None), REMARKED: (2, 3)}[match.re]
    kind = kind_of(match[words])
    return (kind, match[value].strip(" *_") if value else "", match[words].strip()) if kind else None


def _listed(kind, bare, housed=False):
    """The people of one line of a list: a name, a ticked box, one struck out. `housed`: what follows a comma is where they come from."""
    presence, line = None, _unlisted(bare)
    if box := BOX.match(line):
        presence, line = ("absent" if box[1] == " " else None), line[box.end() :]
    if line.startswith("~~"):
        presence, line = "absent", line.strip("~")
    if housed:
        line = _hidden(line, ",").replace(",", " | ", 1)
    return _entry(kind, line, presence, is_line=not housed)


def are_housed(lines):
    """Whether most entries of a list are a name, a comma, and where that person comes from."""
    entries = [_hidden(_unlisted(line), ",") for line in lines if BULLET.match(line)]
    named = sum(bool(HOUSED.fullmatch(entry) and "@" not in entry) for entry in entries)
    return named >= LEAST and named * 3 >= len(entries) * 2


def _entry(kind, line, presence, is_line=False):
    line = parted(INITIALS.sub("", line.strip()))
    if not line or line.endswith(":") or len(line) > 240 or PLACEHOLDER.search(line) or re.search(r"\[#\d+\]|\w+#\d+|/(?:issues|pull)/", line):
        return []
    people = [(who, who.words) for who in people_in(line)] if is_line and _are_several(line) else [(_one(line), line)]
    parts = [_part(kind, who, "", words) for who, words in people if who and _is_somebody(who)]
    for part in parts:
        part.presence = presence or part.presence
    return parts


def _is_somebody(who):
    return who.kind != "words" and who.name.lower() not in BLANK


def _are_several(line):
    """Whether the commas of a line part people: where none carries anything else, or each carries a handle or initials."""
    pieces = [piece for piece in re.split(r",\s*", _hidden(line, ",")) if piece.strip()]
    if len(pieces) < 2:
        return False
    return not re.search(r"[(/@\[]", line) or any(all(sign.search(piece) for piece in pieces) for sign in SIGNED)


def _hidden(line, mark):
    """The line with this mark hidden where it stands in brackets."""
    return BRACKETS.sub(lambda brackets: brackets[0].replace(mark, " "), line)


def _one(line):
    """The person of "Min / Simula / @minrk", "Ann Lee - Linux Foundation" or "Ann Lee (@ann), Acme": what follows a handle is a remark."""
    whole = LABELLED.sub(lambda link: f"[{ASIDE.split(link[1])[0] if ' // ' not in link[1] else link[1]}]{link[2]}", line)
    aside = ASIDE.search(BRACKETS.sub(lambda brackets: "." * len(brackets[0]), whole))
    first, rest = (whole[: aside.start()], whole[aside.end() :]) if aside else (whole, "")
    who, handle = person(_to_handle(first)), HANDLE.search(rest)
    if who and who.kind == "handle" and who.name == who.handle and rest and (named := person(rest)) and _may_be(named, who.handle):
        return Named(line[:200], named.name, who.handle, "handle")
    return Named(line[:200], who.name, handle[1], "handle") if who and handle and not who.handle else who


def _to_handle(words):
    """The words up to the handle that follows a name: "Ann Lee (@ann), Acme" without Acme."""
    found = HANDLE.search(words)
    if not found or words[found.start() - 1 : found.start()] not in (" ", "(", "[") or "](" in words[: found.start()]:
        return words
    end = found.end() + (words[found.end() : found.end() + 1] in (")", "]"))
    return words[:end] if re.search(r"[^\W\d_]", words[: found.start()]) else words


def _may_be(named, handle):
    """Whether a full name and a handle look like one person's: "Yunong Xiao" and "yunongx"."""
    return named.kind == "full" and any(len(word) > 2 and word[:3].lower() in handle.lower() for word in named.name.split())


def _stated(words):
    return "absent" if words in AWAY else "late" if words == "late" else "regrets"


def _part(kind, who, label, words):
    stated = STATED.search(words)
    presence = _stated((stated[1] or "late").lower()) if stated else "present"
    roles = {kind: label or kind.capitalize()} if kind in ("chair", "scribe", "other") else {}
    if not roles and (inside := ROLE.search(words)):
        words = inside[1] or inside[2]
        roles = {"chair" if CHAIR.search(words) else "scribe": words}
    return ReadPart(who, kind if kind in ("regrets", "absent") else presence, roles, remark="Guest" if kind == "guests" else "")
