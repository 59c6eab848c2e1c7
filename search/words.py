"""The words of a text: exact words, the parts of identifiers, and stems. Index and query share it.

Stems are Snowball English (Porter 2). An identifier counts whole and in parts: "retryAfter" is retryafter, retry and after.
"""

import re
import unicodedata

import Stemmer

LONGEST = 64
STOP = frozenset(
    re.findall(
        r"\w+",
        """a about also am an and any are as at be because been but by can could did do does for from had has have how i if in into is
        it its just me more my new no not now of on only or our should so such than that the their them then there these they this
        to too us use used using very was we were what when where which who why will with would you your""",
    )
)
PLAIN = re.compile(r"[A-Za-z0-9]+(?:_+[A-Za-z0-9]+)*")
ANY_SCRIPT = re.compile(r"[^\W_]+(?:_+[^\W_]+)*")
PART = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+|[^\W\d_a-zA-Z]+")
SEVERAL = re.compile(r"[A-Z][A-Z0-9]+s")  # an abbreviation in the plural, of which stems know nothing
REMEMBERED = 200_000

_known = {}
_stems = {}


def unaccented(text):
    """The text with accents taken off and compatible forms made one ("café" is cafe)."""
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def surfaces(text):
    """The words as they are written, in order, without accents."""
    return (PLAIN if text.isascii() else ANY_SCRIPT).findall(unaccented(text))


def together(phrase):
    """A pattern of the words of a phrase, one after the other whatever stands between them, for a text in small letters without accents."""
    words = [re.escape(surface.lower()) for surface in surfaces(phrase)]
    return re.compile(r"(?<![^\W_])" + r"[\W_]+".join(words) + r"(?![^\W_])")


def parts(surface):
    """A written word as index words: whole first, then the parts of camelCase and snake_case. "SLOs" are several of one."""
    if surface[-1] == "s" and SEVERAL.fullmatch(surface):
        return surface.lower()[:LONGEST], surface[:-1].lower()[:LONGEST]
    known = (surface.lower()[:LONGEST],)
    if "_" in surface or (surface[1:] != surface[1:].lower() and not surface.isupper()):
        pieces = PART.findall(surface)
        if len(pieces) > 1:
            known += tuple(piece.lower()[:LONGEST] for piece in pieces if len(piece) > 1)
    return known


def stem(word):
    """The stem of an index word."""
    known = _stems.get(word)
    if known is None:
        known = Stemmer.Stemmer("english", 0).stemWord(word)
        if len(_stems) < REMEMBERED:
            _stems[word] = known
    return known


def words(text):
    """The index words of a text in order."""
    return [word for surface in surfaces(text) for word in parts(surface)]


def pairs(surfaces):
    """For each written word the (index word, stem) of all its parts, remembered."""
    return [known or _pairs(surface) for surface, known in zip(surfaces, map(_known.get, surfaces), strict=True)]


def _pairs(surface):
    found = tuple((word, stem(word)) for word in parts(surface))
    if len(_known) < REMEMBERED:
        _known[surface] = found
    return found
