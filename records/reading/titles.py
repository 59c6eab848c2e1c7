"""The title of a record, without its number, its status and its markup."""

import re

from writing.importing.names import LINK as NAMED_LINK
from writing.importing.vocabulary import phrases

from .statuses import MEANING

LINK = re.compile(r"!?\[([^\]\[]*)\]\([^()]*\)|!?\[([^\]\[]+)\]\[[^\]\[]*\]")
KINDS = r"(?:(?:[A-Z][A-Za-z]{1,11}[ -])?(?:MADR|ADR|RFC|PEP|KEP|EIP|ERC|OEP|DEP|REP|SEP|TEP|GEP|JEP|NEP|BEP|CEP|SLEP|BIP|SE|RFD))"
MARKED = re.compile(r"[\[*_`\\]|<!--")
PREFIXES = (
    re.compile(rf"^\[?{KINDS}[ #-]*0*(\d{{1,6}})\]?\s*(?:[:.–—|]|-\s|\s-)\s*(?=\S)", re.I),
    re.compile(r"^(?:ADR|Architecture Decision Record|Decision Record|Architectural Decision Record|Proposal|RFC)\s*(?::|\s[-–—])\s+(?=\S)", re.I),
    re.compile(r"^#?0*(\d{1,6})\s*(?:[.:)]|\s[-–—])\s*(?=\S)"),
)
BARE = (re.compile(rf"^{KINDS}[ #-]*0*(\d{{1,6}})\s+(?=\S)"), re.compile(r"^0*(\d{1,6})(?:\s+|\s*[-–_]\s*)(?=\S)"))
NAME = re.compile(r"^\W*[a-z]{2,12}[ #-]?\d{1,6}\]?\s*(?:[:.–—|]|-\s|\s-)\s*(?=\S)")
LONG_TITLE = 8  # letters that are no part of another word by chance
OPPOSITES = frozenset(["no", "not", "never", "without", "stop", "drop", "remove", "don"])
NAME_ALONE = re.compile(rf"\[?{KINDS}[ #-]*\d{{1,6}}\]?")
NO_PREFIX = frozenset(["proposal", "rfc", "open", "review", "reviewing", "done", "complete", "active", "living", "ready", "discussion", "candidate"])
ACRONYMS = re.compile(r"^(?:Adr|Rfc|Pep|Eip|Erc|Kep|Oep)\b")
STATUS = re.compile(r"^\W{0,3}\s*([A-Za-z][A-Za-z ]{3,20}?)\s*:\s+(?=\S)")
SECTIONS = phrases(
    "abstract, summary, status, context, decision, introduction, motivation, background, overview, simple summary, problem, "
    "problem statement, context and problem statement, rationale, specification, release signoff checklist, table of contents, "
    "changelog, change log, date, hard fork, meta, metadata, preamble, what, why, objective, description, deciders, consequences, "
    "decision outcome, considered options, toc, goals"
)
PLACEHOLDER = re.compile(
    r"^[\[{<].*[\]}>]$|short title|title of (?:the )?(?:solved|problem|decision|adr)|^(?:adr|rfc|pep|kep|eip)?[ -]*n{2,4}\b|^x{3,4}\b|^\W*$|"
    r"your[ -](?:title|short|proposal)|\btitle here|^title$|^titre\b|titre court|^template$|^<|^y{4}m{2}d{2}",
    re.I,
)


