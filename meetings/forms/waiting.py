"""What waits in an unsaved sheet of a meeting, in words: the rows and facts that somebody typed, and what they chose."""

from writing.beside import facts_in

ROWS = {
    "topics": ("topic", "title"),
    "attendance": ("person marked,people marked", "person"),
    "outcomes": ("outcome", "sentence"),
    "actions": ("action", "text"),
}
FACTS = ("day", "time", "minutes", "place", "facilitator", "note_taker", "guests")
OTHERS = {"began", "key", "number"}


def rows_typed(fields):
    """(sort, words) pairs of what was typed in a sheet, of its (name, value) pairs; what is as the page began is left out. A sort is
    a noun, with an odd plural after a comma."""
    rows, facts = {}, {}
    for name, value in fields:
        kind, _, rest = name.partition("-")
        place, _, field = rest.partition("-")
        if kind in ROWS and field:
            rows.setdefault((kind, place), {})[field] = value
        else:
            facts[name] = value
    first = began_of(facts)
    told = [
        ("fact", f"{name.replace('_', '-').capitalize()}: {value}")
        for name, value in facts.items()
        if name in FACTS and value.strip() and value.strip() != first.get(name, "")
    ]
    return told + [(ROWS[kind][0], words_of(kind, row)) for (kind, _), row in rows.items() if is_typed(kind, row)]


def began_of(facts):
    return facts_in(facts.get("began"))


def is_typed(kind, row):
    """Whether somebody typed in this row, or chose something."""
    first = began_of(row)
    if first:
        changed = {name for name, value in row.items() if name not in OTHERS and value.strip() != first.get(name, value).strip()}
        return bool(changed) and not (kind == "attendance" and changed == {"presence"} and row["presence"] == "invited")
    return bool(row.get(ROWS[kind][1], "").strip())


def words_of(kind, row):
    sort, main = ROWS[kind]
    words = row.get(main, "").strip()
    if kind == "attendance":
        return f"@{words}: {row.get('presence') or 'not on the list'}"
    return f"{sort.capitalize()}: {words}" if words else f"{sort.capitalize()} taken off: {began_of(row).get(main, '')}"
