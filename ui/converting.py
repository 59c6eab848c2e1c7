"""Scanned Markdown to HTML, not yet cleaned: Python-Markdown with its extensions, Pygments for code."""

import html
import re
from functools import partial
from time import thread_time
from xml.etree import ElementTree

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions.footnotes import FootnoteExtension
from markdown.inlinepatterns import LinkInlineProcessor
from markdown.util import AtomicString

from .bounds import is_too_nested, short_tags
from .code import code
from .parts import Notes, in_parts

EXTENSIONS = [
    "markdown.extensions.tables", "markdown.extensions.footnotes", "markdown.extensions.def_list", "markdown.extensions.abbr",
    "markdown.extensions.sane_lists", "markdown.extensions.admonition", "pymdownx.tasklist", "pymdownx.tilde", "pymdownx.magiclink",
    "pymdownx.betterem", "pymdownx.quotes",
]  # fmt: skip
CONFIGURATION = {
    "markdown.extensions.tables": {"use_align_attribute": True},  # not style=, which the CSP forbids
    "markdown.extensions.footnotes": {"BACKLINK_TITLE": "Back to the text (note {})", "UNIQUE_IDS": True},
    "pymdownx.tilde": {"subscript": False},
    "pymdownx.quotes": {"callouts": True},  # GitHub's alerts
    "pymdownx.magiclink": {"hide_protocol": False},
}
MARK = re.compile(r"[ ]{0,3}\x02taken:(\d+)\x03[ ]*(?:\n|$)")
HELD = re.compile(r"(?:<p>)?\x02held:(\d+)\x03(?:</p>)?")
LEFT = re.compile(r"\x02taken:(\d+)\x03")
CALL = re.compile(r"\[\^(?![^\]\n]{1,100}\]:)")  # of a footnote; what a colon follows defines one
BRACKET, PARENTHESIS = re.compile(r"[\[\]]"), re.compile(r"[()]")
MOST_BRACKETS = 20  # that stand in each other in the words or the address of a link
MOST_FOOTNOTES = 300  # of one part
SECONDS = 4.0  # of computing for one text; the parts left then are shown as they are typed


class Converter:
    """Makes HTML of scanned texts, one at a time: an instance belongs to one thread."""

    def __init__(self):
        self.markdown = Markdown(extensions=EXTENSIONS, extension_configs=CONFIGURATION, output_format="html")
        for done_by_the_scan in ("normalize_whitespace", "html_block"):
            self.markdown.preprocessors.deregister(done_by_the_scan)
        for done_by_the_scan in ("hashheader", "setextheader"):
            self.markdown.parser.blockprocessors.deregister(done_by_the_scan)
        self.markdown.parser.blockprocessors.register(Taken(self), "taken", 1000)
        for pattern in self.markdown.inlinePatterns:
            if isinstance(pattern, LinkInlineProcessor):
                pattern.getText, pattern.getLink = words_of_link, partial(address_of_link, pattern.getLink)
        self.footnotes = next(each for each in self.markdown.registeredExtensions if isinstance(each, FootnoteExtension))

    def convert(self, scan, kept):
        """Give the HTML of a Scan part by part; its nth heading has the id kept.heading(n)."""
        self.taken, self.kept, self.headings = scan.taken, kept, 0
        end = thread_time() + SECONDS
        parts = in_parts(scan.lines, self.weight)
        notes = Notes(parts) if len(parts) > 1 else None
        for number, lines in enumerate(parts):
            if thread_time() > end:
                yield self.typed(lines)
            else:
                yield self.made(number, notes.with_theirs(lines) if notes else lines)

    def made(self, number, lines):
        first = self.headings
        self.markdown.reset()
        self.footnotes.unique_prefix = number
        try:
            made = self.markdown.convert(few_footnotes("\n".join(lines).strip("\n")))
            made = HELD.sub(lambda match: self.held(int(match[1])), made)
            made = LEFT.sub(lambda match: self.kept.put(html.escape(self.taken[int(match[1])].text)), made)
        except RecursionError:
            made = None
        if made is None or is_too_nested(made):
            self.headings = first
            return self.typed(lines)
        return short_tags(made)

    def typed(self, lines):
        """The lines as they were typed, under their headings."""
        made, plain = [], []
        for line in [*lines, None]:
            match = line and MARK.fullmatch(line.strip())
            taken = self.taken[int(match[1])] if match else None
            if plain and (line is None or (taken and taken.kind == "heading")):
                made.append(self.as_typed("\n".join(plain)))
                plain = []
            if taken and taken.kind == "heading":
                made.append(f'<h2 id="{self.next_id()}">{html.escape(taken.text[:1000])}</h2>')
            elif line is not None:
                plain.append(LEFT.sub(lambda match: self.taken[int(match[1])].text, line))
        return "\n".join(made)

    def weight(self, line):
        """How many characters have to be made into HTML for this line: those of HTML that was taken out, too."""
        mark = LEFT.search(line)
        taken = self.taken[int(mark[1])] if mark else None
        return len(taken.text) if taken and taken.kind == "html" else len(line)

    def next_id(self):
        self.headings += 1
        return self.kept.heading(self.headings - 1)

    def held(self, number):
        taken = self.taken[number]
        if taken.kind == "html":
            return taken.text + "\n"
        return code(taken.text, taken.words, self.kept) if taken.kind == "code" else self.as_typed(taken.text, taken.kind)

    def as_typed(self, text, kind="plain"):
        return f'<pre class="{kind}">{self.kept.put(html.escape(text))}</pre>'


