"""Whole texts and the whole HTML that comes of them; markdown.txt holds "=== what", a text, "=>" and its HTML."""

import re
import time
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ui.headings import anchored, headings
from ui.markdown import render

BLOCKS = re.split(r"^=== (.*)\n", Path(__file__).with_name("markdown.txt").read_text(), flags=re.M)[1:]
CASES = {name: block.rstrip("\n").split("\n=>\n") for name, block in zip(BLOCKS[::2], BLOCKS[1::2], strict=True)}
LINES = [
    "# A",
    "## A b",
    "### A",
    "Set",
    "===",
    "---",
    "```",
    "~~~",
    "- a",
    "  # in",
    "> # q",
    "    # code",
    "<!--",
    "-->",
    "<div>",
    "<?php",
    "<!x",
    '<div title="',
    "</div>",
    "<pre>",
    "",
    "1. x",
    "a|b",
    "-|-",
]


@pytest.mark.parametrize("name", CASES)
def test_markdown(name):
    text, html = CASES[name]
    assert render(text).html.rstrip("\n") == html


ODD = [
    ("", ""),
    (" \n\t\n", ""),
    ("a\x02taken:0\x03b\x00c", "<p>ataken:0bc</p>"),
    ("\ufeffa\r\n\r\nb\rc", "<p>a</p>\n<p>b\nc</p>"),
]


@pytest.mark.parametrize(("text", "html"), ODD)
def test_odd_characters(text, html):
    assert render(text).html == html


PLAIN = [
    ("one\n two <b>\n\n\nAPI & co", '<p class="plain">one\n two &lt;b&gt;</p>\n<p class="plain">API &amp; co</p>'),
    (
        "see https://x.example/a?b=1&c=2.",
        '<p class="plain">see <a href="https://x.example/a?b=1&amp;c=2" rel="nofollow noopener noreferrer">https://x.example/a?b=1&amp;c=2</a>.</p>',
    ),
]


@pytest.mark.parametrize(("text", "html"), PLAIN)
def test_plain_text(text, html):
    assert render(text, "plain").html == html


@pytest.mark.parametrize("text", ["word\n" * 3000 + "<!-- open & x", "<!-- open &lt; x " + "word " * 3000, "- <!-- open\n" + "word " * 3000])
def test_a_comment_without_an_end_is_shown_as_typed_in_an_overlong_paragraph(text):
    shown = re.search(r'<pre class="plain">(.*?)</pre>', render(text).html, re.DOTALL)[1]
    assert unescape(shown).split() == text.removeprefix("- ").split()


def test_restructured_text():
    rendered = render(
        "Title\n=====\n\nA *b* ``c`` `d <https://x.example>`_\n\nSub\n---\n\n.. note:: N\n\n.. include:: /etc/hosts\n\n.. raw:: html\n\n   <b>\n",
        "rst",
    )
    assert [(heading.words, heading.anchor, heading.shown) for heading in rendered.headings] == [("Title", "s-title", 2), ("Sub", "s-sub", 3)]
    assert rendered.html.rstrip() == (
        '<h2 id="s-title">Title <a class="anchor" href="#s-title" aria-label="Link to this section">#</a></h2>\n'
        '<p>A <em>b</em> <code>c</code> <a href="https://x.example" rel="nofollow noopener noreferrer">d</a></p>\n'
        '<h3 id="s-sub">Sub <a class="anchor" href="#s-sub" aria-label="Link to this section">#</a></h3>\n'
        '<div class="admonition note">\n<p class="admonition-title">Note</p>\n<p>N</p>\n</div>'
    )


def test_known_anchors_stay_and_new_ones_avoid_them():
    known = [("Context", "s-why"), ("Context", "s-context"), ("Gone", "s-decision")]
    assert [heading.anchor for heading in render("## Context\n\n## Decision\n", anchors=known).headings] == ["s-context", "s-decision-2"]


@given(st.lists(st.sampled_from(LINES), max_size=12).map("\n".join))
@settings(max_examples=100, deadline=None)
def test_ids_on_the_page_are_the_anchors_of_the_rows(text):
    html = render(text).html
    assert re.findall(r'<h\d id="([^"]*)"', html) == [heading.anchor for heading in anchored(headings(text))]
    assert len(set(re.findall(r' id="([^"]*)"', html))) == len(re.findall(r' id="', html))


def test_tags_that_are_never_closed_hide_no_heading():
    html = render('<div title="\n<div title="\n\n# A').html
    assert html.startswith('&lt;div title="\n&lt;div title="\n\n<h2 id="s-a">A <a')


@given(st.text(alphabet=st.sampled_from("ab \n#*_`~[]()<>!|-:&\"'\\1.{}\t"), max_size=80))
@settings(max_examples=100, deadline=None)
def test_every_word_comes_through(text):
    """Whatever stands before them, also what is never closed, the last words are there to be read."""
    assert "last words" in re.sub("<[^>]*>", "", render(text + "\n\nlast words").html)


@pytest.mark.parametrize("text", ["- > x", "a |\n- > b|c", "1. > x", "* > - > a\n  > b"])
def test_a_quote_may_begin_an_item(text):
    assert render(text).html.count("<blockquote>") == text.count("> ") - text.count("\n  > ")


QUOTES = ["> x\n> y", "> x\nlazy", "> x\n>\n> y", "> > x\n> > y", "> - x\n> - y", "> 1. > x\n>    > y", "> |a|\n> |-|\n> |b|", "> ```\n> x\n> ```"]


