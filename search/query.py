"""The language of the search box: words, "phrases", -without, OR, AND, and filters such as status:accepted or before:2025-06.

Anything can be typed. What is not understood is looked for as words, or named in `problems`; nothing raises.
"""

import datetime
import re
from dataclasses import dataclass, field

from .words import surfaces

FILTERS = ("status", "area", "log", "tag", "by", "in", "kind", "is")
DATES = ("before", "after")
LONGEST = 500
PASTED = 16  # more words than these were not typed but pasted: quotation marks in them are prose, not a wish
TOKEN = re.compile(r"""(?P<minus>(?<!\S)-(?=\w\w|["“”„]))?(?:(?P<field>[A-Za-z]+):)?(?:["“”„](?P<quoted>[^"“”„]+)["“”„]|(?P<word>[^\s"“”„]+))""")
UNREADABLE = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")
DATE = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?")
NAME = re.compile(r"([A-Za-z][A-Za-z0-9]{1,9}?)[\s#_‐-―-]{0,2}0*([0-9]{1,9})")
IN_FORCE = ("in-force", "inforce", "in_force", "in force")


@dataclass(frozen=True)
class Piece:
    """A word or, if `phrase`, words that must stand together."""

    text: str
    phrase: bool = False


@dataclass
class Query:
    """What was typed. `groups` are alternatives each (joined by OR); `required` are the groups that AND joined or that are phrases."""

    typed: str = ""
    groups: list = field(default_factory=list)
    required: list = field(default_factory=list)
    without: list = field(default_factory=list)
    filters: dict = field(default_factory=dict)
    filters_out: dict = field(default_factory=dict)
    after: datetime.date | None = None
    before: datetime.date | None = None
    problems: list = field(default_factory=list)

    @property
    def words(self):
        """All that is to be found, as one text."""
        return " ".join(piece.text for group in self.groups for piece in group)

    @property
    def is_plain(self):
        """Whether it is nothing but words."""
        more = (self.required, self.without, self.filters, self.filters_out, self.after, self.before, self.problems)
        return not any(more) and all(len(group) == 1 for group in self.groups)

    @property
    def is_empty(self):
        return not (self.groups or self.filters or self.filters_out or self.without or self.after or self.before)


def parse(typed):
    """Read what was typed into a Query; never raises."""
    query = Query(typed=typed)
    joined = ""
    for match in TOKEN.finditer(UNREADABLE.sub(" ", typed[:LONGEST])):
        quoted, name = match["quoted"] is not None, (match["field"] or "").lower()
        value = match["quoted"] if quoted else match["word"]
        if name and name not in (*FILTERS, *DATES):
            value, name = f"{match['field']}:{value}", ""
        if not name and not quoted and not match["minus"] and value in ("OR", "AND"):
            joined = value if query.groups else ""
            continue
        if not re.search(r"[^\W_]", value):
            if name:
                query.problems.append(f"After “{name}:” something is missing.")
            continue
        if name in DATES:
            _date(query, name, value, bool(match["minus"]))
        elif name:
            _filter(query.filters_out if match["minus"] else query.filters, name, value.strip().lower())
        elif match["minus"]:
            query.without.append(Piece(value, _is_phrase(value, quoted)))
        else:
            _join(query, Piece(value, _is_phrase(value, quoted)), joined)
        joined = ""
    if len(surfaces(query.words)) > PASTED:
        query.required = [group for group in query.required if not any(piece.phrase for piece in group)]
    if query.without and not (query.groups or query.filters or query.after or query.before):
        query.problems.append("This only says what to leave out. Say also what to find.")
    return query


def name_in(typed):
    """The name of a record that is all that was typed, as it is written: "api 012", "API12" and "api-12" are API-12. Empty if it is none."""
    match = NAME.fullmatch(typed.strip())
    return f"{match[1].upper()}-{match[2]}" if match else ""


def _is_phrase(value, quoted):
    return quoted and len(surfaces(value)) > 1


def _join(query, piece, joined):
    if joined == "OR":
        query.groups[-1].append(piece)
        return
    group = [piece]
    if joined == "AND":
        for one in (query.groups[-1], group):
            if not any(one is known for known in query.required):
                query.required.append(one)
    elif piece.phrase:
        query.required.append(group)
    query.groups.append(group)


def _filter(filters, name, value):
    if name in ("is", "status") and value in IN_FORCE:
        name, value = "status", "accepted"
    values = filters.setdefault(name, [])
    if value not in values:
        values.append(value)


def _date(query, name, value, negated):
    """2025, 2025-06 or 2025-06-30: `before` is before its first day, `after` from its first day on."""
    match = DATE.fullmatch(value)
    try:
        day = datetime.date(*(int(part or 1) for part in match.groups())) if match else None
    except ValueError:
        day = None
    if day is None:
        query.problems.append(f"“{value}” is not a date. Write 2025, 2025-06 or 2025-06-30.")
    elif (name == "before") != negated:
        query.before = min(query.before or day, day)
    else:
        query.after = max(query.after or day, day)
