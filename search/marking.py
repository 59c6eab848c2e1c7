"""A stretch of a text as HTML for a reader: escaped, on one line, without its Markdown signs, found words marked."""

import re
from html import escape

from django.utils.safestring import SafeString

OPEN, CLOSE = "\x02", "\x03"  # around a found word until the text is escaped
LINK = re.compile(r"!?\[([^\[\]]*)\]\(([^()\s]*)\)?|\]\(([^()\s]*)\)")
LEFT_OUT = re.compile(
    rf"<!--[^{OPEN}]*?(?:-->|\Z)|<!--|-->"
    rf"|^[ \t]*(?:`{{3,}}|~{{3,}})[^\n{OPEN}]*$"  # the line that opens a code block
    r"|^[ \t]*[-=~^*+|: ]{3,}$"  # underlines, rulers, the line below a table's head
    r"|<br ?/?>|\[\^[^\]\s]+\]:?|\[!\w+\]|^[ \t]*[-*+] \[[ xX]\]",  # breaks, notes, alerts, boxes to tick
    re.M,
)
MAY_BE_MARKUP = re.compile(r"[`*|\\#>_\n]")
MARKUP = re.compile(r"[`*|\\]+|^[ \t]*(?:#{1,6}|>|[-+]|\d+\.)[ \t]+|(?<![\w\x03])_+|_+(?![\w\x02])", re.M)


def marked(text, start, end, places):
    """A stretch of text as HTML, the places in it marked, its Markdown signs taken off."""
    pieces, at = [], start
    for first, last, _ in places:
        if first < at:
            continue
        if last > end:
            break
        pieces += [_unmarked(text[at:first]), OPEN, text[first:last], CLOSE]
        at = last
    line = _plain("".join([*pieces, _unmarked(text[at:end])]))
    return SafeString(escape(line).replace(OPEN, "<mark>").replace(CLOSE, "</mark>"))


def _unmarked(text):
    return text.replace(OPEN, "").replace(CLOSE, "")


def _plain(text):
    """The text on one line, without Markdown signs, and without addresses of links unless a word was found in one."""
    if "]" in text:
        text = LINK.sub(_named, text)
    if MAY_BE_MARKUP.search(text):
        text = MARKUP.sub("", LEFT_OUT.sub("", text))
    return " ".join(text.split())


def _named(link):
    address = link[2] or link[3] or ""
    return f"{link[1] or ''} ({address})" if OPEN in address else link[1] or ""
