"""What both imports are made of: bytes, front matter, dates, names, headings, the bar, the name of a source."""

import io
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from writing.importing.commands import source_name
from writing.importing.dates import day_in, day_without_year
from writing.importing.folders import Unreadable, decode
from writing.importing.frontmatter import front_matter
from writing.importing.lines import headings, with_ends, without_ends
from writing.importing.names import people_in
from writing.importing.progress import shown


def values(text):
    return front_matter(without_ends(text)).values


@pytest.mark.parametrize(
    ("yaml", "expected"),
    [
        ("status: accepted", {"status": "accepted"}),
        ('status: "accepted" # for now', {"status": "accepted"}),
        ("tag:General\n\nowner:Ann Lee", {"tag": "General", "owner": "Ann Lee"}),
        ("number: 0010", {"number": "0010"}),
        ("status: no", {"status": "no"}),
        ("date: 2024-01-15", {"date": "2024-01-15"}),
        ("decision-makers: @alice, @bob", {"decision-makers": "@alice, @bob"}),
        ("status: superseded: ADR-5", {"status": "superseded: ADR-5"}),
        ("informed: #platform", {"informed": "#platform"}),
        ("informed: # nobody", {"informed": ""}),
        ("deciders: {list everyone}", {"deciders": "{list everyone}"}),
        ("tags: [a, 'b c']", {"tags": ["a", "b c"]}),
        ("tags:\n- a\n- b", {"tags": ["a", "b"]}),
        ("tags:\n  - a\n  - 'b: c'", {"tags": ["a", "b: c"]}),
        ("title: |\n  3. Small\n  services", {"title": "3. Small\nservices"}),
        ("title: long\n  and folded", {"title": "long and folded"}),
        ("title: 'it''s'", {"title": "it's"}),
        ("links:\n  - target: 3\n    kind: supersedes", {"links": ["target: 3\nkind: supersedes"]}),
    ],
)
def test_front_matter_keeps_the_words_that_stand_there(yaml, expected):
    assert values(f"---\n{yaml}\n---\n# A\n") == expected


def test_front_matter_stands_at_the_top_only_and_may_follow_a_bom():
    assert values("\ufeff\n\n---\nstatus: draft\n---\n") == {"status": "draft"}
    assert values("# A\n\n---\nstatus: draft\n---\n") == {}
    assert values("---\nNo keys here, a rule and prose.\n---\n") == {}
    assert values("---\nnote:this\nis prose between rules.\n---\n") == {}
    assert values("---\nstatus: never closed\n") == {}


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2024-01-15", date(2024, 1, 15)), ("2023-9-15", date(2023, 9, 15)), ("2021.12.08", date(2021, 12, 8)), ("20200924-use-x", date(2020, 9, 24)),
        ("2026\u201102\u201109", date(2026, 2, 9)), ("03-Jan-2001", date(2001, 1, 3)), ("January 31, 2024", date(2024, 1, 31)),
        ("31 January 2024", date(2024, 1, 31)), ("12th of May 2024", date(2024, 5, 12)), ("Thursday 16th July, 2020", date(2020, 7, 16)),
        ("28/02/2019", date(2019, 2, 28)), ("02/28/2019", date(2019, 2, 28)), ("2019-05-13, updated 2023-02-05", date(2019, 5, 13)),
        ("2024-12-11T14:00:00Z", date(2024, 12, 11)), ("11 février 2023", date(2023, 2, 11)), ("11-April-2023", date(2023, 4, 11)),
        ("2024-02-30", None), ("30 February 2024", None), ("11-09-20025", None), ("YYYY-MM-DD", None), ("January, 2026", None),
        ("v1.2.3", None), ("", None),
    ],
)  # fmt: skip
def test_dates_are_read_as_people_write_them(words, day):
    assert day_in(words) == day


def test_a_day_without_its_year_takes_the_folders():
    assert day_without_year("05-12-minutes", 2024) == date(2024, 5, 12)
    assert day_without_year("Oct 12th", 2023) == date(2023, 10, 12)
    assert day_without_year("02-30", 2024) is None


