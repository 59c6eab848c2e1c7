"""reStructuredText to HTML, not yet cleaned: docutils with everything off that reads files, runs code or passes HTML through."""

import html
import re
from time import thread_time

from docutils import core, nodes
from docutils.parsers.rst import Parser
from docutils.parsers.rst.states import Inliner
from docutils.utils import unescape
from docutils.writers import html5_polyglot

from .bounds import is_too_broad, is_too_nested
from .headings import rst_headings
from .scanning import MOST_HEADINGS

LONGEST = 300_000  # characters of a text; a longer one is shown as it is typed, as docutils keeps several trees of it in memory
LONGEST_LINE, LONGEST_PARAGRAPH = 5_000, 4_000
SECONDS = 3.0  # of computing for one text
SECTIONING = re.compile(r"<(/?)(?:aside|section|figure|figcaption|main|nav|header|footer)(?=[\s>])")  # a text makes no landmarks of a page
SETTINGS = {
    "file_insertion_enabled": False,
    "raw_enabled": False,
    "_disable_config": True,
    "report_level": 5,
    "halt_level": 5,
    "warning_stream": False,
    "doctitle_xform": False,
    "docinfo_xform": False,
    "sectsubtitle_xform": False,
    "syntax_highlight": "short",
    "math_output": "LaTeX",
    "smart_quotes": False,
    "input_encoding": "unicode",
    "output_encoding": "unicode",
    "line_length_limit": 20_000,
}


def convert(text, kept):
    """Give the HTML in parts and the headings as (level, words) pairs; the nth heading has the id kept.heading(n)."""
    lines = text.split("\n")
    if len(text) > LONGEST or any(len(line) > LONGEST_LINE for line in lines):
        return typed(lines, kept)
    writer = html5_polyglot.Writer()
    writer.translator_class = type("Numbering", (Translator,), {"kept": kept})
    try:
        parser = Parser(inliner=patient(thread_time() + SECONDS))
        body = core.publish_parts(text, parser=parser, writer=writer, settings_overrides=SETTINGS)["body"]
    except Exception:  # docutils fails in several ways on what is nested too deep
        return typed(lines, kept)
    if is_too_nested(body) or is_too_broad(body):
        return typed(lines, kept)
    return [SECTIONING.sub(r"<\1div", body).replace('<pre class="code ', '<pre class="hl ')], writer.visitor.found


def typed(lines, kept):
    """The lines as they were typed, under their headings."""
    found, at, made = rst_headings(lines), 0, []
    for number, (_, words, start, end) in enumerate(found):
        made += [as_typed(lines[at:start], kept), f'<h2 id="{kept.heading(number)}">{html.escape(words)}</h2>']
        at = end
    return [*made, as_typed(lines[at:], kept)], [(level, words) for level, words, _, _ in found]


def as_typed(lines, kept):
    text = "\n".join(lines).strip("\n")
    return f'<pre class="plain">{kept.put(html.escape(text))}</pre>' if text else ""


class TookTooLong(Exception):
    pass


def patient(end):
    """An Inliner that reads inline markup until its time is up; a paragraph too long for its quadratic ways stays as it is typed."""
    inliner = Inliner()  # a subclass would lose the expressions that it builds from its own class
    parse = inliner.parse

    def patiently(text, lineno, memo, parent):
        if thread_time() > end:
            raise TookTooLong
        if len(text) > LONGEST_PARAGRAPH:
            return [nodes.Text(unescape(text, restore_backslashes=True))], []
        return parse(text, lineno, memo, parent)

    inliner.parse = patiently
    return inliner


class Translator(html5_polyglot.HTMLTranslator):
    """Writes sections as numbered headings, without elements around them."""

    kept = None

    def __init__(self, document):
        super().__init__(document)
        self.found, self.depth = [], 0

    def visit_section(self, node):
        self.depth += 1

    def depart_section(self, node):
        self.depth -= 1

    def visit_literal(self, node):
        self.body.append("<code>")

    def depart_literal(self, node):
        self.body.append("</code>")

    def visit_title(self, node):
        if not isinstance(node.parent, nodes.section) or len(self.found) == MOST_HEADINGS:
            return super().visit_title(node)
        self.body.append(f'<h2 id="{self.kept.heading(len(self.found))}">')
        self.context.append("</h2>\n")
        self.found.append((min(self.depth, 6), " ".join(node.astext().split())[:300]))
