"""Whom somebody may have meant who wrote a name that is nobody's."""

import re
import unicodedata
from difflib import SequenceMatcher

from .models import Team, User

NEAR, NEAR_WORD = 0.75, 0.8  # of 1, as difflib measures it


def near_to(words, most=3):
    """People who may sign in, and teams, whose names or handles are near to these words, the nearest first. One query each."""
    asked = plain(words)
    if len(asked) < 2:
        return []
    known = [*User.objects.who_may_sign_in().only("name", "handle"), *Team.objects.all()]
    scored = ((likeness(asked, who), who) for who in known)
    found = sorted(((score, who) for score, who in scored if score >= NEAR), key=lambda pair: (-pair[0], str(pair[1])))
    return [who for _, who in found[:most]]


def likeness(asked, who):
    """How near the words are to a name or a handle: 1 is the same, and each word near to one of the name's, or its beginning, is nearly."""
    name, short = plain(who.name), plain(who.handle if isinstance(who, User) else who.slug)
    parts = name.split()
    if all(any(is_near(word, part) for part in parts) for word in asked.split()):
        return max(0.9, ratio(asked, name, NEAR))
    return max(ratio(asked, name, NEAR), ratio(asked, short, NEAR))


def is_near(word, part):
    return part.startswith(word) or (word[0] == part[0] and ratio(word, part, NEAR_WORD) >= NEAR_WORD)


def ratio(one, other, least):
    """difflib's ratio, 0 where a look at their letters says that it is less than `least`."""
    matcher = SequenceMatcher(None, one, other)
    return matcher.ratio() if matcher.real_quick_ratio() >= least and matcher.quick_ratio() >= least else 0


def plain(words):
    """Words without accents, capitals and punctuation."""
    letters = unicodedata.normalize("NFKD", words.casefold())
    return " ".join(re.findall(r"[^\W_]+", "".join(letter for letter in letters if not unicodedata.combining(letter))))
