"""People as texts name them: "Ann Lee", "@ann", "Ann Lee (@ann)", "[Ann Lee](https://github.com/ann)", "Ann Lee <ann@…>"…"""

import html
import re
from dataclasses import dataclass

LONGEST = 300  # characters of one person; what is longer is prose
SPLIT = re.compile(r"\s*(?:[,;\n]|\s&\s|\band/or\b|\band\b|\bet\b|\s/\s|\s\|\s)\s*")
LINK = re.compile(r"\[([^\]\[]*)\]\(([^()\s]*)[^()]*\)|\[([^\]\[]+)\]\[[^\]]*\]|`([^`<>]+?)\s*<([^`>]+)>`_{1,2}")
HOST = re.compile(r"^(?:https?://)?(?:www\.)?(?:github|gitlab)\.com/@?([\w.-]+)/?$", re.I)
HANDLE = re.compile(r"(?<![\w.])@([A-Za-z0-9](?:[\w.-]{0,62}[A-Za-z0-9])?)(?![\w.-]*/)")
HANDLES = re.compile(r"(?:^|(?<=,))\s*@\w[\w.-]*(?:\s+@\w[\w.-]*)+\s*(?=,|$)")  # several in a row and nothing else
PARTICLES = frozenset(["van", "von", "de", "der", "den", "da", "di", "del", "la", "le", "bin", "al", "el", "ten", "ter", "dos", "y"])
GROUP = re.compile(
    r"\b(all|every|everyone|everybody|team|teams|engineering|engineers?|developers?|community|members?|group|board|committee|squad|guild|"
    r"department|staff|people|leads?|maintainers?|council|working|sig|wg|none|n/a|na|tbd|tba|various|others?|stakeholders?|architects?|"
    r"users?|chief|officers?|directors?|managers?|presidents?|platform|product|security|operations|devops|office|unit|project|core|contributors?|équipe|tous)\b",
    re.I,
)
NOBODY = re.compile(r"^(?:jr|sr|al|inc|ltd|phd|et al|you|n\.?/?a\.?|none|tbd|tba|todo|unknown|-+|–|—|\.+|…|nobody|null|~|\{\}|\[\])?$", re.I)
PLACEHOLDER = re.compile(
    r"^[\[{<].*[\]}>]$|list everyone|whose opinions|kept up-to-date|^(?:insert|your) (?:names?|titles?|teams?|positions?|roles?)\b", re.I
)
ASIDES = re.compile(r"<[^<>]*>|\([^()]*\)|\S+@\S+\.\w+")
ADDRESS = re.compile(r"[^\s<>()\[\],;:]+@[^\s<>()\[\],;:]+\.\w+")
LABELLED = re.compile(r"^[^\s:*][^:*]{1,40}(?:\*\*:|:\*\*|:)\s+(?=\S)")  # "**Security**: Ann Lee"


@dataclass(frozen=True)
class Named:
    """Somebody as a text names them. `kind`: handle, full (a full name), first (one word), address (only an e-mail address),
    words (nobody in particular)."""

    words: str
    name: str
    handle: str = ""
    kind: str = "words"


def people_in(value):
    """The people in a value, which is one string or a list of strings; each once, in order. Placeholders are nobody."""
    found = {}
    for part in value if isinstance(value, list) else [value]:
        plain = html.unescape(re.sub(r"\\(?=[&_*.-])", "", part[:4000]))
        for piece in _pieces(parted(plain)):
            if (named := person(piece)) and named.name:
                found.setdefault((named.handle or named.name).lower(), named)
    return list(found.values())


def person(piece):
    """One person, team or group out of a piece such as "Ann Lee (@ann)"; None for a placeholder or nothing."""
    piece = piece[:LONGEST]
    words = (re.sub(r"<!--.*?-->", "", piece) if "<!--" in piece else piece).strip(" \t*_.`,;:\"'")
    if words[:1] in "{[" and words[-1:] in "}]" and "](" not in words:
        words = words[1:-1].strip() if len(words) < 60 and "|" not in words else ""
    if NOBODY.match(words) or (PLACEHOLDER.search(words) and not ADDRESS.search(words)):
        return None
    if (label := LABELLED.match(words)) and (named := person(words[label.end() :])) and named.kind in ("full", "handle"):
        name = label[0].strip(" *:")
        return Named(words[:200], name, named.handle, "handle") if named.name == named.handle and _kind(name) == "full" else named
    name, handle = _name_and_handle(words)
    if NOBODY.match(name) and not handle:
        return Named(words[:200], address[0][:150], "", "address") if not name and (address := ADDRESS.search(words)) else None
    if handle and not GROUP.search(handle):
        return Named(words[:200], name or handle, handle, "handle")
    return Named(words[:200], (name or words)[:150], "", _kind(name or words))


def parted(words):
    """The words with commas between handles in a row: "@ann @bo" gives "@ann, @bo"."""
    return HANDLES.sub(lambda row: ", ".join(row[0].split()), words)


def _pieces(part):
    """Split at commas, "and", "&"…, but not inside links and brackets."""
    kept = []

    def keep(match):
        kept.append(match[0])
        return f"\x00{len(kept) - 1}\x00"

    hidden = re.sub(r"\[[^\]\[]*\]\([^()]*\)|`[^`]*`_{1,2}|\([^()]*\)|<[^<>]*>", keep, part.replace("\x00", ""))
    for piece in SPLIT.split(hidden):
        yield re.sub(r"\x00(\d+)\x00", lambda match: kept[int(match[1])], piece)


def _name_and_handle(words):
    handle = ""
    if link := LINK.search(words):
        label, target = link[1] or link[3] or link[4] or "", (link[2] or link[5] or "").strip()
        host = HOST.match(target)
        handle = host[1] if host else next((part[1:] for part in (label, target) if re.fullmatch(r"@[\w.-]+", part)), "")
        words = f"{words[: link.start()]}{label}{words[link.end() :]}"
    if "@" in words and (mention := HANDLE.search(re.sub(r"<[^<>]*>|\S+@\S+\.\w+", "", words))):
        handle = handle or mention[1]
        words = words.replace(f"@{mention[1]}", " ")
    name = ASIDES.sub(" ", words) if "<" in words or "(" in words or "@" in words else words
    name = " ".join(name.split()).strip(" \t*_.`,;:()[]{}-–\"'")
    name = name.strip("@ ") if handle else name
    return name[:150], handle[:64]


def _kind(name):
    words = name.split()
    if GROUP.search(name) or name.startswith("#") or not words or any(mark in name for mark in "/\\|=<>{}[]:?!"):
        return "words"
    if len(words) == 1 and len(name) < 5 and name.isupper():
        return "words"  # CTO
    if len(words) == 1:
        return "first" if re.fullmatch(r"[^\W\d_][\w'’.-]{1,40}", name) else "words"
    return "full" if len(words) <= 5 and all(word[0].isupper() or word in PARTICLES for word in words) else "words"
