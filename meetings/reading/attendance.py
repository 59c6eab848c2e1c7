"""Who was there, who was not, who chaired, who took notes: headings, labels and lists of minutes (Node.js, W3C, HackMD and their kin)."""

import re

from writing.importing.names import HANDLE, PLACEHOLDER, Named, people_in, person

from .shapes import ReadPart

NAMES = {
    "present": "present, attendees, attendance, attending, attended, participants, participant, in attendance, roll call, "
    "members, members present, people present, team members, others, others present, also present, remote, remote attendees, in person, "
    "on the call, present (remote), board members",
    "guests": "guests, guest, special guests, visitors, observers, invited guests",
    "regrets": "regrets, apologies, apologies for absence, excused",
    "absent": "absent, not present, missing, absentees, not attending, members absent",
    "chair": "chair, chairs, chairperson, co-chairs, chaired by, "
    "moderator, moderators, moderated by, facilitator, facilitators, facilitated by, host, mc, "
    "meeting lead, led by",
    "scribe": "scribe, scribes, scribed by, note-taker, note-takers, "
    " note taker, note takers, notetaker, notetakers, secretary, minutes by, minute taker, "
    "minutes taken by, notes by, meeting notes by, scribenick, recorder",
    "other": "action item scribe, timekeeper, time keeper",
}
KINDS = {name.strip(): kind for kind, names in NAMES.items() for name in names.split(",")}
ENDS_WITH = re.compile(r"\b(voting members|members present|attendees|participants|members)$")
LABEL = re.compile(r"^(?:\*\*|__|\*|_)?([A-Za-z][A-Za-z ()-]{1,34}?)\s*(?:(?:\*\*|__|\*|_)\s*:|:\s*(?:\*\*|__|\*|_)|:)\s*(.*)$")
BOLD = re.compile(r"^(?:\*\*|__)([A-Za-z][A-Za-z ()-]{1,34}?):?(?:\*\*|__):?$")
BULLET = re.compile(r"^(\s*)(?:[-*+•]|\d{1,3}[.)])\s+(.*)$|^(\s*)[*](?=\S)(?![*])(.*)$")
BOX = re.compile(r"^\[([ xX])\]\s*")
INITIALS = re.compile(r"^[A-Z]{1,4}:\s+(?=[A-Z])")
ROLE = re.compile(r"\(([^()]*\b(?:chair|moderator|facilitator|scribe|note[- ]?taker|host)\b[^()]*)\)", re.I)
CHAIR = re.compile(r"chair|moderat|facilitat|host", re.I)
MOST = 200


def kind_of(words):
    """What a heading or label announces: present, guests, regrets, absent, chair, scribe, other; or None."""
    plain = re.sub(r"\s+", " ", re.sub(r"[*_`:#]+", " ", words)).strip().lower()
    if plain in KINDS:
        return KINDS[plain]
    return "present" if len(plain) < 40 and ENDS_WITH.search(plain) and "meeting" not in plain else None


def parts_in_section(kind, lines):
    """The people of a section under a heading such as "## Present"; a label among its lines ("Absent: …") announces another kind."""
    found, label = [], kind
    for line in lines:
        bare = line.strip()
        if not bare or bare.startswith(("<!--", "---", "|--", "| --", "***")):
            continue
        if (named := _label(bare)) and named[0]:
            label = named[0]
            found += parts_in_value(label, named[1], named[2])
            continue
        found += _entry(label, line)
        if len(found) > MOST:
            break
    return found[:MOST]


def parts_in_value(kind, value, words=""):
    """The people of a line such as "Regrets: Ann, Bo"."""
    if not value or len(value) > 3000:
        return []
    return [_part(kind, who, words, value) for who in people_in(re.sub(r"\s*\+\s*", ", ", value)) if who.kind != "words"]


def label_in(line):
    """(kind, value, label words) of a labelled line, or None: "*Scribes:* Ann, Bo" gives ("scribe", "Ann, Bo", "Scribes")."""
    bullet = BULLET.match(line)
    return _label((bullet[2] or bullet[4] or "").strip() if bullet else line.strip())


def _label(bare):
    if bare.startswith("#"):
        return None
    bullet = BULLET.match(bare)
    bare = (bullet[2] or bullet[4] or "").strip() if bullet and not bare.startswith("**") else bare
    match = LABEL.match(bare) or BOLD.match(bare)
    kind = kind_of(match[1]) if match else None
    return (kind, (match[2] if match.re is LABEL else "").strip(" *_"), match[1].strip()) if kind else None


def _entry(kind, line):
    """The people of one line of a list: a name, a table row, a ticked box; nested lines are remarks, "Agenda:" heads what follows."""
    if line.lstrip().startswith("|"):
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        line, is_row = cells[0], True
    else:
        bullet, is_row = BULLET.match(line), False
        if (bullet and len((bullet[1] or bullet[3] or "").expandtabs(4)) > 3) or (
            not bullet and line[:1].isspace() and len(line) - len(line.lstrip()) > 3
        ):
            return []
        line = (bullet[2] or bullet[4] or "").strip() if bullet else line.strip()
    presence = None
    if box := BOX.match(line):
        presence, line = ("absent" if box[1] == " " else None), line[box.end() :]
    if line.startswith("~~"):
        presence, line = "absent", line.strip("~")
    line = INITIALS.sub("", line.strip())
    if not line or line.endswith(":") or len(line) > 240 or PLACEHOLDER.search(line) or re.search(r"\[#\d+\]|\w+#\d+|/(?:issues|pull)/", line):
        return []
    several = people_in(line) if "," in line and not is_row and not re.search(r"[(/@\[]", line) else [_one(line)]
    parts = [_part(kind, who, "", line) for who in several if who and who.kind != "words"]
    for part in parts:
        part.presence = presence or part.presence
    return parts


def _one(line):
    """The person of "Min / Simula / @minrk" or "Ann Lee - Linux Foundation"."""
    first, *rest = re.split(r"\s+/\s+|\s+[-–—]\s+", line)
    who, handle = person(first), HANDLE.search(" ".join(rest))
    return Named(line[:200], who.name, handle[1], "handle") if who and handle and not who.handle else who


def _part(kind, who, label, words):
    presence = {"regrets": "regrets", "absent": "absent"}.get(kind, "present")
    roles = {kind: label or kind.capitalize()} if kind in ("chair", "scribe", "other") else {}
    if not roles and (inside := ROLE.search(words)):
        roles = {"chair" if CHAIR.search(inside[1]) else "scribe": inside[1]}
    return ReadPart(who, presence, roles, remark="Guest" if kind == "guests" else "")
