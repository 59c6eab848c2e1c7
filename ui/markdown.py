"""A text to safe HTML: `render`. Whatever was written, the answer is well-formed, made of allowed tags only, and comes in bounded time.

The steps: the lines are scanned (`ui.scanning`), Python-Markdown or docutils makes HTML of them, bleach lets through what is
on its list (here and nowhere else), and `ui.finishing` gives the clean HTML its anchors, links and regions.
"""

import html
import re
import threading
from typing import NamedTuple

from bleach.html5lib_shim import Filter
from bleach.sanitizer import Cleaner

from . import finishing
from .converting import Converter
from .headings import anchored, plain
from .kept import Kept
from .lines import normal
from .scanning import Scan

TAGS = frozenset(
    re.findall(
        r"\w+",
        """a abbr b blockquote br caption cite code dd del details div dl dt em h1 h2 h3 h4 h5 h6 hr i img input ins kbd li mark ol p pre q
        s samp small span strong sub summary sup table tbody td tfoot th thead tr tt u ul var""",
    )
)
ATTRIBUTES = {
    "a": {"href"},
    "img": {"src", "alt"},
    "input": {"type", "checked"},
    "td": {"align", "colspan", "rowspan"},
    "th": {"align", "colspan", "rowspan", "scope"},
    "ol": {"start"},
    "details": {"open"},
}
CLASS = re.compile(
    r"hl|mermaid|plain|front|admonition|admonition-title|note|tip|important|warning|caution|danger|info|success|question|bug|task-list|task-list-item|"
    r"footnote|footnote-ref|footnote-backref|language-[\w+-]{1,20}|[a-z]{1,2}[0-9a-z]?|err|hll"
)
ADDRESS = re.compile(r"(https?://[^\s<>\"']{1,500}[^\s<>\"'.,;:!?)\]])")
ID = re.compile(r"[\w:.\-]{1,120}")
_mine = threading.local()


class Rendered(NamedTuple):
    """`html` is safe to show; `headings` are `ui.headings.Heading`s in order."""

    html: str
    headings: list


def render(text, format="md", anchors=()):
    """Give the text (in format md, rst or plain) as Rendered. Never raises; a text that nothing can be made of is shown as it is typed.

    `anchors` are (words, anchor) pairs of the document's Section rows. References to other texts come out as marked links
    without address and title, which `ui.references.fill` makes live for one reader; so the HTML may be kept for all of them.
    """
    text = normal(text)
    try:
        kept = Kept()
        parts, found = MAKERS.get(format, plain_text)(text, kept)
        made = anchored(found, anchors)
        return Rendered(finishing.finish(kept.back("\n".join(map(clean, parts))), made, kept.secret), made)
    except Exception:  # parsers fail in their own ways on hostile texts, some by RecursionError; the reader still gets the text
        return Rendered(f'<pre class="plain">{html.escape(text)}</pre>', [])


def markdown(text, kept):
    scan = Scan(text)
    return converted(scan, kept), [(found.level, plain(found.source)) for found in scan.headings]


def converted(scan, kept):
    converter = getattr(_mine, "converter", None) or Converter()
    _mine.converter = None  # one that failed half way is not used again
    yield from converter.convert(scan, kept)
    _mine.converter = converter


def plain_text(text, kept):
    """Paragraphs with their own line ends and live addresses."""
    made = []
    for paragraph in re.split(r"\n[ \t]*\n\s*", text.strip("\n")):
        words = ADDRESS.split(paragraph)
        for at, address in enumerate(words):
            escaped = html.escape(address)
            words[at] = f'<a href="{escaped}">{escaped}</a>' if at % 2 else kept.put(escaped)
        made.append(f'<p class="plain">{"".join(words)}</p>')
    return ["\n".join(made)], []


def restructured(text, kept):
    from .restructured import convert  # brings 9 MB with it, and few organisations write so

    return convert(text, kept)


MAKERS = {"md": markdown, "rst": restructured, "plain": plain_text}


def clean(dirty):
    """Let through what is allowed; a tag that is not becomes the words that it was typed with, a comment nothing."""
    cleaner = getattr(_mine, "cleaner", None) or new_cleaner()
    _mine.cleaner = None  # as with the converter
    cleaned = cleaner.clean(dirty)
    _mine.cleaner = cleaner
    return cleaned


def new_cleaner():
    cleaner = Cleaner(
        tags=TAGS, attributes=is_allowed, protocols={"http", "https", "mailto"}, strip=False, strip_comments=True, filters=[Narrowed]
    )  # fmt: skip
    written = cleaner.serializer  # each attribute with a value in double quotes, as ui.finishing reads them
    written.quote_char, written.use_best_quote_char, written.minimize_boolean_attributes = '"', False, False
    return cleaner


def is_allowed(tag, name, value):
    if name == "id":
        return bool(ID.fullmatch(value))
    return name in ("class", "title") or name in ATTRIBUTES.get(tag, ())


class Narrowed(Filter):
    """Of classes only those on the list; of inputs only checkboxes, which nobody can tick and which say what they show."""

    def __iter__(self):
        for token in super().__iter__():
            if token["type"] in ("StartTag", "EmptyTag"):
                attributes = token["data"]
                if classes := attributes.pop((None, "class"), None):
                    kept = " ".join(name for name in classes.split() if CLASS.fullmatch(name))
                    if kept:
                        attributes[None, "class"] = kept
                if token["name"] == "input":
                    if attributes.get((None, "type"), "").lower() != "checkbox":
                        continue
                    attributes[None, "disabled"] = "disabled"
                    attributes[None, "aria-label"] = "Done" if (None, "checked") in attributes else "To do"
            yield token
