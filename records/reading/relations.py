"""What a file says about other records: "Superceded by [2. Second](0002-second.md)" (adr-tools), keys of front matter, MADR's links."""

import re

from .shapes import ReadRelation

VERBS = (  # pattern, kind, whether this file is the one that acts
    (r"(?:super[sc]e+ded|superseeded|supersceded|replaced|obsoleted|remplacée?)\s+(?:by|with|par)", "supersedes", False),
    (r"(?:super[sc]e+des|superseeds|superseedes|replaces|obsoletes|remplace)", "supersedes", True),
    (r"amended\s+by", "amends", False),
    (r"amends", "amends", True),
    (r"(?:requires|depends\s+on)", "depends_on", True),
    (r"required\s+by", "depends_on", False),
    (r"(?:relates\s+to|related\s+to|see\s+also|clarifies|clarified\s+by|extends|extended\s+by|refines|refined\s+by|complements|updates|updated\s+by)",
     "relates_to", True),
)  # fmt: skip
VERB = re.compile("|".join(f"(?P<v{n}>{pattern})" for n, (pattern, *_) in enumerate(VERBS)), re.I)
KEYS = {
    "supersedes": ("supersedes", True),
    "superseded_by": ("supersedes", False),
    "amends": ("amends", True),
    "amended_by": ("amends", False),
    "depends_on": ("depends_on", True),
    "relates_to": ("relates_to", True),
}
LINK = re.compile(r"\[([^\]\[]*)\]\(\s*<?([^()\s>]*(?:\([^()\s]*\)[^()\s>]*)*)>?[^()]*\)|:(?:doc|ref|pep|rfc):`([^`]+)`|`([^`<>]*?)\s*<([^`>]+)>`_")
NAMED = re.compile(
    r"(?<![\w/#.-])(?:(?:[A-Za-z]{2,10}[ -])?(?:ADR|PEP|RFC|KEP|EIP|MADR|SE|TEP|GEP)[ #-]*|#)0*(\d{1,6})(?![\w/])|^\W*0*(\d{1,6})\b(?![-/.]\d)",
    re.I,
)
NAME = re.compile(r"[\[\"']?[A-Za-z]{2,10}[ -]#?(\d{1,6})[\]\"'.]?")
TICKET = re.compile(r"\b(?:issues?|tickets?|bugs?|PRs?|MRs?|pull requests?|merge requests?)\s*[#!]\d+(?:\s*(?:,|&|and)\s*[#!]\d+)*", re.I)
FILE = re.compile(r"(?<![\w/.])((?:[\w.-]+/)*[\w.+-]+\.(?:md|rst|txt))\b")
NOTHING = re.compile(
    r"^\W*(?:n\.?/?a\.?|none|no|nothing|tbd|xxx|nnn+|\[?nnn\]?|adr-0123|yyyymmdd-xxx\.md)?\W*$|<pep number|0005-example\.md|yyyymmdd-", re.I
)


def in_value(key, value):
    """The relations of a metadata field, such as `supersedes: ADR-3`."""
    kind, is_source = KEYS[key]
    found = []
    for item in value if isinstance(value, list) else [value]:
        words = re.sub(r"<!--.*?-->", "", item).strip()
        if not NOTHING.search(words):
            found += _by_verbs(words) or _targets(words, kind, is_source)
    return found


def in_line(words):
    """The relations of a line that begins with, or contains, a verb with a target: "Accepted. Supersedes [ADR-31](0031.md)"."""
    return [] if NOTHING.search(words) else _by_verbs(words)


def _by_verbs(words):
    found, verbs = [], list(VERB.finditer(words))
    for at, verb in enumerate(verbs):
        end = verbs[at + 1].start() if at + 1 < len(verbs) else len(words)
        kind, is_source = next((kind, acts) for n, (_, kind, acts) in enumerate(VERBS) if verb[f"v{n}"])
        partly = re.search(r"\b(?:part(?:s|ly|ially)?|provisionally|not|never)\b[^.]{0,30}$", words[: verb.start()], re.I)
        kind = "relates_to" if kind == "supersedes" and partly else kind
        found += _targets(words[verb.end() : end].lstrip(" :*_"), kind, is_source, verb[0])
    return found


def _targets(words, kind, is_source, verb=""):
    """What the words point to: links first, then file names, then numbers, then (for a field) the words themselves."""
    found = []
    for link in LINK.finditer(words):
        label, target = link[1] or link[4] or "", (link[2] or link[3] or link[5] or "").strip()
        number = _number(label) if not link[3] else _number(link[3])
        path = target.split("#")[0].split("?")[0]
        if (path or number is not None) and not (path.startswith("mailto:") or NOTHING.search(path)):
            found.append(ReadRelation(kind, is_source, f"{verb} {link[0]}".strip()[:300], path[:500], number))
    if found:
        return found
    plain = TICKET.sub(" ", LINK.sub(" ", words))
    for name in FILE.finditer(plain):
        found.append(ReadRelation(kind, is_source, f"{verb} {name[1]}".strip()[:300], name[1][:500], None))
    if found:
        return found
    for part in re.split(r"[,;&]|\band\b|\bet\b", plain.split(". ")[0]):
        if (number := _number(part.strip(), verb)) is not None:
            found.append(ReadRelation(kind, is_source, f"{verb} {part.strip()}".strip()[:300], "", number))
        elif re.fullmatch(r"\s*/?[\w-]+(?:/[\w-]+)+/?\s*|\s*\d{8}-[\w-]+\s*", part):
            found.append(ReadRelation(kind, is_source, f"{verb} {part.strip()}".strip()[:300], part.strip()[:500], None))
    return found


def _number(words, verb="-"):
    """The number that the words name; in a field (without a verb) a whole value such as GATE-12 names one, elsewhere a padded one."""
    if match := NAMED.search(words):
        return int(match[1] or match[2])
    match = NAME.fullmatch(words)
    return int(match[1]) if match and (not verb or match[1].startswith("0")) else None
