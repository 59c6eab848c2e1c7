"""The number in a file's name. A date is no number."""

import re

from writing.importing.vocabulary import words

DATE = re.compile(r"^(?:\d{4}-\d{2}-\d{2}|(?:19|20)\d{6})(?=$|[-_. T])[-_. ]*")
TOKEN = re.compile(r"^([A-Za-z]+)[-_ ]+(?=[A-Za-z\d])")
JOINED = re.compile(r"^(?:adr|rfc|pep|kep|eip|oep|madr)(?=\d)", re.I)
NUMBER = re.compile(r"^(\d{1,7})(?=$|[-_. ])")
KINDS = words("adr madr rfc rfd pep kep eip erc oep dep rep sep tep gep jep nep bep cep slep bip decision proposal record")
NAMED = re.compile(r"^([A-Za-z]{2,12})[-_ ]?(\d{1,7})(?=$|[-_. ])")


def number_in(path):
    """(number, its words) of a path's file name, or of its folder for a README: "0046-jmap.md" gives (46, "0046");
    (None, "") if there is none."""
    rest = DATE.sub("", _stem(path))
    tokens = []
    while match := TOKEN.match(rest):
        tokens.append(match[1])
        rest = rest[match.end() :]
    rest = JOINED.sub("", rest)
    known = not tokens or any(token.lower() in KINDS for token in tokens) or all(token.isupper() for token in tokens)
    if known and (match := NUMBER.match(rest)):
        return int(match[1]), match[1]
    return None, ""


def name_in(path):
    """(word, digits) of a file or folder that is named by a word and a number, as "gate-012-keys.md" is by ("gate", "012"); else None.
    Whether that is the record's number, its title says."""
    match = NAMED.match(_stem(path))
    return (match[1], match[2]) if match else None


def _stem(path):
    parts = path.split("/")
    stem = re.sub(r"\.[A-Za-z]\w{0,7}$", "", parts[-1])
    return parts[-2] if stem.lower() in ("readme", "index") and len(parts) > 1 else stem


def is_numbered_folder(name):
    """Whether a folder is one record's: "0042-events" or "2022-02-03-tracing"."""
    return bool(DATE.match(name) or re.match(r"^\d{1,6}[-_]\w", name) or (not name.isdigit() and number_in(name)[1]))
