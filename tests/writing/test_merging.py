"""Merging by lines: what one side did is kept, and nothing is invented."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from writing.merging import MOST, Passage, merge

LINES = st.lists(st.sampled_from(["a", "b", "c", "d", "", "é", "  a"]), max_size=8)
TEXTS = st.builds(lambda lines, ends: "\n".join(lines) + ends, LINES, st.sampled_from(["", "\n"]))


def merged(base, mine, theirs):
    return merge(("T", base), ("T", mine), ("T", theirs))


def side(merge, name):
    """The text as one side would have it: their passages where there is a choice."""
    return [line for passage in merge.passages for line in (getattr(passage, name) if passage.kind == "clash" else passage.lines)]


def sides_exchanged(passage):
    exchanged = {"mine": "theirs", "theirs": "mine"}
    return Passage(exchanged.get(passage.kind, passage.kind), passage.base, passage.theirs, passage.mine)


CLEAN = [
    ("apart", "1\n2\n3\n", "one\n2\n3\n", "1\n2\nthree\n", "one\n2\nthree\n"),
    ("lines that touch", "1\n2\n", "one\n2\n", "1\ntwo\n", "one\ntwo\n"),
    ("a line below a changed one", "1\n2\n", "one\n2\n", "1\nnew\n2\n", "one\nnew\n2\n"),
    ("a line above a changed one", "1\n2\n", "1\ntwo\n", "1\nnew\n2\n", "1\nnew\ntwo\n"),
    ("the same twice", "1\n", "1\n2\n", "1\n2\n", "1\n2\n"),
    ("the same and more", "1\n", "1\n2\n3\n", "1\n2\n", "1\n2\n3\n"),
    ("the same and more, of a changed line", "1\n", "one\ntwo\n", "one\n", "one\ntwo\n"),
    ("the end of the last line, and lines", "1", "1\n", "1\n2", "1\n2\n"),
    ("the end of the last line is taken away", "1\n2\n", "1\n2", "one\n2\n", "one\n2"),
    ("one deletes, one changes elsewhere", "1\n2\n3\n", "1\n3\n", "one\n2\n3\n", "one\n3\n"),
    ("line ends", "1\r\n2\r\n3", "one\n2\n3", "1\r2\rthree", "one\n2\nthree"),
    ("from nothing", "", "", "new\n", "new\n"),
    ("to nothing", "old\n", "", "old\n", ""),
]


@pytest.mark.parametrize(("base", "mine", "theirs", "expected"), [case[1:] for case in CLEAN], ids=[case[0] for case in CLEAN])
def test_changes_of_different_lines_are_both_taken(base, mine, theirs, expected):
    assert (merged(base, mine, theirs).text, merged(base, theirs, mine).text) == (expected, expected)


CLASHES = [
    ("one line", "1\n2\n3", "1\nmine\n3", "1\ntheirs\n3", [Passage("clash", ["2"], ["mine"], ["theirs"])]),
    ("lines added at one place", "1", "1\nmine", "1\ntheirs", [Passage("clash", [], ["mine"], ["theirs"])]),
    ("changed and deleted", "1\n2\n3", "1\n3", "1\ntwo\n3", [Passage("clash", ["2"], [], ["two"])]),
    ("added to what was deleted", "1\n2\n3", "1\n3", "1\n2\nnew\n3", [Passage("clash", ["2"], [], ["2", "new"])]),
    ("all but what both have", "1\n2", "same\nmine\nend", "same\ntheirs\nend", [Passage("clash", ["1", "2"], ["mine"], ["theirs"])]),
    ("from nothing", "", "mine\n", "theirs\n", [Passage("clash", [], ["mine"], ["theirs"])]),
]


@pytest.mark.parametrize(("base", "mine", "theirs", "clashes"), [case[1:] for case in CLASHES], ids=[case[0] for case in CLASHES])
def test_changes_of_the_same_lines_clash(base, mine, theirs, clashes):
    assert (merged(base, mine, theirs).clashes, merged(base, theirs, mine).clashes) == (clashes, [sides_exchanged(one) for one in clashes])


@pytest.mark.parametrize(("base", "mine", "theirs", "kind"), [
    ("A", "B", "A", "mine"), ("A", "A", "B", "theirs"), ("A", "B", "B", "both"), ("A", "A", "A", "same"), ("A", "B", "C", "clash"),
])  # fmt: skip
def test_a_title_is_one_line(base, mine, theirs, kind):
    assert merge((base, ""), (mine, ""), (theirs, "")).title == Passage(kind, [base], [mine], [theirs])


@given(TEXTS, TEXTS)
@settings(deadline=None)
def test_who_changed_alone_is_followed(base, text):
    assert [merged(base, text, base).text, merged(base, base, text).text, merged(base, text, text).text] == [text, text, text]


@given(TEXTS, TEXTS, TEXTS)
@settings(max_examples=400, deadline=None)
def test_it_is_the_same_for_both_sides(base, mine, theirs):
    exchanged = merged(base, theirs, mine)
    assert merged(base, mine, theirs).passages == [sides_exchanged(passage) for passage in exchanged.passages]


WHAT = st.sampled_from(["keep", "take out", "change", "add above"])
WRITTEN = st.integers(1, 8).flatmap(lambda count: st.tuples(*[st.lists(WHAT, min_size=count, max_size=count)] * 2))


def written(name, deeds):
    """The lines that a side has which did this to the lines "0", "1" …; no line is there twice."""
    made = {"keep": ["{0}"], "take out": [], "change": ["{1} {0}"], "add above": ["{1} {0}", "{0}"]}
    return [line.format(number, name) for number, deed in enumerate(deeds) for line in made[deed]]


@given(WRITTEN)
@settings(max_examples=400, deadline=None)
def test_no_line_is_lost_and_none_is_invented(deeds):
    base, sides = [str(number) for number in range(len(deeds[0]))], dict(zip(("mine", "theirs"), deeds, strict=True))
    texts = {name: written(name, side_deeds) for name, side_deeds in sides.items()}
    found = merged(*("\n".join(["top", *lines, ""]) for lines in (base, texts["mine"], texts["theirs"])))
    for name, other in (("mine", "theirs"), ("theirs", "mine")):
        lines = Counter(line for line in side(found, name) if line not in ("", "top"))
        answered = Counter(line for passage in found.clashes for line in getattr(passage, other))
        added, taken_out = set(texts[name]) - set(base), set(base) - set(texts[name])
        assert set(lines.values()) <= {1}
        assert set(lines) & taken_out == set()
        assert set(lines) >= added | (set(texts[other]) - set(base) - set(answered)) | (set(texts[name]) & set(texts[other]))
        assert set(lines) <= set(texts[name]) | set(texts[other])


@given(st.lists(st.sampled_from(["", "mine", "theirs"]), min_size=1, max_size=9))
@settings(max_examples=300, deadline=None)
def test_lines_added_in_different_places_are_all_there_in_their_order(gaps):
    """Above each line of the base, one side added a line, or nobody did."""

    def with_those_of(*names):
        return "".join(f"{name} {number}\n{number}\n" if name in names else f"{number}\n" for number, name in enumerate(gaps))

    found = merged(with_those_of(), with_those_of("mine"), with_those_of("theirs"))
    assert (found.clashes, found.text) == ([], with_those_of("mine", "theirs"))


def test_what_would_be_too_many_questions_is_one():
    count = MOST + 1
    base, mine, theirs = ("\n".join(f"keep {n}\n{word} {n}" for n in range(count)) for word in ("old", "mine", "theirs"))
    assert [(passage.kind, len(passage.mine)) for passage in merged(base, mine, theirs).passages] == [("same", 1), ("clash", 2 * count - 1)]
