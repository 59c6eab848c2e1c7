"""The number in a file's name. A date is no number."""

import re

DATE = re.compile(r"^(?:\d{4}-\d{2}-\d{2}|(?:19|20)\d{6})(?=$|[-_. T])[-_. ]*")
TOKEN = re.compile(r"^([A-Za-z]+)[-_ ]+(?=[A-Za-z\d])")
JOINED = re.compile(r"^(?:adr|rfc|pep|kep|eip|oep|madr)(?=\d)", re.I)
NUMBER = re.compile(r"^(\d{1,7})(?=$|[-_. ])")
KINDS = frozenset(["adr", "madr", "rfc", "pep", "kep", "eip", "erc", "oep", "dep", "rep", "sep", "tep", "decision", "proposal", "record", "rfd"])


def number_in(path):
    """(number, its words) of a path's file name, or of its folder for a README: "0046-jmap.md" gives (46, "0046");
    (None, "") if there is none."""
    parts = path.split("/")
    stem = re.sub(r"\.[A-Za-z]\w{0,7}$", "", parts[-1])
    if stem.lower() in ("readme", "index") and len(parts) > 1:
        stem = parts[-2]
    rest = DATE.sub("", stem)
    tokens = []
    while match := TOKEN.match(rest):
        tokens.append(match[1])
        rest = rest[match.end() :]
    rest = JOINED.sub("", rest)
    known = not tokens or any(token.lower() in KINDS for token in tokens) or all(token.isupper() for token in tokens)
    if known and (match := NUMBER.match(rest)):
        return int(match[1]), match[1]
    return None, ""


def is_numbered_folder(name):
    """Whether a folder is one record's: "0042-events" or "2022-02-03-tracing"."""
    return bool(DATE.match(name) or re.match(r"^\d{1,6}[-_]\w|^(?:adr|rfc|kep|pep)[-_]?\d+", name, re.I))
