"""Fenced code as HTML."""

import html
import re
from functools import lru_cache
from time import thread_time

from pygments.lexers import get_lexer_by_name
from pygments.token import STANDARD_TYPES
from pygments.util import ClassNotFound

LONGEST, LONGEST_LINE = 30_000, 2_000  # characters that are coloured; more is shown plain
SECONDS = 0.25  # of computing for one piece of code; one that takes longer is shown plain
COLOURED = re.compile(r"c.?|k.?|m.?|s.?|g[dieshu]|n[bcdft]|o|ow")  # the classes that static/css/components/code.css knows


def code(text, language, kept):
    """Fenced code with Pygments' classes where it knows the language. A diagram stays its source: `<diagram-frame>` draws it."""
    if language == "mermaid":
        return f'<pre class="mermaid">{kept.put(html.escape(text))}</pre>'
    name = f' class="language-{html.escape(language)}"' if language else ""
    return f'<pre class="hl"><code{name}>{kept.put(coloured(text, language))}</code></pre>'


def coloured(text, language):
    """Safe HTML of the code: every word escaped, in spans with a class of ours or none."""
    lexer = lexer_of(language) if language and len(text) <= LONGEST and is_narrow(text) else None
    if lexer is None:
        return html.escape(text)
    made, last, run = [], "", ""
    end = thread_time() + SECONDS
    for kind, words in lexer.get_tokens(text):
        if thread_time() > end:
            return html.escape(text)
        name = class_of(kind)
        if name != last:
            made.append(span(last, run))
            last, run = name, ""
        run += words
    return "".join([*made, span(last, run.rstrip("\n"))])


def span(name, words):
    words = html.escape(words, quote=False)
    return f'<span class="{name}">{words}</span>' if name and words.strip() else words


def is_narrow(text):
    return all(len(line) <= LONGEST_LINE for line in text.split("\n"))


@lru_cache(maxsize=64)
def lexer_of(language):
    try:
        return get_lexer_by_name(language, stripnl=False)
    except ClassNotFound:
        return None


@lru_cache(maxsize=512)
def class_of(kind):
    """The short class of a token's kind or of the next more general one that has a colour."""
    while kind:
        name = STANDARD_TYPES.get(kind, "")
        if COLOURED.fullmatch(name):
            return name
        kind = kind.parent
    return ""
