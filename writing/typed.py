"""What a form with a text posts, as unsaved texts keep it."""

from hashlib import sha256
from operator import itemgetter

from .querysets import DESK, OURS


def pairs(posted):
    """What was posted as (name, value) pairs."""
    return [(name, value) for name, values in posted.lists() for value in values]


def words_of(posted, place=""):
    """All words that were typed, as `keep` and `very` take them; `place` is where the form does not say whose text it is."""
    fields = [(name, value) for name, value in pairs(posted) if name not in OURS]
    return {"place": posted.get("text_place") or place, "title": posted.get("title", ""), "text": posted.get("text", ""), "fields": fields}


def stroke_of(posted):
    """The count of strokes; None where the page counted none, or lost count."""
    stroke = posted.get("stroke", "")
    return int(stroke) if stroke.isascii() and stroke.isdecimal() and len(stroke) < 19 else None


def digest_of(posted, skipped=()):
    """All that was typed, as one number: whether it is the very same again. What is `skipped` does not count, nor what the desk adds."""
    told = DESK.union(skipped)
    parts = [f"{name}={value}" for name, value in sorted(pairs(posted), key=itemgetter(0)) if name not in told]
    return sha256("\n".join(parts).replace("\r\n", "\n").encode()).hexdigest()
