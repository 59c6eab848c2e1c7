"""People in tables: Markdown's, and HTML's as wikis export them. A heading row names nobody; a column may say who was there."""

import html
import re

NAMES = frozenset(["name", "names", "full name", "attendee", "attendees", "participant", "participants", "person", "who", "member"])
PRESENCE = frozenset(["status", "present", "presence", "attendance", "attended", "attending", "here"])
THERE = frozenset(["present", "yes", "y", "x", "✓", "✔", "✅", "attended", "here", "remote", "p"])
REGRETS = frozenset(["regrets", "apologies", "excused"])
AWAY = frozenset(["absent", "no", "n", "n/a", "-", "–", "not present", "", *REGRETS])
DELIMITER = re.compile(r"^:?-+:?$")
TAG = re.compile(r"<[^<>]*>")


def rows_in(lines):
    """The tables of these lines, each as a list of rows of plain cells, with what stands between them as it is: (rows, None) or (None, line)."""
    rows, markup = [], None
    for line in lines:
        if markup is not None or line.lstrip().lower().startswith("<table"):
            markup = markup or []
            markup.append(line)
            if "</table" in line.lower():
                yield _of_markup("\n".join(markup)), None
                markup = None
            continue
        if line.lstrip().startswith("|"):
            rows.append([cell.strip() for cell in line.strip().strip("|").split("|")])
            continue
        if rows:
            yield rows, None
            rows = []
        yield None, line
    if rows:
        yield rows, None


def people_of(rows):
    """(name, presence or None) of each row of a table."""
    heads, rows = _parted(rows)
    name = next((at for at, head in enumerate(heads) if head in NAMES), 0)
    column = _presence(heads, rows)
    for row in rows:
        if name < len(row) and row[name]:
            yield row[name], _said(row[column] if column < len(row) else "") if column is not None else None


def _parted(rows):
    """(the words of the heading row, the other rows)."""
    if len(rows) > 1 and all(DELIMITER.match(cell) for cell in rows[1]):
        return [cell.strip("*_ ?").lower() for cell in rows[0]], rows[2:]
    return [], [row for row in rows if not all(DELIMITER.match(cell) for cell in row)]


def _presence(heads, rows):
    """The column that says who was there: all its cells do, and one says yes. Where the table names its columns, this one's name says so."""
    for at in range(1, max(map(len, rows), default=0)):
        cells = [row[at].lower() for row in rows if at < len(row)]
        if (not heads or at < len(heads) and heads[at] in PRESENCE) and THERE & set(cells) and set(cells) <= THERE | AWAY:
            return at
    return None


def _said(cell):
    return "present" if cell.lower() in THERE else "regrets" if cell.lower() in REGRETS else "absent"


def _of_markup(markup):
    rows = [re.split(r"<t[dh]\b[^<>]*>", row, flags=re.I)[1:] for row in re.split(r"<tr\b", markup, flags=re.I)[1:]]
    return [[" ".join(html.unescape(TAG.sub(" ", cell)).split()) for cell in row] for row in rows if row]
