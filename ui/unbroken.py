"""Names of records, which no line may end in the middle of: never API- here and 14 there."""

import re

NAME = re.compile(r"\b[A-Z][A-Z0-9]{1,9}-[0-9]{1,9}\b")


def with_whole_names(html):
    """HTML of words alone, in which each name of a record stands in one line."""
    return NAME.sub(r'<span class="ref">\g<0></span>', str(html))
