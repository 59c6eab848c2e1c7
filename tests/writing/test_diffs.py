import time

import pytest
from django.template.loader import render_to_string
from hypothesis import given, settings
from hypothesis import strategies as st

from writing.diffs import Op, Row, inline, lines_of, rows, run_of, word_ops

WORDS = [
    ("", "", []),
    ("a b", "a b", [("same", "a b")]),
    ("Page with offsets.", "Page with cursors.", [("same", "Page with "), ("gone", "offsets"), ("new", "cursors"), ("same", ".")]),
    ("We will", "", [("gone", "We will")]),
]


@pytest.mark.parametrize(("old", "new", "ops"), WORDS)
def test_words(old, new, ops):
    assert word_ops(old, new) == ops


def test_lines_beside_each_other():
    old = "1\n2\n3\n4\n5\nKeep offsets\nlast\n"
    new = "1\n2\n3\n4\n5\nKeep cursors\nand more\nlast\n"
    assert rows(old, new, around=1) == [
        Row("skipped", [], [], count=4),
        Row("same", [Op("same", "5")], [Op("same", "5")]),
        Row("changed", [("same", "Keep "), ("gone", "offsets")], [("same", "Keep "), ("new", "cursors")]),
        Row("new", [], [("new", "and more")]),
        Row("same", [("same", "last")], [("same", "last")]),
        Row("skipped", [], [], count=1),
    ]


def test_both_sides_in_one_line():
    found = inline("Keep offsets here.\n1\n", "Keep all cursors\n1\n2\n")
    assert [ops for _, ops in found] == [
        [("same", "Keep "), ("gone", "offsets here."), ("new", "all cursors")],
        [("same", "1")],
        [("new", "2")],
        [("same", "")],
    ]


@given(st.text(alphabet="ab \n<é😀"), st.text(alphabet="ab \n<é😀"))
@settings(max_examples=150, deadline=None)
def test_what_changed_applied_to_the_old_text_gives_the_new_one(old, new):
    made = old
    for row, ops in reversed(inline(old, new, around=1000)):
        assert "".join(op.text for op in ops if op.kind != "new") == "".join(op.text for op in row.before)
        assert "".join(op.text for op in ops if op.kind != "gone") == "".join(op.text for op in row.after)
    assert applied(word_ops(old, new), made) == new
    assert "\n".join(line for kind, lines in run_of(lines_of(old), lines_of(new)) if kind != "gone" for line in lines) == "\n".join(lines_of(new))


def applied(ops, text):
    """The text after its Ops: what is gone must be there, and is taken out; what is new is put in."""
    made, at = "", 0
    for op in ops:
        if op.kind != "new":
            assert text.startswith(op.text, at)
            at += len(op.text)
        made += op.text if op.kind != "gone" else ""
    assert at == len(text)
    return made


def test_what_is_too_much_to_show_is_counted():
    assert rows("same\n" + "1\n" * 9, "same\n" + "2\n" * 7 + "end", around=0, most=3)[1:] == [
        *[Row("changed", [Op("gone", "1")], [Op("new", "2")])] * 2,
        Row("cut", [], [], count=8),
    ]
    assert rows("a" * 20_001, "b")[0].before == [Op("gone", f"{'a' * 20_000} … and 1 characters more")]


def test_line_ends_are_no_change():
    assert rows("a\r\nb", "a\nb") == []


@given(st.text(alphabet="ab \n<é😀"), st.text(alphabet="ab \n<é😀"))
@settings(max_examples=150, deadline=None)
def test_nothing_is_lost(old, new):
    ops = word_ops(old, new)
    assert "".join(op.text for op in ops if op.kind != "new") == old
    assert "".join(op.text for op in ops if op.kind != "gone") == new
    found = rows(old, new, around=1000)
    if found:
        assert ["".join(op.text for op in row.before) for row in found if row.kind != "new"] == lines_of(old)
        assert ["".join(op.text for op in row.after) for row in found if row.kind != "gone"] == lines_of(new)


@pytest.mark.parametrize(
    ("old", "new"),
    [("a b " * 100_000, "b a c " * 70_000), ("\n".join(map(str, range(60_000))), "\n".join(map(str, range(60_000, 0, -1))))],
    ids=["words", "lines"],
)
def test_time_is_bounded(old, new):
    began = time.thread_time()
    rows(old, new)
    assert time.thread_time() - began < 5


def test_the_page_escapes_and_says_what_it_shows():
    html = render_to_string("writing/diff.html", {"rows": rows("<b>old", "<b>new")})
    assert '<td role="cell">&lt;b&gt;<del><span class="vh">removed: </span>old</del></td>' in html
    assert '<td role="cell">&lt;b&gt;<ins><span class="vh">added: </span>new</ins></td>' in html
