"""The lines that state metadata: where they stand and what they say.

Places: front matter, header (PEP 1), table, bullet, line, field (rst), section.
"""

import re

from writing.importing.lines import FENCE

from .shapes import Field

NAMES = {
    "status": "status, state, statut",
    "date": "date, decision date, date of decision, decided, decided on, date de décision",
    "created": "created, creation-date, creation date, start date, introduced, created on, submitted, since, proposed on",
    "updated": "updated, last updated, last-updated, last modified",
    "decision_maker": "deciders, decider, decision makers, decision-makers, decision maker, decision-maker, décisionnaires, décideurs, decided by, "
    "approvers, approver, approved by, approval, bdfl-delegate, pep-delegate, arbiter",
    "consulted": "consulted, consultés, reviewers, reviewer, reviewed by",
    "informed": "informed, informés",
    "author": "author, authors, author(s), owner, owners, contact, champion, champions, proposer",
    "tags": "tags, tag, labels, topics",
    "title": "title, feature name",
    "supersedes": "supersedes, supercedes, superseeds, replaces, obsoletes",
    "superseded_by": "superseded by, superseded-by, superceded by, superceded-by, superseeded by, replaced by, replaced-by, obsoleted by",
    "amends": "amends, modifies",
    "amended_by": "amended by, amended-by",
    "depends_on": "requires, depends on, depends-on",
    "relates_to": "related, see also, see-also, relates to, related to, related adrs, clarifies, clarified by, extends, extended by, refines, "
    "refined by, complements, links",
    "number": "pep, eip, adr, number",
    "other": "id, type, category, topic, discussions-to, python-version, post-history, resolution, sponsor, content-type, "
    "proposal, review manager, decision notes, implementation, bug, technical story, discussion at, review, scope, tickets, other docs, "
    "rfc #, status note, upcoming feature flag, previous revision, last-modified, version, requires-python",
}
KEYS = {name.strip(): key for key, names in NAMES.items() for name in names.split(",")}
SHOWN = frozenset(NAMES) - {"other", "updated", "created"}
BULLET = re.compile(r"^(\s{0,3})[-*+]\s+(.*)$")
PAIR = re.compile(r"^(?:\*\*|__|\*|_)?([^\W\d_][\w()#’' -]{0,38}?)\s*(?:(?:\*\*|__|\*|_)\s*:|:\s*(?:\*\*|__)|:)(?:\s+(.*)|\s*)$")
RST = re.compile(r"^:([\w() -]{2,40}):\s*(.*)$")
RULE = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
HEADER = re.compile(r"^([A-Z][\w-]{1,30}):(?:\s+(.*)|\s*)$")
LIST_CELL = re.compile(r"^\s*(\*\s+-|-)\s+(.*)$")
DEPTH = 120  # lines below the title that are looked at


def key_of(words):
    """The key that the words name, or None: "Decision Makers" gives decision_maker."""
    return KEYS.get(re.sub(r"\s+", " ", words.strip(" *_`:|").lower()))


def header(lines, start):
    """The fields of an RFC 822 header at the top of a PEP, and the line after it; ([], start) if there is none."""
    found, at = [], start
    while at < len(lines) and not lines[at].strip():
        at += 1
    while at < len(lines) and lines[at].strip():
        if match := HEADER.match(lines[at]):
            found.append([match[1], match[2] or "", at])
        elif found and lines[at][:1].isspace():
            found[-1][1] = f"{found[-1][1]}\n{lines[at].strip()}"
        else:
            return [], start
        at += 1
    names = {name.lower() for name, *_ in found}
    if len(found) < 3 or not names & {"title", "pep"} or not names & {"status", "author", "created"}:
        return [], start
    ends = [line for *_, line in found[1:]] + [at]
    known = [Field(key_of(name) or "other", value, "header", line, end) for (name, value, line), end in zip(found, ends, strict=True)]
    return known, at


