"""Links between texts: "API-12", "meeting 42", "../0002-cursors.md". What each is worth is said to each reader anew.

Apps register what they can resolve. HTML that is kept holds marked links, which say nothing; `fill` asks once per kind
what this reader may see. A target that they may not see reads like one that does not exist.
"""

import html
import re
from typing import NamedTuple

from .slugs import slug_of
from .unbroken import with_whole_names

MARKED = re.compile(r'<a data-ref="([a-z]+):([^"]*)">(.*?)</a>', re.S)
WORDS = {}  # kind → (pattern, what a match's key is)
RESOLVERS = {}  # kind → functions that each answer for the keys they know
MOST = 500  # references of a kind that one text may make live
_any_words = None


class Target(NamedTuple):
    """Where a reference leads: `title` says on hovering what it is, `mark` stands beside it where it does not hold ("superseded by API-31")."""

    url: str
    title: str
    mark: str = ""


def register(kind, resolve, pattern=None, key=str):
    """Make references of a kind (a word in small letters) live.

    `resolve(keys, reader, document)` gives {key: Target} with one query, of what the reader may see; `document` is the thing whose
    text is read, or None. `pattern` (an expression without groups) finds the references in running words, `key` gives a match's key.
    Several may resolve the kind "file", whose keys are the addresses of relative links as they are written, without fragment.
    """
    global _any_words
    RESOLVERS.setdefault(kind, []).append(resolve)
    if pattern:
        WORDS[kind] = (pattern, key)
        _any_words = re.compile("|".join(f"(?P<{name}>{words})" for name, (words, _) in WORDS.items()))


def marked(text):
    """The escaped words of a text with the references in them marked."""
    if _any_words is None:
        return text
    return _any_words.sub(lambda match: f'<a data-ref="{match.lastgroup}:{WORDS[match.lastgroup][1](match[0])}">{match[0]}</a>', text)


def fill(finished, reader, document=None):
    """Make the marked links of rendered HTML live for this reader, with one query per kind; what they may not see stays plain words."""
    asked = {}
    for kind, key, _ in MARKED.findall(finished):
        keys = asked.setdefault(kind, set())
        if len(keys) < MOST:
            keys.add(html.unescape(key).partition("#")[0])
    if not asked:
        return finished
    here = document.get_absolute_url() if document is not None else ""
    found = {kind: resolved(kind, keys, reader, document) for kind, keys in asked.items()}

    def live(match):
        kind, key, words = match.groups()
        key, _, fragment = html.unescape(key).partition("#")
        target = found[kind].get(key)
        return link(target, words, fragment) if target and target.url != here else words

    return MARKED.sub(live, finished)


def resolved(kind, keys, reader, document):
    found = {}
    for resolve in RESOLVERS.get(kind, ()):
        found = {**resolve(keys, reader, document), **found}
    return found


def link(target, words, fragment=""):
    """The HTML of a live reference; `words` are HTML already."""
    url = f"{target.url}#s-{slug_of(fragment)}" if fragment else target.url
    shown = f'<a class="ref" href="{html.escape(url)}" title="{html.escape(target.title)}">{words}</a>'
    return f'{shown}<span class="ref-worth"> ({with_whole_names(html.escape(target.mark))})</span>' if target.mark else shown
