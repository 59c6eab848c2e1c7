import re


def slug_of(words):
    """An anchor made from the words of a heading: "What we accept" gives "what-we-accept"."""
    return re.sub(r"[^\w]+", "-", words.lower()).strip("-")[:100] or "section"
