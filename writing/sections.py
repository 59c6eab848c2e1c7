"""The headings of a text, and the rows that keep their anchors."""

import re

from ui.slugs import slug_of

HEADING = re.compile(r"^ {0,3}(#{1,6})[ \t]+(.+?)[ \t]*#*[ \t]*$", re.M)


def headings(text, format="md"):
    """The headings of a text in order, as (level, words) pairs."""
    return [(len(marks), words) for marks, words in HEADING.findall(text)]


def renew(sections, text, format="md"):
    """Bring a document's Section rows (its related manager) up to the text; an anchor, once given, never changes."""
    known = {section.anchor: section for section in sections.all()}
    for position, (level, words) in enumerate(headings(text, format)):
        anchor = slug_of(words)
        if anchor not in known:
            known[anchor] = sections.create(anchor=anchor, heading=words[:300], level=level, position=position)
