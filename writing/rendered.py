"""What changed between two texts as they are read: their clean HTML, block by block, with the words that changed marked in it.

Tags are taken from one side as they are, and only words are wrapped. So what comes out is as clean as what went in.
"""

import re
import time
from html import escape, unescape
from html.parser import HTMLParser
from itertools import takewhile
from typing import NamedTuple

from .diffs import TOKEN, hunks, run_of

EMPTY = {"area", "br", "col", "hr", "img", "input", "source", "wbr"}
SAYS = {"img": "alt", "input": "aria-label"}  # what counts as a word, and where it says what it shows
NOT_COMPARED = re.compile(r'\s*<a class="anchor"[^>]*>#</a>|</?diagram-frame[^>]*>')
NAMES = re.compile(r'(?<=[a-z0-9"])\s(?:id|aria-labelledby)="[^"]*"(?=[^<]*>)')
MARKS = {"gone": ("<del>", "removed"), "new": ("<ins>", "added")}
SECONDS = 0.4  # after which changed blocks are shown as one gone and one new


class Token(NamedTuple):
    """A tag or a word of HTML as it stands there; a picture counts as a word, and `says` what it shows."""

    raw: str
    is_word: bool = False
    says: str = ""


class Block(NamedTuple):
    """A piece of a page: `kind` is same, changed, gone, new or skipped (then `count` blocks are the same and left out)."""

    kind: str
    html: str = ""
    count: int = 0


def rendered(old, new, around=1):
    """The Blocks of two pieces of clean HTML on one page; of what is the same, only `around` blocks next to a change. Empty where
    nothing changed."""
    until, made = time.perf_counter() + SECONDS, []
    before, after = ([("".join(token.raw for token in block), block) for block in blocks(html)] for html in (old, new))
    tokens = dict(before + after)
    for gone, found in hunks([html for html, _ in before], [html for html, _ in after]):
        if gone is found:
            made += [Block("same", html) for html in found]
        else:
            made += replaced([tokens[html] for html in gone], [tokens[html] for html in found], until)
    return folded(made, around)


def replaced(gone, new, until):
    """The Blocks where blocks became others: those at the same place with the same tag are compared by their words."""
    made = []
    for at in range(max(len(gone), len(new))):
        before, after = (by_word(side[at]) if at < len(side) else None for side in (gone, new))
        if before and after and tag_of(before) == tag_of(after) and time.perf_counter() < until:
            made.append(Block("changed", compared(before, after)))
        else:
            made += [marked_block(block, kind) for block, kind in ((before, "gone"), (after, "new")) if block]
    return made


def by_word(block):
    """The Tokens of a block with one for each word."""
    return [each for token in block for each in (words_of(token.raw) if token.is_word and token.raw[0] != "<" else [token])]


def words_of(html):
    return [Token(escape(word, quote=False), True) for word in TOKEN.findall(unescape(html))]


def tag_of(block):
    return "" if block[0].is_word else block[0].raw.partition(" ")[0].rstrip(">")


def compared(before, after):
    """The HTML of the later block, with its new words marked and those that are gone put in where they stood."""
    said = {token.raw: token.says for token in before if token.says}
    opening = list(takewhile(lambda token: not token.is_word, after))
    made, tokens = [token.raw for token in opening], iter(after[len(opening) :])
    for kind, words in run_of([token.raw for token in before if token.is_word], [token.raw for token in after if token.is_word], tidy=True):
        if kind == "gone":
            made.append(marked("".join(said.get(word, word) for word in words), "gone"))
        else:
            made += passed(tokens, len(words), kind)
    return "".join(made) + "".join(token.raw for token in tokens)


def passed(tokens, count, kind):
    """The next `count` words with the tags before and between them; runs of words are marked together unless they are the same."""
    run = []
    while count:
        token = next(tokens)
        count -= token.is_word
        if token.is_word and kind != "same":
            run.append(token.raw)
            continue
        yield from ([marked("".join(run), kind)] if run else [])
        yield token.raw
        run = []
    yield from ([marked("".join(run), kind)] if run else [])


def marked(html, kind):
    if not html.strip():
        return html if kind == "new" else ""
    opening, words = MARKS[kind]
    return f'{opening}<span class="vh">{words}: </span>{html}</{opening[1:]}'


def marked_block(block, kind):
    """A whole Block that is gone or new. What is gone has no names of its own: the other side may have the same."""
    tokens = iter(block)
    html = "".join(passed(tokens, sum(token.is_word for token in block), kind)) + "".join(token.raw for token in tokens)
    return Block(kind, NAMES.sub("", html) if kind == "gone" else html)


def folded(made, around):
    """The blocks with the long runs of same ones folded into one that counts them."""
    near = {at + step for at, block in enumerate(made) if block.kind != "same" for step in range(-around, around + 1)}
    kept = []
    for at, block in enumerate(made if near else []):
        if block.kind != "same" or at in near:
            kept.append(block)
        elif kept and kept[-1].kind == "skipped":
            kept[-1] = Block("skipped", count=kept[-1].count + 1)
        else:
            kept.append(Block("skipped", count=1))
    return kept


def blocks(html):
    """The top elements of a piece of HTML, each as a list of Tokens. Without what only a page needs: anchors of headings, frames."""
    reader = Reader()
    reader.feed(NOT_COMPARED.sub("", html))
    reader.close()
    return [block for block in reader.blocks if any(token.raw.strip() for token in block)]


class Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.blocks, self.depth = [[]], 0

    def add(self, token):
        self.blocks[-1].append(token)

    def end_block(self):
        if self.depth == 0:
            self.blocks.append([])

    def handle_starttag(self, tag, attributes):
        says = dict(attributes).get(SAYS.get(tag), "") or ""
        if self.depth == 0 and tag not in EMPTY:
            self.end_block()
        self.add(Token(self.get_starttag_text(), tag in SAYS, escape(says)))
        self.depth += tag not in EMPTY

    def handle_endtag(self, tag):
        self.add(Token(f"</{tag}>"))
        self.depth = max(0, self.depth - 1)
        self.end_block()

    def handle_data(self, data):
        if data.strip() or "\n" not in data:
            self.add(Token(escape(data, quote=False), True))
        else:
            self.add(Token(data))
