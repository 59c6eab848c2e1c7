"""The words in which files state a status, and which of our eight each one means.

The vocabulary is that of adr-tools, MADR 1 to 4, log4brains, PEP 1, KEPs, EIP-1, Swift Evolution and Aries RFCs, and of what 5,000 real files
say. A word that says that nothing is decided yet (deferred, stagnant) is a proposal; the wording is always kept beside ours.
"""

import re

WORDS = {
    "draft": "draft drafts wip strawman incomplete returned in-progress work-in-progress brouillon",
    "proposed": "proposed proposal pending open review reviewing in-review under-review active-review awaiting-review ready-for-review last-call "
    "in-discussion under-discussion discussion rfc on-hold deferred postponed stagnant stalled demonstrated candidate ready "
    "scheduled-for-review scheduled proposé proposée",
    "accepted": "accepted approved decided adopted active implemented implementing implementable final living enforced "
    "complete completed done agreed amended "
    "partially-implemented partly-implemented partially-accepted accepted-provisional partially-superseded partly-superseded in-force "
    "standard accepté acceptée validé adopté in-effect ratified",
    "rejected": "rejected declined refused rejeté rejetée",
    "withdrawn": "withdrawn abandoned cancelled canceled expired retracted",
    "deprecated": "deprecated depreciated obsolete obsoleted retired reverted removed déprécié déprécié obsolète discontinued",
    "superseded": "superseded superceded superseeded superceeded supersceded replaced remplacé remplacée",
}
MEANING = {word.replace("-", " "): status for status, words in WORDS.items() for word in words.split()}
LONGEST = max(len(word.split()) for word in MEANING)
GONE_BY = re.compile(r"\b(?:super[sc]e+ded|superseeded|supersceded|replaced|obsoleted|remplacée?) (?:by|with|par)\b|\bsuperseded:", re.I)
IN_PART = re.compile(r"\b(?:part(?:s|ly|ially)?|sections?|some|aspects?|in part)\b[^.|]{0,40}$", re.I)
NOT_YET = re.compile(r"\b(?:not|never|will be|to be|may be|can be|when|if|until|no longer|un)\b[^.|]{0,12}$", re.I)
OF_ITSELF = re.compile(
    r"^[\W_]*(?:note\W+)?this (?:decision|adr|record|document|proposal|rfc)(?: record)? (?:has (?:now )?been|is(?: now)?|was(?: later)?) (.+)",
    re.I,
)
ENDED = ("rejected", "withdrawn", "deprecated", "superseded")
COMMENT = re.compile(r"<!--.*?(?:-->|$)", re.S)
LINK = re.compile(r"!?\[([^\]\[]*)\](?:\([^()]*\)|\[[^\]\[]*\])")
CHOICE = re.compile(r"[|/…]|\bor\b|,")
PLACEHOLDERS = frozenset(["status", "tbd", "todo", "n a", "none", "what", "xxx", "the status", "state", "quel", "…"])


def meaning(words, provisional="proposed"):
    """One of our statuses for the words, or "" if they say none that we know. PEPs' "Provisional" counts as accepted, KEPs' as proposed."""
    plain = plain_words(words)
    if not plain or is_placeholder(words):
        return ""
    if (gone := GONE_BY.search(plain)) and not IN_PART.search(plain[: gone.start()]) and not NOT_YET.search(plain[: gone.start()]):
        return "superseded"
    start = re.sub(r"[^\w\s|]+", " ", plain.lower().replace("-", " ").replace("_", " ")).split("|")[0].split()
    start = start[1:] if start[:1] in (["status"], ["decision"]) else start
    if start[:1] == ["provisional"] or start[:1] == ["provisionally"]:
        return meaning(" ".join(start[1:])) or provisional
    for length in range(min(LONGEST, len(start)), 0, -1):
        if found := MEANING.get(" ".join(start[:length])):
            return found
    return ""


def of_itself(line):
    """How a sentence says that its own record ended, "superseded by 9" of "This decision has been superseded by 9"; "" if it does not."""
    said = OF_ITSELF.match(line)
    return said[1] if said and meaning(said[1]) in ENDED else ""


def is_placeholder(words):
    """Whether the words are a template's: a list of choices, or "[status]"."""
    bare = COMMENT.sub(" ", words[:2000]).strip()
    inside = bare.strip("[]{}<>\"' ")
    named = {status for part in re.split(r"[|/,…]|\bor\b", LINK.sub(r"\1", inside).lower()) if (status := MEANING.get(_key(part)))}
    bracketed = bare[:1] in ("[", "{", "<") and bare[-1:] in ("]", "}", ">") and "](" not in bare
    if _key(inside) in PLACEHOLDERS or (bracketed and not MEANING.get(_key(inside))):
        return True
    return len(named) > 2 and bool(CHOICE.search(inside)) and ("|" in inside or "/" in inside or bracketed or "…" in inside)


def plain_words(words):
    """The words without comments, links' targets, emphasis, emoji and brackets around all of them."""
    words = LINK.sub(r"\1", COMMENT.sub(" ", words[:2000]))
    words = re.sub(r"^\s*[-*+>]\s+", "", words.strip())
    words = re.sub(r"^[^\w({\[<]+|[*`]+|(?<![^\W_])_+|_+(?![^\W_])", "", words.strip()).strip()
    if words[:1] in "{[<" and words[-1:] in "}]>":
        words = words[1:-1]
    return re.sub(r"\s+", " ", words).strip(" \"'*")


def _key(words):
    return re.sub(r"[^\w…]+", " ", words.lower().replace("_", " ")).strip()