@pytest.mark.parametrize("text", QUOTES)
@pytest.mark.parametrize(("marker", "begins", "ends"), [
    ("- ", "<ul>\n<li>", "</li>\n</ul>"),
    ("1. ", "<ol>\n<li>", "</li>\n</ol>"),
    ("10) ", '<ol start="10">\n<li>', "</li>\n</ol>"),
    ("- 1. ", "<ul>\n<li>\n<ol>\n<li>", "</li>\n</ol>\n</li>\n</ul>"),
])  # fmt: skip
def test_a_quote_in_an_item_is_that_quote(text, marker, begins, ends):
    inside = marker + text.replace("\n", "\n" + " " * len(marker))
    assert render(inside).html == f"{begins}\n{render(text).html}\n{ends}"


def test_a_quote_of_an_item_ends_with_it():
    assert render("1. > x\n   > y\n2. z\n\nAfter.").html == (
        "<ol>\n<li>\n<blockquote>\n<p>x\ny</p>\n</blockquote>\n</li>\n<li>\n<p>z</p>\n</li>\n</ol>\n<p>After.</p>"
    )


HOSTILE = {
    "brackets": "[" * 40_000,
    "brackets in long paragraphs": ("[" * 11_900 + "\n\n") * 4,
    "brackets that close at the end": ("[" * 5_900 + "]" * 5_900 + "\n\n") * 4,
    "brackets beside each other": ("[" + "[a]" * 3_900 + "\n\n") * 4,
    "images in images": ("![" * 5_900 + "\n\n") * 4,
    "links in links": ("[a](" * 2_900 + "\n\n") * 4,
    "links that close at the end": ("[a](" * 2_300 + ")" * 2_300 + "\n\n") * 4,
    "addresses in addresses": ("[a]" + "(" * 11_000 + "\n\n") * 4,
    "stars": "*a **b " * 6_000,
    "ticks": "`a " * 14_000,
    "tags": "<b title=1>" * 4_000,
    "attributes": "<div " + " ".join(f"a{n}" for n in range(6_000)) + ">",
    "entities": "&lt;" * 10_000,
    "quotes in quotes": "> " * 20_000,
    "lists in lists": "1. " * 14_000,
    "deeper and deeper": "\n".join(" " * n + "- x" for n in range(280)),
    "a wide table": "a|" * 6_000 + "\n" + "-|" * 6_000 + "\n" + "a\n" * 6_000,
    "a long table": "a|b\n-|-\n" + "c|d\n" * 10_000,
    "fences that open": "- ```x\n" * 3_000,
    "comments that open": "<!--\n" * 8_000,
    "footnotes": "\n\n".join(["a [^1] " * 20] * 280) + "\n\n[^1]: x",
    "headings": "# a\n" * 5_000,
    "one long word": "a" * 40_000,
    "code that confuses": "```perl\n" + "s{{\n" * 7_000 + "```",
    "blanks": "a" + " " * 40_000 + "b",
    "items": "* x\n" * 15_000,
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_take_bounded_time(name):
    """20 to 60 KB of each; such a text that means well takes 0.3 s."""
    began = time.thread_time()
    html = render(HOSTILE[name]).html
    assert time.thread_time() - began < 6
    assert html


@pytest.mark.parametrize("name", ["stars", "deeper and deeper", "headings", "items"])
def test_hostile_restructured_texts_take_bounded_time(name):
    began = time.thread_time()
    assert render(HOSTILE[name], "rst").html
    assert time.thread_time() - began < 6


def test_a_link_may_have_brackets_in_its_words():
    text = (
        "[a [b] c](https://x.example) and [[d]](https://y.example) and ![e [f]](g.png) and [h](https://w.example/(i) 'j (k') and ["
        + "[" * 30
        + "x](https://z.example)"
    )
    assert re.sub(r' rel="[^"]*"', "", render(text).html) == (
        '<p><a href="https://x.example">a [b] c</a> and <a href="https://y.example">[d]</a> and <span class="image">Image: e [f]</span> and '
        '<a title="j (k" href="https://w.example/(i)">h</a> and '
        + "[" * 30 + '<a href="https://z.example">x</a></p>'
    )  # fmt: skip


def test_as_many_items_as_anybody_writes_are_a_list():
    assert render("* x\n" * 2_500, "rst").html.count("<li>") == 2_500
    assert render("* x\n" * 3_500, "rst").html.startswith('<pre class="plain">* x\n')


def test_many_footnotes_have_their_notes_and_what_is_too_many_is_words():
    html = render("".join(f"a[^{n}]\n\n" for n in range(302)) + "".join(f"[^{n}]: Note {n}.\n\n" for n in range(302))).html
    assert [html.count(words) for words in ('class="footnote-ref"', "Note 299.", "a[^300]", "a[^301]", "[^300]:")] == [300, 1, 1, 1, 0]
    assert html.count("Note 299.") == 1


def test_html_that_is_too_long_is_shown_as_it_is_typed():
    typed = "<div>\n" + "<b>a</b>\n" * 5_000 + "<p title='x"
    assert unescape(render(typed).html.removeprefix('<pre class="plain">').removesuffix("</pre>")) == typed


def test_long_texts_are_whole_and_share_their_definitions():
    section = "Words and [a link][l] and a note[^n].\n\n" + "Plain sentence, said again. " * 150 + "\n\n"
    text = "".join(f"## Part {n}\n\n{section}" for n in range(30)) + "[l]: https://x.example\n\n[^n]: The note.\n"
    html = render(text).html
    assert html.count('href="https://x.example"') == 30
    assert html.count("again. Plain") == 30 * 149
    assert len(re.findall(r"<h2 id=", html)) == 30
    assert len(set(re.findall(r' id="([^"]*)"', html))) == len(re.findall(r' id="', html))
