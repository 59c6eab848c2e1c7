"""Single words and lines of files: statuses, titles, numbers, relations; and the reader on anything at all."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from records.reading import read_text, visible_body
from records.reading.numbers import number_in
from records.reading.relations import in_line
from records.reading.statuses import meaning, of_itself
from records.reading.titles import title_and_number


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("Accepted", "accepted"), ("accepted (v2)", "accepted"), ("✅ Accepted", "accepted"),
        ("**Accepted**", "accepted"), ("[accepted]", "accepted"),
        ("{ accepted }", "accepted"), ("Accepted (lazy consensus) & implemented", "accepted"), ("Approved by the board on 2024-05-18.", "accepted"),
        ("**Implemented (Swift 3.0)**", "accepted"), ("[ADOPTED](/README.md#adopted)", "accepted"), ("Final", "accepted"), ("Living", "accepted"),
        ("implementable", "accepted"), ("Partly superseded", "accepted"), ("amended-in-part by [0215](0215.md)", "accepted"),
        ("Implemented. Parts of this were superseded by [ADR-020](x.md).", "accepted"), ("accepté", "accepted"),
        ("draft", "draft"), ("WIP", "draft"), ("Returned for revision", "draft"), ("🤔 Incomplete", "draft"), ("{ in-progress }", "draft"),
        ("In-Review", "proposed"), ("under review", "proposed"), ("Pending", "proposed"), ("on hold", "proposed"), ("Deferred", "proposed"),
        ("Stagnant", "proposed"), ("Last Call", "proposed"), ("proposé", "proposed"), ("proposed | partially superseded by [8](8.md)", "proposed"),
        ("Provisional", "proposed"), ("Rejected (see [019](019.md))", "rejected"), ("declined", "rejected"), ("❌ Rejected", "rejected"),
        ("abandoned", "withdrawn"), ("Withdrawn", "withdrawn"), ("obsolete", "deprecated"), ("[RETIRED](/x)", "deprecated"),
        ("Deprecated in favor of [x](y)", "deprecated"), ("superseded by ADR-0123", "superseded"), ("Superceded by [2. B](0002-b.md)", "superseded"),
        ("superseeded by 4", "superseded"), ("Provisionally Superseded by ADR-039", "superseded"), ("replaced", "superseded"),
        ("Implemented. Superseded by [ADR-013](./adr-013.md).", "superseded"), ("superseded: ADR-5", "superseded"),
        ("Depreciated.", "deprecated"), ("Standard", "accepted"), ("Decision proposed; accepting feedback", "proposed"), ("Experimental", ""),
        ("", ""), ("a bloogy woogy woo", ""), ("STATUS", ""), ("not accepted", ""), ("Not-Implemented", ""), ("moved", ""), ("TBD", ""),
        ("[proposed | rejected | accepted | deprecated | … | superseded by [ADR-0005](0005-example.md)] <!-- optional -->", ""),
        ("{proposed | rejected | accepted}", ""), ("provisional|implementable|implemented|deferred|rejected", ""), ("{{status}}", ""),
        ("<REQUIRED: Draft | Active | Accepted>", ""), ("<!-- draft | proposed --> accepted", "accepted"),
    ],
)  # fmt: skip
def test_status_words_mean_one_of_ours_or_none(words, status):
    assert meaning(words) == status


@pytest.mark.parametrize(("line", "words"), [
    ("This decision has been superseded by decision: [9 Keys](0009-keys.md)", "superseded by decision: [9 Keys](0009-keys.md)"),
    ("> **Note:** This ADR is now obsolete.", "obsolete."),
    ("_This proposal was later withdrawn in favour of another._", "withdrawn in favour of another._"),
    ("This decision was partly superseded by ADR-9.", ""), ("This record is not superseded by anything.", ""),
    ("This decision was accepted by all.", ""), ("The old decision has been superseded by this.", ""), ("This is deprecated.", ""),
])  # fmt: skip
def test_a_sentence_says_how_its_record_ended(line, words):
    assert of_itself(line) == words


@pytest.mark.parametrize(("text", "status", "words"), [
    ("# 8. Keys\n\n**Date:** 2020-06-17\n\nThis decision has been superseded by [9 Locks](0009-locks.md)\n\n## Context\n", "superseded",
     "superseded by 9 Locks"),
    ("# 8. Keys\n\nStatus: accepted\n\nThis decision has been superseded by 9.\n\n## Context\n", "accepted", ""),
    ("# 8. Keys\n\n## Context\n\nThis decision has been superseded by 9.\n", "unstated", ""),
])  # fmt: skip
def test_a_sentence_below_the_title_counts_where_nothing_else_does(text, status, words):
    record = read_text("0008-keys.md", text)
    assert (record.status, record.status_words) == (status, words)


@pytest.mark.parametrize(("said", "status", "words"), [
    ("Accepted.", "accepted", ""), ("__Accepted__: keep _one_ `group_id`", "accepted", "Accepted: keep one group_id"),
    ("Decided", "accepted", "Decided"),
])  # fmt: skip
def test_a_wording_is_kept_where_it_says_more_than_the_status(said, status, words):
    record = read_text("0008-keys.md", f"# 8. Keys\n\n## Status\n\n{said}\n\n## Context\n")
    assert (record.status, record.status_words) == (status, words)


@pytest.mark.parametrize(("before", "status"), [
    ("## Summary\n\n### Issue\n\nKeys leak.\n\n", "accepted"), ("## Summary\n\nKeys leak.\n\n## Context\n\n", "unstated"),
    ("## Context\n\n", "unstated"),
])  # fmt: skip
def test_a_status_within_the_summary_is_the_records_and_a_later_one_of_this_level_is_not(before, status):
    assert read_text("keys.md", f"# Keys\n\n{before}### Status\n\nDecided. We are open to others.\n").status == status


@pytest.mark.parametrize(("path", "title", "expected"), [
    ("gate-012-keys.md", "GATE-12: Keys for all", ("Keys for all", 12, "012")), ("gate-012/index.md", "[GATE 012] - Keys", ("Keys", 12, "012")),
    ("ARCH-7-keys.md", "ARCH-7: Keys", ("Keys", 7, "7")), ("gate-012-keys.md", "GATE-13: Keys", ("GATE-13: Keys", None, "")),
    ("http-2-everywhere.md", "HTTP 2: why now", ("HTTP 2: why now", None, "")), ("gep-7/index.md", "GEP-7: Keys", ("Keys", 7, "7")),
])  # fmt: skip
def test_a_name_that_file_and_title_share_is_its_number_and_no_part_of_its_title(path, title, expected):
    record = read_text(path, f"# {title}\n\n## Context\n")
    assert (record.title, record.number, record.number_words) == expected
    assert record.warnings == []


@pytest.mark.parametrize("value", ["GATE-0107", "gate-107", '["GATE-107"]', "\n  - GATE 107"])
def test_a_field_names_another_record_by_whatever_word_its_house_uses(value):
    record = read_text("0023-keys.md", f"---\nstatus: accepted\nsuperseded-by: {value}\n---\n# Keys\n")
    assert [(one.kind, one.is_source, one.number) for one in record.relations] == [("supersedes", False, 107)]


@pytest.mark.parametrize(("head", "tags", "day"), [
    ("---\ntag:Web Client\n---\n# Keys\n\nIntroduced: 2024-05-06.\n", ["web client"], "2024-05-06"),
    ("---\ntags: web client\n---\n# Keys\n\nDate: 2024-05-07\nIntroduced: 2024-05-06\n", ["web", "client"], "2024-05-07"),
])  # fmt: skip
def test_tags_without_their_space_and_a_day_of_introduction_are_read(head, tags, day):
    facts = read_text("0023-keys.md", head).facts()
    assert (facts["tags"], facts["day"], facts["warnings"]) == (tags, day, [])


def test_provisional_of_a_pep_is_in_force():
    assert meaning("Provisional", provisional="accepted") == "accepted"


@pytest.mark.parametrize(
    ("words", "number", "expected"),
    [
        ("9. Help scripts", 9, ("Help scripts", 9, "")),
        ("ADR 012: Use Go", None, ("Use Go", 12, "")),
        ("ADR-003 Subclass fields", 3, ("Subclass fields", 3, "")),
        ("KEP-1440: kubectl events", 1440, ("kubectl events", 1440, "")),
        ("Aries RFC 0004: Agents", 4, ("Agents", 4, "")),
        ("Decision Record: Add an event", None, ("Add an event", None, "")),
        ("0002-Licence des projets", 2, ("Licence des projets", 2, "")),
        ("004 Resource states", 4, ("Resource states", 4, "")),
        ("2024 in review", 4, ("2024 in review", None, "")),
        ("Accepted: Use `one` [clock](x.md)", None, ("Use one clock", None, "Accepted")),
        ("Proposal: Audio", None, ("Audio", None, "")),
        ("Note: this is a title", None, ("Note: this is a title", None, "")),
        ("Gas for `RETURN` and `CALL*`", None, ("Gas for RETURN and CALL*", None, "")),
        ("snake_case_names and *stress*", None, ("snake_case_names and stress", None, "")),
        ("12.", None, ("12.", None, "")),
    ],
)
def test_title_loses_its_number_and_status(words, number, expected):
    assert title_and_number(words, number) == expected


@pytest.mark.parametrize(
    ("path", "number"),
    [
        ("0046-jmap.md", (46, "0046")), ("adr-014-templates.md", (14, "014")), ("ADR-005-Enforce.md", (5, "005")), ("pep-0008.rst", (8, "0008")),
        ("ODH-ADR-Operator-0012-gateway.md", (12, "0012")), ("0000-first.md", (0, "0000")), ("12.md", (12, "12")),
        ("2021-06-05_001-record.md", (1, "001")), ("20200924-use-markdown.md", (None, "")), ("2024-03-04-call.md", (None, "")),
        ("geps/gep-1016/index.md", (1016, "1016")), ("gate-012-keys.md", (None, "")),
        ("keps/1440-events/README.md", (1440, "1440")), ("2022-02-03-tracing/README.md", (None, "")), ("use-http-2-everywhere.md", (None, "")),
        ("http-2-everywhere.md", (None, "")), ("notes.md", (None, "")), ("123456789012-much.md", (None, "")),
    ],
)  # fmt: skip
def test_number_comes_from_the_name_and_a_date_is_none(path, number):
    assert number_in(path) == number


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Superseded by [ADR 23](/adr/23) and [ADR 26](/adr/26)", [("supersedes", False, 23), ("supersedes", False, 26)]),
        ("Accepted. Supersedes [ADR-0031](./0031-x.md).", [("supersedes", True, 31)]),
        ("Amended by [3. C](0003-c.md)", [("amends", False, 3)]),
        ("superseded by ADR-0123", [("supersedes", False, 123)]),
        ("Superseded by GATE-0012", [("supersedes", False, 12)]),
        ("Replaced by UTF-8", []),
        ("Related to the work in issue #36", []),
        ("Supersedes ADR-3 (see pull request #36 and #37)", [("supersedes", True, 3)]),
        ("superseded by [ADR-0005](0005-example.md)", []),
        ("partly superseded by [7](0007-x.md)", [("relates_to", False, 7)]),
        ("We considered replacing it.", []),
    ],
)
def test_lines_name_other_records(line, expected):
    assert [(one.kind, one.is_source, one.number) for one in in_line(line)] == expected


VISIBLE = [
    ("# 1. A\n\nDate: 2024-01-01\n\n## Status\n\nAccepted\n\n## Context\n\nWhy.\n", "## Context\n\nWhy.\n"),
    ("---\nstatus: accepted\n---\n# A\n\nWhy.\n", "Why.\n"),
    ("# A\r\n\r\n* Status: accepted\r\n* Driver: cost\r\n\r\nWhy.\r\n", "* Driver: cost\r\n\r\nWhy.\r\n"),
    ("# A\n\n## Status\n\nAccepted, but read the minutes of 4 May first: " + "x" * 100 + "\n\n## Why\n", None),
    ("## Context\n\nBorn here.\n", "## Context\n\nBorn here.\n"),
    ("All\n===\n\nStatus\n------\n\nFinal\n\nWhy\n---\n\nSo.\n", "Why\n---\n\nSo.\n"),
    ("# A\n\nAuthors: Ann Lee, Bo Lind\nStatus: Draft\n\nWhy.\n", "Authors: Ann Lee, Bo Lind\n\nWhy.\n"),
    ("# A\n\nAuthor: the gateway team\nStatus: Draft\n\nWhy.\n", "Author: the gateway team\n\nWhy.\n"),
    ("# A\n\nTitle: Keys for all\nDate: 2024-05\nDeciders: [who]\n\nWhy.\n", "Title: Keys for all\nDate: 2024-05\n\nWhy.\n"),
    ("# A\n\nDate: 2024-05-06, until 2025-01-01 at most\nDate: 2024-05-06\n\nWhy.\n", "Date: 2024-05-06, until 2025-01-01 at most\n\nWhy.\n"),
    ("# A\n\n* Title: A\n* Date: YYYY-MM-DD\n\nWhy.\n", "Why.\n"),
    ("PEP: 1\nTitle: All\nStatus: Draft\nPython-Version: 3.3\n\nAbstract\n========\n\nSo.\n", ":Python-Version: 3.3\n\nAbstract\n========\n\nSo.\n"),
    ("| Status | Accepted |\n|---|---|\n| Cost | high |\n", "| Status | Accepted |\n|---|---|\n| Cost | high |\n"),
]


IN_FRONT = [  # front matter, and the lines of it that the page shows
    ("title: Keys\nstatus: accepted\ndate: 2024-05-06\nauthors: ['@ann']\ntags: [keys]\nsupersedes: ADR-2", ""),
    ("status: accepted\nauthors:\n- '@ann'\n# and\n- '@bo'\ncreated: 2024-05-06", "authors:\n- '@ann'\n# and\n- '@bo'\ncreated: 2024-05-06"),
    ("author:\n  - The gateway team\nstatus: accepted", "author:\n  - The gateway team"),
    ("author: Ann Lee\nowner: Bo Lind", "owner: Bo Lind"),
    ("id: 0001-keys\nslug: keys\nsummary: >\n  One key\n\n  for all.\nstatus: accepted", "summary: >\n  One key\n\n  for all."),
    ("reviewers: [Ann Lee]\ntracking-issue:\nnext: ~\nlist: []\nparent: Doors", "parent: Doors"),
    ("# Remove what you do not need.\nstatus: accepted\ninformed:", ""),
    ("status: draft\nstatus: accepted\nan odd line", "status: draft\nan odd line"),
    ("see-also: the keys of the gateway\nrelated: ADR-2", "see-also: the keys of the gateway"),
    ("status: accepted\ndate: some day in 2024", "date: some day in 2024"),
    ("tag:General Keys", ""),
]


@pytest.mark.parametrize("opening", ["", "\ufeff", "\n"])
@pytest.mark.parametrize(("front", "shown"), IN_FRONT)
def test_page_shows_of_front_matter_what_it_shows_nowhere_else(opening, front, shown):
    for end in ("\n", "\r\n"):
        text = f"{opening}---\n{front}\n---\n# Keys\n\nWhy.\n".replace("\n", end)
        body = f"---\n{shown}\n---\n\nWhy.\n" if shown else "Why.\n"
        assert visible_body(text) == body.replace("\n", end)


@pytest.mark.parametrize(("text", "body"), VISIBLE)
def test_page_hides_what_it_shows_elsewhere(text, body):
    assert visible_body(text, "rst" if text.startswith(("All\n=", "PEP")) else "md") == (text.removeprefix("# A\n\n") if body is None else body)


@pytest.mark.parametrize(
    ("given", "heading", "is_other"),
    [
        ("Ignore step errors", "TEP-0040: Ignore Step-Errors!", False),
        ("TEP-0040: Ignore step errors", "Ignore step errors", False),
        ("pending-pipeline-run", "Support pending PipelineRuns", False),
        ("s390x support", "s390x architecture support", False),
        ("Other arch support", "Other architecture support", False),
        ("Use one pump", "Do not use one pump", True),
        ("Keys", "Monkeys", True),
        ("Tekton metrics", "More granular metrics", True),
        ("Big integers", "Parameters", True),
        ("Hermetic builds", "Hermekton: Hermetic builds in pipelines of all kinds", True),
    ],
)
def test_a_heading_that_is_another_title_is_said_and_shown(given, heading, is_other):
    text = f'---\ntitle: "{given}"\n---\n# {heading}\n\n## Why\n'
    assert [words.split("“")[0] for words in read_text("0040-x.md", text).warnings] == [
        "The front matter’s title was taken; the heading says "
    ] * is_other
    assert visible_body(text) == (f"# {heading}\n\n## Why\n" if is_other else "## Why\n")


WORDS = some.sampled_from(
    ["---", "# ", "## Status", "Accepted", "status:", "- ", "* Status:", "|", "```", "<!--", "-->", "===", "[a](b.md)", "Supersedes ", "\r\n",
     "\n", "\n\n", " ",
     "{", "}", "PEP: 1", "Title: x", "@ann", ":", "'", "2024-02-30", "\ufeff", "\x00", "é", "..", "Superseded by "]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    some.lists(WORDS, max_size=40).map("".join) | some.text(max_size=300),
    some.sampled_from(["0001-a.md", "a/README.md", "pep-1.rst", "x.txt", "é #.md"]),
)
def test_reader_never_raises_and_every_visible_line_is_the_texts_own(text, path):
    record = read_text(path, text, {"kep.yaml": text})
    assert record.title and record.text == text
    shown = visible_body(text, record.format)
    assert all(line.removeprefix(":") in text for line in shown.splitlines())


N = 20_000
HOSTILE = [
    "# " + "[" * N, "# " + "`" * N, "# " + "*" * N, "# " + "_ a" * N, "# a" + " " * N + "b", "# " + "#" * N + "a", "<!--" * N,
    "# a\n\n* Deciders: " + "@" * N, "# a\n\n* Deciders: " + "[" * N, "# a\n\n* Deciders: " + "a, " * N, "# a\n\n* Status: " + "[a](b" * N,
    "# a\n\n* Status: " + "<!--" * N, "## Status\n\n" + "superseded by " * N, "---\n" + "a: [\n" * N + "---\n", "---\na: " + "'" * N + "\n---\n",
    "| a " * N, "a\n===\n" * N, "```\n" * N, ":" * N, ("k" * 39 + ": v\n") * N, " \t" * N,
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=[text[:20].strip() or "blank" for text in HOSTILE])
def test_hostile_texts_are_read_in_bounded_time(text):
    began = time.process_time()
    read_text("0001-a.md", text)
    visible_body(text)
    assert time.process_time() - began < 2


def test_the_first_section_of_a_text_written_here_is_shown():
    assert visible_body("## What hurts\n\nLists grow.\n") == "## What hurts\n\nLists grow.\n"