class Taken(BlockProcessor):
    """Puts in its place what the scan took out."""

    def __init__(self, converter):
        super().__init__(converter.markdown.parser)
        self.converter = converter

    def test(self, parent, block):
        return bool(MARK.match(block))

    def run(self, parent, blocks):
        block = blocks.pop(0)
        match = MARK.match(block)
        if rest := block[match.end() :]:
            blocks.insert(0, rest)
        number = int(match[1])
        taken = self.converter.taken[number]
        if taken.kind == "heading":
            made = ElementTree.SubElement(parent, "h2", id=self.converter.next_id())
            made.text = taken.text[:1000]
        elif taken.kind == "inner":
            made = ElementTree.SubElement(ElementTree.SubElement(parent, "p"), "strong")
            made.text = taken.text[:1000]
        else:
            ElementTree.SubElement(parent, "p").text = AtomicString(f"\x02held:{number}\x03")


def words_of_link(text, start):
    """(the words before the bracket that closes the one before `start`, the place behind it, whether there is one). Python-Markdown
    looks for it through all of the text and at each bracket anew, which takes quadratic time where brackets stand in brackets."""
    end = closing(BRACKET, text, start)
    return (text[start : end.start()], end.end(), True) if end else ("", start, False)


def address_of_link(find, text, start):
    """What Python-Markdown's `find` gives of a link's address; nothing, at once, where parentheses stand in each other without end."""
    opened = text[start : start + 1] == "("
    return find(text, start) if not opened or closing(PARENTHESIS, text, start + 1) is not None else ("", None, start, False)


def closing(marks, text, start):
    """The match of these marks that closes the one before `start`; False where none does, None where too many stand in each other."""
    depth = 1
    for mark in marks.finditer(text, start):
        depth += 1 if mark[0] in "[(" else -1
        if depth == 0:
            return mark
        if depth > MOST_BRACKETS:
            return None
    return False


def few_footnotes(text):
    """The text with the calls of footnotes beyond MOST_FOOTNOTES as words: each call costs as much as all before it."""
    calls = [call.start() for call in CALL.finditer(text)][MOST_FOOTNOTES:]
    ends = [*calls, len(text)]
    return text[: ends[0]] + "".join("\\" + text[start:end] for start, end in zip(calls, ends[1:], strict=True))
