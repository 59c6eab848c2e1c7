"""Scanned Markdown to HTML, not yet cleaned: Python-Markdown with its extensions, Pygments for code."""

import html
import re
from xml.etree import ElementTree

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions.footnotes import FootnoteExtension
from markdown.util import AtomicString
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

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
MARK = re.compile(r"[ ]*\x02taken:(\d+)\x03[ ]*(?:\n|$)")
HELD = re.compile(r"(?:<p>)?\x02held:(\d+)\x03(?:</p>)?")
LEFT = re.compile(r"\x02taken:(\d+)\x03")
LONGEST_CODE, LONGEST_LINE = 30_000, 2_000  # characters that are highlighted; more is shown plain
FORMATTER = HtmlFormatter(nowrap=True)


class Converter:
    """Makes HTML of scanned texts, one at a time: an instance belongs to one thread."""

    def __init__(self):
        self.markdown = Markdown(extensions=EXTENSIONS, extension_configs=CONFIGURATION, output_format="html")
        for done_by_the_scan in ("normalize_whitespace", "html_block"):
            self.markdown.preprocessors.deregister(done_by_the_scan)
        for done_by_the_scan in ("hashheader", "setextheader"):
            self.markdown.parser.blockprocessors.deregister(done_by_the_scan)
        self.markdown.parser.blockprocessors.register(Taken(self), "taken", 1000)

    def convert(self, scan, secret):
        """Give the HTML of a Scan in parts; its nth heading has the id SECRET-n."""
        self.taken, self.secret, self.headings = scan.taken, secret, 0
        return [self.part(0, "\n".join(scan.lines).strip("\n"))]

    def part(self, number, text):
        self.markdown.reset()
        for extension in self.markdown.registeredExtensions:
            if isinstance(extension, FootnoteExtension):
                extension.unique_prefix = number
        made = self.markdown.convert(text)
        made = HELD.sub(lambda match: self.held(int(match[1])), made)
        return LEFT.sub(lambda match: html.escape(self.taken[int(match[1])].text), made)

    def held(self, number):
        taken = self.taken[number]
        if taken.kind == "html":
            return taken.text + "\n"
        return code(taken.text, taken.words) if taken.kind == "code" else f'<pre class="plain">{html.escape(taken.text)}</pre>'


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
            made = ElementTree.SubElement(parent, "h2", id=f"{self.converter.secret}-{self.converter.headings}")
            made.text = taken.text[:1000]
            self.converter.headings += 1
        elif taken.kind == "inner":
            made = ElementTree.SubElement(ElementTree.SubElement(parent, "p"), "strong")
            made.text = taken.text[:1000]
        else:
            ElementTree.SubElement(parent, "p").text = AtomicString(f"\x02held:{number}\x03")


def code(text, language):
    """Fenced code as HTML, with Pygments' classes where it knows the language. A diagram stays its source: `<diagram-frame>` draws it."""
    if language == "mermaid":
        return f'<pre class="mermaid">{html.escape(text)}</pre>'
    name = f' class="language-{html.escape(language)}"' if language else ""
    return f'<pre class="hl"><code{name}>{highlighted(text, language)}</code></pre>'


def highlighted(text, language):
    if language and len(text) <= LONGEST_CODE and all(len(line) <= LONGEST_LINE for line in text.split("\n")):
        try:
            return highlight(text, get_lexer_by_name(language, stripnl=False), FORMATTER)
        except ClassNotFound:
            pass
    return html.escape(text)
