"""The rendered difference: every word of both sides is there, marked, and nothing but clean HTML comes out."""

import re
from collections import Counter
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ui.attacks import texts
from tests.ui.test_attacks import Left
from ui.markdown import render
from ui.references import fill
from writing.rendered import Block, rendered

TAG = re.compile("<[^>]*>")
REMOVED, ADDED = '<del><span class="vh">removed: </span>', '<ins><span class="vh">added: </span>'
CASES = [
    ("a word", "<p>Page with <b>offsets</b>.</p>", "<p>Page with <b>cursors</b>.</p>",
     [Block("changed", f"<p>Page with {REMOVED}offsets</del><b>{ADDED}cursors</ins></b>.</p>")]),
    ("a block more", "<p>One.</p>", '<p>One.</p><p id="two">Two.</p>',
     [Block("same", "<p>One.</p>"), Block("new", f'<p id="two">{ADDED}Two.</ins></p>')]),
    ("a block less", '<p id="two">Two.</p><p>One.</p>', "<p>One.</p>", [Block("gone", f"<p>{REMOVED}Two.</del></p>"), Block("same", "<p>One.</p>")]),
    ("another element", "<p>One</p>", "<h2>One</h2>", [Block("gone", f"<p>{REMOVED}One</del></p>"), Block("new", f"<h2>{ADDED}One</ins></h2>")]),
    ("a box", '<p><input type="checkbox" aria-label="To do"> it</p>', '<p><input type="checkbox" checked aria-label="Done"> it</p>',
     [Block("changed", f'<p>{REMOVED}To do</del>{ADDED}<input type="checkbox" checked aria-label="Done"></ins> it</p>')]),
    ("only tags", "<p><b>One</b></p>", "<p>One</p>", [Block("changed", "<p>One</p>")]),
    ("escaped words", "<p>a &lt;b&gt;</p>", "<p>a &lt;i&gt;</p>", [Block("changed", f"<p>a &lt;{REMOVED}b</del>{ADDED}i</ins>&gt;</p>")]),
    ("far apart", "<p>1</p><p>2</p><p>3</p><p>4</p>", "<p>1</p><p>2</p><p>3</p><p>5</p>",
     [Block("skipped", count=2), Block("same", "<p>3</p>"), Block("changed", f"<p>{REMOVED}4</del>{ADDED}5</ins></p>")]),
    ("nothing", "<p>1</p>", "<p>1</p>", []),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "blocks"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_blocks(old, new, blocks):
    assert rendered(old, new) == blocks


def test_heading_anchors_and_frames_of_diagrams_are_left_out():
    old = render("## Context\n\n```mermaid\ngraph TD\n a-->b\n```\n").html
    found = rendered(old, render("## Context\n\n```mermaid\ngraph TD\n a-->c\n```\n").html)
    assert [block.html for block in found][0] == '<h2 id="s-context">Context</h2>'
    assert "diagram-frame" not in found[1].html and f"{REMOVED}b</del>{ADDED}c</ins>" in found[1].html


TEXTS = st.text(alphabet="ab *_`#-\n<>&[]()\"'|", max_size=40)
MARKED = {"gone": re.compile("<del>(.*?)</del>", re.S), "new": re.compile("<ins>(.*?)</ins>", re.S)}


def words(html):
    """The words as a reader sees them, without the spaces between."""
    return "".join(unescape(re.sub(r"<[^>]*>", "", without_anchors(html))).split())


def without_anchors(html):
    return re.sub(r'<a class="anchor"[^>]*>#</a>|<span class="vh">[a-z]+: </span>', "", html)


@given(TEXTS, TEXTS)
@settings(max_examples=60, deadline=None)
def test_both_texts_are_in_it(old, new):
    old, new = render(old).html, render(new).html
    found = rendered(old, new, around=100)
    if found:
        html = "".join(block.html for block in found)
        assert words(MARKED["gone"].sub("", "".join(block.html for block in found if block.kind != "gone"))) == words(new)
        assert Counter(words(old)) <= Counter(words(html))


@given(TEXTS, TEXTS)
@settings(max_examples=60, deadline=None)
def test_only_marks_are_added_to_the_tags_of_both_sides(old, new):
    old, new = render(old).html, render(new).html
    tags = {re.sub(r' id="[^"]*"', "", tag) for html in (old, new) for tag in TAG.findall(html)} | set(TAG.findall("<del></del><ins></ins>"))
    found = "".join(block.html for block in rendered(old, new)).replace('<span class="vh">', "")
    assert {re.sub(r' id="[^"]*"', "", tag) for tag in TAG.findall(found)} - tags <= {"</span>"}


@pytest.mark.django_db
@pytest.mark.parametrize("family", sorted({family for family, _, _ in texts()}))
def test_what_was_cleaned_stays_clean(ada, family):
    cleaned = [fill(render(text, format).html, ada) for each, format, text in texts() if each == family]
    pairs = [(old, new) for old, new in zip(cleaned, [*cleaned[1:], "<p>x</p>"], strict=True)]
    found = {(old, new): Left("".join(block.html for block in rendered(old, new))).bad for old, new in pairs}
    assert {pair: bad for pair, bad in found.items() if bad} == {}
