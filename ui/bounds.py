"""What keeps hostile HTML in a text from costing more than its length: html5lib takes quadratic time for tags in tags, for tags
beside tags, and for attributes."""

import re
from collections import Counter

TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
LONG = re.compile(r"<(?=[a-zA-Z/])((?:\"[^\"]*\"|'[^']*'|[^\"'>]){2000,})")
FORMATTING = {"a", "b", "code", "em", "i", "s", "small", "strong", "tt", "u"}  # what html5lib opens again in each block that follows
CLOSED = {"br", "hr", "img", "input", "li", "p", "td", "th", "tr", "dd", "dt", "tbody", "thead", "tfoot"}  # what needs no closing tag
VOID = {"br", "col", "hr", "img", "input", "meta"}
DEEPEST, MOST_OPEN, MOST_SIBLINGS = 150, 15, 3_000


def is_too_nested(dirty):
    """Whether more tags stand in each other than any writer would write."""
    opened, formatting = Counter(), 0
    depth = 0
    for closing, name in TAG.findall(dirty):
        name = name.lower()
        if name in CLOSED or (closing and not opened[name]):
            continue
        step = -1 if closing else 1
        opened[name] += step
        depth += step
        formatting += step if name in FORMATTING else 0
        if depth > DEEPEST or formatting > MOST_OPEN:
            return True
    return False


def is_too_broad(written):
    """Whether too many tags stand beside each other in one: html5lib looks through all of them for each. For well-formed HTML."""
    beside = [0]
    for closing, name in TAG.findall(written):
        if not closing:
            beside[-1] += 1
            if beside[-1] > MOST_SIBLINGS:
                return True
            beside += [] if name.lower() in VOID else [0]
        elif len(beside) > 1:
            beside.pop()
    return False


def short_tags(dirty):
    """The HTML with the tags that go on for ever as words."""
    return LONG.sub(r"&lt;\1", dirty)