@pytest.mark.parametrize(
    ("value", "people"),
    [
        ("Ann Lee, Bo Lind and Cy Ray", [("Ann Lee", "", "full"), ("Bo Lind", "", "full"), ("Cy Ray", "", "full")]),
        ("@ann, @bo", [("ann", "ann", "handle"), ("bo", "bo", "handle")]),
        ("Ann Lee (@ann)", [("Ann Lee", "ann", "handle")]),
        ("[Ann Lee](https://github.com/ann)", [("Ann Lee", "ann", "handle")]),
        ("[Ann](@ann), [Bo Lind](mailto:bo@x.example)", [("Ann", "ann", "handle"), ("Bo Lind", "", "full")]),
        ("Ann Lee <ann@x.example>,\nBo Lind <bo@x.example>", [("Ann Lee", "", "full"), ("Bo Lind", "", "full")]),
        (["@ann", "Bo"], [("ann", "ann", "handle"), ("Bo", "", "first")]),
        ("{ ann, bo }", [("ann", "", "first"), ("bo", "", "first")]),
        ("Guido van Rossum", [("Guido van Rossum", "", "full")]),
        ("All of engineering", [("All of engineering", "", "words")]),
        ("#platform", [("#platform", "", "words")]),
        ("the platform team", [("the platform team", "", "words")]),
        ("CTO", [("CTO", "", "words")]),
        ("@halyard/api", [("@halyard/api", "", "words")]),
        ("n/a", []), ("TBD", []), ("", []), ("{list everyone involved in the decision}", []), ("[list everyone] <!-- optional -->", []),
        ("name,name,", [("name", "", "first")]),
        ("ann@x.example, <bo@x.example>", [("ann@x.example", "", "address"), ("bo@x.example", "", "address")]),
        ("Ann Lee, Jr. <ann@x.example>", [("Ann Lee", "", "full")]),
        ("@@ann", [("ann", "ann", "handle")]), ("[Your name or position]", []),
        ("Chief Information Officer", [("Chief Information Officer", "", "words")]),
        (["**Security**: Ann Lee (Jun 12, 2024)", "Web: @bo"], [("Ann Lee", "", "full"), ("bo", "bo", "handle")]),
        ("Ann&#x20;, Bo &amp; Cy and/or Di", [("Ann", "", "first"), ("Bo", "", "first"), ("Cy", "", "first"), ("Di", "", "first")]),
        ("@ann @bo @cy", [("ann", "ann", "handle"), ("bo", "bo", "handle"), ("cy", "cy", "handle")]),
        ("P\\&D team, Ann (with Bo, Cy)", [("P&D team", "", "words"), ("Ann", "", "first")]),
        ("Security: everyone", [("Security: everyone", "", "words")]),
    ],
)  # fmt: skip
def test_people_are_read_in_their_shapes(value, people):
    assert [(named.name, named.handle, named.kind) for named in people_in(value)] == people


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "empty: there is nothing in it"),
        (b"\xef\xbb\xbf \n", "empty: there is nothing in it"),
        (b"a\nb\x00c", "it holds a NUL byte (line 2, column 2): it is binary or damaged"),
        ("é\nü".encode() + b"\xff", "not UTF-8 (byte 0xFF at line 2, column 2): save it as UTF-8 and import again"),
        ("x".encode("utf-16"), "UTF-16, not UTF-8: save it as UTF-8 and import again"),
    ],
)
def test_bytes_that_are_no_text_get_a_sentence(data, sentence):
    with pytest.raises(Unreadable) as refused:
        decode(data)
    assert str(refused.value) == sentence


@settings(max_examples=200, deadline=None)
@given(some.binary(max_size=200) | some.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_what_is_decoded_is_its_bytes_and_the_rest_is_refused(data):
    try:
        text = decode(data)
    except Unreadable:
        return
    assert text.encode() == data
    assert "".join(with_ends(text)) == text


def test_headings_are_none_in_code_and_comments():
    text = "# A\n\n```\n# no\n```\n<!-- \n# no\n-->\n\nB\n===\n\n---\n\n#46. C\n"
    assert [(heading.words, heading.level) for heading in headings(without_ends(text))] == [("A", 1), ("B", 1), ("46. C", 1)]


def test_progress_shows_on_a_terminal_only():
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    quiet, loud = io.StringIO(), Terminal()
    assert list(shown(range(40), 40, "Reading", quiet)) == list(shown(range(40), 40, "Reading", loud)) == list(range(40))
    assert quiet.getvalue() == ""
    assert loud.getvalue().endswith("\rReading [##############################] 40 of 40\n")


def test_a_source_is_named_after_the_repository_and_the_folder_in_it(tmp_path):
    inside = tmp_path / "shop" / "doc" / "adr"
    inside.mkdir(parents=True)
    assert source_name(inside) == "adr"
    (tmp_path / "shop" / ".git").mkdir()
    assert source_name(inside) == "shop/doc/adr"
    assert source_name(tmp_path / "shop") == "shop"
    assert source_name(inside, "given") == "given"
    assert source_name(Path("/")) in ("folder", "/")
