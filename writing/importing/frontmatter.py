"""Front matter and small YAML files, read leniently: every value stays the words that stand in the file.

YAML itself would turn `0010` into 8, `no` into False and `@ann` into an error, and the templates of MADR 3 do not parse at all
(see MADR's adr-template.md); a lost file is worse than a badly read key. So this reads line by line and never raises.
"""

import re
from dataclasses import dataclass, field

KEY = re.compile(r"^([^\s#:\-\[\]{}\"'][^:\n]{0,60}?|\"[^\"]{1,60}\"|'[^']{1,60}')\s*:(?:\s+(.*))?$")
TIGHT = re.compile(r"^([A-Za-z][\w-]{0,30}):(?=[^\s:/])")
ITEM = re.compile(r"^\s*-(?:\s+(.*))?$")
COMMENT = re.compile(r"(?:^|\s)#\s.*$|\s#[^\w].*$|\s+#$")
QUOTED = re.compile(r"^(\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*')\s*(?:#.*)?$")
BLOCK = re.compile(r"^[|>][+-]?\d?[+-]?$")
TROUBLE = re.compile(r"^[@`%]|^[^\"'\[{|>][^\"'\[{]*:\s")


@dataclass
class FrontMatter:
    """`values` maps lower-case keys to words or lists of words; `places` says where each stands, as (first line, line after it)
    counted from 0; `last` is the line after the closing mark; `trouble` is the first line that strict YAML would refuse, as
    (number from 1, words)."""

    values: dict = field(default_factory=dict)
    places: dict = field(default_factory=dict)
    last: int = 0
    trouble: tuple | None = None

    @property
    def warning(self):
        """A sentence about what strict YAML would refuse; empty if it would refuse nothing."""
        if not self.trouble:
            return ""
        line, words = self.trouble
        return f"The front matter is not valid YAML (line {line}: “{words[:60]}”); it was read line by line."


def front_matter(lines):
    """The front matter at the top of a text (a BOM and blank lines may precede it); an empty one with `last` 0 if there is none."""
    first = 0
    while first < min(len(lines), 5) and not lines[first].strip():
        first += 1
    if first >= len(lines) or lines[first].rstrip() != "---":
        return FrontMatter()
    for last in range(first + 1, min(len(lines), first + 400)):
        if lines[last].rstrip() in ("---", "..."):
            inside = _spaced(lines[first + 1 : last])
            if inside and not any(KEY.match(line) for line in inside):
                return FrontMatter()
            found = mapping(inside, offset=first + 1)
            found.last = last + 1
            return found
    return FrontMatter()


def _spaced(lines):
    """The lines, with the space that every one of them lacks: "tag:General" says the same as "tag: General" to whoever wrote it."""
    lacking = [bool(TIGHT.match(line)) for line in lines if line.strip()]
    return [TIGHT.sub(r"\1: ", line) for line in lines] if lacking and all(lacking) else lines


def mapping(lines, offset=0):
    """The top-level keys of a YAML mapping, as a FrontMatter; deeper levels are kept as words in their item."""
    found, key, block = FrontMatter(), None, False
    for number, line in enumerate(lines, offset + 1):
        bare = line.strip()
        if not bare or (bare.startswith("#") and not block):
            continue
        if not line[:1].isspace() and (match := KEY.match(line.rstrip())):
            key = match[1].strip("\"' ").lower()
            value, block = _value(match[2] or "")
            found.values[key], found.places[key] = value, (number - 1, number)
            _note_trouble(found, number, line, (match[2] or "").strip())
        elif key is None or not (block or _belongs(found.values[key], line)):
            found.trouble = found.trouble or (number, bare)
        else:
            found.places[key] = (found.places[key][0], number)
            found.values[key] = f"{found.values[key]}\n{bare}".strip() if block else _with(found.values[key], line, bare)
    return found


def words_in(value):
    """A value as a list of words: a YAML list as it is, a comma string split, an empty one empty."""
    if isinstance(value, list):
        return [item for item in value if item]
    return [part.strip() for part in value.split(",") if part.strip()]


def plain(value):
    """A value as one string."""
    return ", ".join(value) if isinstance(value, list) else value


def unquoted(words):
    """The words without the quotes around them."""
    words = words.strip()
    if len(words) > 1 and words[0] == words[-1] and words[0] in "\"'":
        words = words[1:-1].replace("''", "'") if words[0] == "'" else words[1:-1].replace('\\"', '"')
    return words.strip()


def _value(words):
    words = words.strip()
    if BLOCK.match(words):
        return "", True
    if quoted := QUOTED.match(words):
        words = quoted[1]
    elif not words.startswith(("'", '"')):
        words = COMMENT.sub("", words).strip() if not words.startswith("#") else _after_hash(words)
    if words.startswith("[") and words.endswith("]") and "](" not in words and not words.startswith("[["):
        return [unquoted(part) for part in words[1:-1].split(",") if part.strip()], False
    return unquoted(words), False


def _after_hash(words):
    """ "#platform" is somebody's channel, "# a comment" is nothing."""
    return words if re.match(r"#\w", words) else ""


def _belongs(value, line):
    """Whether a further line belongs to the key above it: an item, a line of an item, or a line that is set in."""
    return bool(ITEM.match(line)) or (isinstance(value, list) and bool(value)) or line[:1].isspace()


def _with(value, line, bare):
    """The value with a further line: an item of its list, a line of an item, or a folded line of its words."""
    if item := ITEM.match(line):
        items = value if isinstance(value, list) else [value] if value else []
        items.append(unquoted(_value(item[1] or "")[0] if not (item[1] or "").startswith("[") else item[1]))
        return items
    if isinstance(value, list):
        value[-1:] = [f"{value[-1]}\n{unquoted(bare)}" if value else unquoted(bare)]
        return value
    return f"{value} {bare}".strip()


def _note_trouble(found, number, line, value):
    opens = value[:1] in "[{\"'" and value[:1]
    closes = {"[": "]", "{": "}", '"': '"', "'": "'"}.get(opens)
    unclosed = closes and "](" not in value and (len(value) < 2 or closes not in value[1:])
    if TROUBLE.match(value) or unclosed:
        found.trouble = found.trouble or (number, line.strip())
