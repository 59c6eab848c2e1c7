"""reStructuredText to HTML, not yet cleaned: docutils with everything off that reads files, runs code or passes HTML through."""

import html

from docutils import core, nodes
from docutils.writers import html5_polyglot

LONGEST = 300_000  # characters; docutils keeps several trees of a text in memory
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


def convert(text, secret):
    """Give the HTML in parts and the headings as (level, words) pairs; the nth heading has the id SECRET-n."""
    if len(text) > LONGEST:
        return [f'<pre class="plain">{html.escape(text)}</pre>'], []
    writer = html5_polyglot.Writer()
    writer.translator_class = type("Numbering", (Translator,), {"secret": secret})
    body = core.publish_parts(text, writer=writer, settings_overrides=SETTINGS)["body"]
    return [body], writer.visitor.found


class Translator(html5_polyglot.HTMLTranslator):
    """Writes sections as numbered headings, without elements around them."""

    secret = ""

    def __init__(self, document):
        super().__init__(document)
        self.found, self.depth = [], 0

    def visit_section(self, node):
        self.depth += 1

    def depart_section(self, node):
        self.depth -= 1

    def visit_title(self, node):
        if not isinstance(node.parent, nodes.section):
            return super().visit_title(node)
        self.body.append(f'<h2 id="{self.secret}-{len(self.found)}">')
        self.context.append("</h2>")
        self.found.append((min(self.depth, 6), " ".join(node.astext().split())[:300]))
