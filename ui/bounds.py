"""What keeps hostile HTML in a text from costing more than its length: html5lib takes quadratic time for tags in tags, and for attributes."""

import re
from collections import Counter

TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
LONG = re.compile(r"<(?=[a-zA-Z/])((?:\"[^\"]*\"|'[^']*'|[^\"'>]){2000,})")
FORMATTING = {"a", "b", "code", "em", "i", "s", "small", "strong", "tt", "u"}  # what html5lib opens again in each block that follows
CLOSED = {"br", "hr", "img", "input", "li", "p", "td", "th", "tr", "dd", "dt", "tbody", "thead", "tfoot"}  # what needs no closing tag
DEEPEST, MOST_OPEN = 150, 15


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


def short_tags(dirty):
    """The HTML with the tags that go on for ever as words."""
    return LONG.sub(r"&lt;\1", dirty)