def fields_between(lines, start, end):
    """The fields of the lines from `start` to before `end`: tables, bullets, bold and plain lines, rst fields."""
    found, at, end = [], start, min(end, start + DEPTH, len(lines))
    fence = False
    while at < end:
        line = lines[at]
        if FENCE.match(line):
            fence = not fence
        if fence or not line.strip():
            at += 1
        elif line.lstrip().startswith("|"):
            at = _table(lines, at, end, found)
        elif line.lstrip().startswith(".. list-table::"):
            at = _list_table(lines, at, end, found)
        else:
            at = _line(lines, at, end, found)
    return found


def section(lines, heading, end, level_key):
    """A section such as "## Status" as one Field; its value is its first words, comments and quotes passed over."""
    return Field(level_key, first_words(lines, heading.last, end), "section", heading.first, end)


def first_words(lines, start, end):
    """The first line that says something; a quoted one only if there is no other."""
    quoted = ""
    for line in said(lines, start, end):
        if not line.startswith(">"):
            return line
        quoted = quoted or line.lstrip("> ")
    return quoted


def said(lines, start, end):
    """The lines that say something: no blanks, comments, rules or directives."""
    comment = False
    for line in lines[start:end]:
        bare = line.strip()
        if comment or bare.startswith("<!--"):
            comment = "-->" not in bare
            after = bare.partition("-->")[2].strip()
            if after and not comment:
                yield after
        elif bare and not bare.startswith(".. ") and not re.fullmatch(r"[-*_=]{3,}", bare):
            yield bare


def _line(lines, at, end, found):
    line, place = lines[at], "line"
    if bullet := BULLET.match(line):
        line, place = bullet[2], "bullet"
    match = RST.match(line) or PAIR.match(line.strip())
    if not match or not (key := key_of(match[1])) or (place == "line" and line[:1].isspace()):
        return at + 1
    place = "field" if line.startswith(":") else place
    value, last = [(match[2] or "").strip(" \\")], at + 1
    while last < end and _continues(lines[last], len(bullet[1]) if bullet else 0):
        value.append(re.sub(r"^[-*+]\s+", "", lines[last].strip()))
        last += 1
    words = ("\n" if place in ("bullet", "field") and len(value) > 2 else " ").join(part for part in value if part)
    found.append(Field(key, words.strip("* ") if words.endswith("**") and words.count("**") % 2 else words, place, at, last))
    return last


def _continues(line, indent):
    """Whether the line belongs to the field above it: deeper, and no field itself."""
    bare = line.strip()
    if not bare or len(line) - len(line.lstrip()) <= indent:
        return False
    pair = PAIR.match(re.sub(r"^[-*+]\s+", "", bare))
    return not (pair and key_of(pair[1]))


def _table(lines, at, end, found):
    rows, first = [], at
    while at < end and lines[at].lstrip().startswith("|"):
        rows.append(lines[at])
        at += 1
    cells = [_cells(row) for row in rows if not RULE.match(row) and row.strip(" |")]
    heads = [key_of(cell) for cell in cells[0]] if cells else []
    if len(cells) > 1 and sum(1 for key in heads if key) > 1 and len(heads) > 2:
        pairs = list(zip(heads, cells[1], strict=False)) if len(cells) == 2 else []  # several rows are about several things
    else:
        pairs = [(key_of(row[0]), row[1]) for row in cells if len(row) > 1]
    found += [Field(key, value, "table", first, at) for key, value in pairs if key]
    return at


def _cells(row):
    return [cell.strip().strip("*").strip() for cell in re.split(r"(?<!\\)\|", row.strip().removeprefix("|").removesuffix("|"))]


def _list_table(lines, at, end, found):
    first, cells, at = at, [], at + 1
    while at < end and (not lines[at].strip() or lines[at][:1].isspace()):
        if cell := LIST_CELL.match(lines[at]):
            if cell[1].startswith("*"):
                cells.append([])
            if cells:
                cells[-1].append(cell[2])
        elif cells and cells[-1] and lines[at].strip():
            cells[-1][-1] += " " + lines[at].strip()
        at += 1
    found += [Field(key, row[1], "table", first, at) for row in cells if len(row) > 1 and (key := key_of(row[0]))]
    return at