def plain_title(words):
    """The words of a heading without Markdown and rst marks."""
    if not MARKED.search(words):
        return " ".join(words[:1000].split())
    words = re.sub(r"<!--.*?-->", "", words[:1000])
    words = LINK.sub(lambda link: link[1] or link[2] or "", words)
    words = NAMED_LINK.sub(lambda link: link[4] or link[0], words) if "`_" in words else words
    words = re.sub(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1", r"\2", words)
    words = re.sub(r"(?<![\w*])([*_])(?=\S)([^*_]+?)(?<=\S)\1(?![\w*])", r"\2", words)
    words = re.sub(r"`{1,2}([^`]*)`{1,2}", r"\1", words)
    words = re.sub(r"\\([\\`*_{}\[\]()#+.!<>|~-])", r"\1", words)
    return re.sub(r"\s+", " ", words).strip()


def title_and_number(words, number=None):
    """(title, number that the words begin with or None, status that they begin with or ""): "# 9. Help scripts" gives ("Help scripts", 9, "")."""
    rest, own, status = plain_title(words), None, ""
    if (match := STATUS.match(rest)) and (status := match[1] if match[1].lower() in MEANING and match[1].lower() not in NO_PREFIX else ""):
        rest = rest[match.end() :]
    for prefix in PREFIXES:
        if match := prefix.match(rest):
            rest, own = rest[match.end() :], int(match[1]) if prefix.groups else own
            if own is not None:
                break
    for bare in BARE if own is None else ():
        if number is not None and (match := bare.match(rest)) and int(match[1]) == number:
            rest, own = rest[match.end() :], number
            break
    return rest.strip()[:300] or plain_title(words)[:300], own, status


def are_alike(one, other):
    """Whether a reader takes both for one title: but for number, case, punctuation, a plural and a word or two more, as in "Step
    errors" and "TEP-40: Ignore step-errors". A "not" more is another title."""
    short, long = sorted((_words(one), _words(other)), key=lambda words: len("".join(words)))
    joined, longer = "".join(short), "".join(long)
    if joined == longer:
        return True
    more = [word for word in long if not _is_among(word, short)]
    within = all(_is_among(word, long) for word in short) or (len(joined) >= LONG_TITLE and joined in longer)
    return within and 2 * len(joined) >= len(longer) and OPPOSITES.isdisjoint(more)


def _is_among(word, words):
    """Whether the word, or one that is short for it, is one of the words: "arch" and "architecture"."""
    return any(word == other or (min(len(word), len(other)) > 3 and (word.startswith(other) or other.startswith(word))) for other in words)


def _words(title):
    """The words of a title as they are compared."""
    words = NAME.sub("", title_and_number(title)[0].lower())
    return [word.removesuffix("s") or word for word in re.findall(r"[^\W_]+", words)]


def without_name(words, name):
    """The words without the (word, digits) that they and the file are named by: "GATE-12: Keys" of gate-012.md gives "Keys";
    None if they do not begin with it."""
    word, digits = name
    match = re.match(rf"\[?{word}[ #-]?0*{int(digits)}\]?\s*(?:[:.–—]|-\s|\s-)\s*(?=\S)", words, re.I)
    return words[match.end() :] if match else None


def is_section_name(words):
    """Whether a heading names a section rather than the document."""
    return plain_title(words).strip(" :#").lower() in SECTIONS


def is_placeholder(words):
    """Whether a heading is that of a template, "[short title of solved problem]", or says no more than a record's name, "ADR-12"."""
    return bool(NAME_ALONE.fullmatch(words.strip()) or PLACEHOLDER.search(plain_title(words) or words)) and not words.startswith("<code")


def from_path(path):
    """A title made from the file's or folder's name: "0007-help-scripts.md" gives "Help scripts"."""
    parts = path.split("/")
    stem = re.sub(r"\.\w{1,8}$", "", parts[-1])
    if stem.lower() in ("readme", "index") and len(parts) > 1:
        stem = parts[-2]
    words = re.sub(r"^(?:\d{4}-\d{2}-\d{2}|\d{8}|[A-Za-z]{2,5}[-_]?\d+|\d+)(?=[-_ .])[-_ .]*(?:\d{1,4}[-_])?", "", stem)
    words = re.sub(r"[-_\s]+", " ", words or stem).strip()
    return ACRONYMS.sub(lambda kind: kind[0].upper(), (words[:1].upper() + words[1:])[:300]) or path[:300]
