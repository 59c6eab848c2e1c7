"""What is left of an attack after rendering, read by a parser; tests/browser/test_attacks.py reads it with a browser."""

import re
from html import escape, unescape
from html.parser import HTMLParser

import pytest

from records.models import Log
from tests.factories import make_record
from ui.finishing import finish
from ui.markdown import clean, render
from ui.references import fill

from .attacks import OURS, texts

TAGS = {
    "a",
    "abbr",
    "b",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "dd",
    "del",
    "details",
    "diagram-frame",
    "div",
    "dl",
    "dt",
    "em",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "input",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "samp",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "tt",
    "u",
    "ul",
    "var",
}
ATTRIBUTES = {
    "align",
    "aria-label",
    "checked",
    "class",
    "colspan",
    "disabled",
    "frame",
    "href",
    "id",
    "open",
    "rel",
    "role",
    "rowspan",
    "scope",
    "start",
    "tabindex",
    "title",
    "type",
}


class Left(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.bad = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attributes):
        if tag not in TAGS:
            self.bad.append(tag)
        for name, value in attributes:
            if name not in ATTRIBUTES:
                self.bad.append(f"{tag} {name}")
            if name == "href" and not value.startswith(("http://", "https://", "mailto:", "#", "/")):
                self.bad.append(value)
            if name == "id" and not value.startswith(("s-", "u-", "fn")):
                self.bad.append(f"#{value}")
            if name in ("role", "tabindex", "frame") and value not in ("group", "0", "/diagram/"):
                self.bad.append(f"{name}={value}")

    def handle_comment(self, data):
        self.bad.append(data)

    handle_decl = unknown_decl = handle_pi = handle_comment


def test_there_are_enough():
    assert len({text for _, _, text in texts()}) >= 250


@pytest.mark.django_db
@pytest.mark.parametrize("family", sorted({family for family, _, _ in texts()}))
def test_nothing_is_left_that_is_not_on_the_list(ada, family):
    make_record(log=Log.objects.create(key="API", title="API"), title='"><script>alert(1)</script>')
    found = {}
    for each, format, text in texts():
        if each == family:
            found[text] = Left(fill(render(text, format).html, ada)).bad
    assert {text: bad for text, bad in found.items() if bad} == {}


@pytest.mark.parametrize("layer", [clean, lambda dirty: finish(dirty, [], "secret")], ids=["bleach", "finishing"])
@pytest.mark.parametrize("address", OURS["addresses"])
def test_each_layer_alone_lets_no_address_through_that_runs(layer, address):
    html = layer(f'<a href="{escape(unescape(address))}">x</a>')
    left = [re.sub(r"[\0-\x20]", "", unescape(href)) for href in re.findall(r'href="([^"]*)"', html)]
    assert [href for href in left if re.match(r"[a-z][a-z0-9+.-]*:(?!//h\.example)", href, re.I)] == []


@pytest.mark.parametrize("text", ["<p id=main>x</p>", "<h2 id=s-context>Context</h2>\n\n## Context", "[^main]\n\n[^main]: x"])
def test_no_text_names_a_part_of_the_page(text):
    html = render(text).html
    assert 'id="main"' not in html
    assert html.count('id="s-context"') <= 1
