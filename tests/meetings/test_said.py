"""What lines of raw notes say outright, as a table of cases."""

import datetime

import pytest

from meetings.reading.said import Said, day_of, said_in

MONDAY = datetime.date(2026, 3, 2)
DAY = datetime.date


def knows(words):
    return words.lower() in ("ann", "ann lee", "bo")


@pytest.mark.parametrize(("line", "expected"), [
    ("DECISION: We page with cursors.", Said("decided", "We page with cursors.")),
    ("- **Decision:** We page with cursors.", Said("decided", "We page with cursors.")),
    ("**DECISION**: We page with cursors.", Said("decided", "We page with cursors.")),
    ("* Resolution: ship it", Said("decided", "ship it")),
    ("3. AGREED: ship it", Said("decided", "ship it")),
    ("TENTATIVE until 3 May: keep offsets", Said("tentative", "keep offsets", day=DAY(2026, 5, 3))),
    ("Tentatively until 2026-05-03: keep offsets", Said("tentative", "keep offsets", day=DAY(2026, 5, 3))),
    ("DEFERRED: the ledger", Said("deferred", "the ledger")),
    ("DEFERRED to meeting 43: the ledger", Said("deferred", "the ledger", meeting=43)),
    ("FYI: Carrier X is down", Said("information", "Carrier X is down")),
    ("DROPPED: the old plan", Said("dropped", "the old plan")),
    ("ACTION @ann by Friday: warm the buckets", Said("action", "Warm the buckets", who="ann", day=DAY(2026, 3, 6))),
    ("ACTION (Ann Lee, by 9 March): warm the buckets", Said("action", "Warm the buckets", who="Ann Lee", day=DAY(2026, 3, 9))),
    ("ACTION: ann to warm the buckets", Said("action", "Warm the buckets", who="ann")),
    ("ACTION: @ann to warm the buckets by 2026-03-09", Said("action", "Warm the buckets", who="ann", day=DAY(2026, 3, 9))),
    ("ACTION: @ann warm the buckets (by Friday).", Said("action", "Warm the buckets", who="ann", day=DAY(2026, 3, 6))),
    ("ACTION: Ann Lee - warm the buckets", Said("action", "Warm the buckets", who="Ann Lee")),
    ("ACTION: Ann Lee: warm the buckets", Said("action", "Warm the buckets", who="Ann Lee")),
    ("- [ ] Todo: ask support before the release", Said("action", "Ask support before the release")),
    ("Action item: write to the carriers", Said("action", "Write to the carriers")),
])  # fmt: skip
def test_a_line_is_read(line, expected):
    assert said_in(f"Before.\n\n{line}\n\nAfter.\n", MONDAY, knows) == [expected]


@pytest.mark.parametrize("text", ["", "DECISION:", "A DECISION: in the middle", "decisions: many", "Decisionless: x",
    "```\nDECISION: code\n```", "<!-- DECISION: no -->",
    "decision:x", "http://action:80", "> DECISION: quoted", "# DECISION log", "Actions:\n\n- one", "| DECISION: x | y |", "\0",
    "Action item scribe: Ann",
    "DECISION: " + "\n" * 9,
])  # fmt: skip
def test_nothing_is_read_where_nothing_is_said(text):
    assert said_in(text, MONDAY, knows) == []


def test_lines_go_on_and_belong_to_what_stands_above():
    text = (
        "## 1. Limits\r\n\r\nDECISION: We limit\r\nper customer,\r\n  at the gateway.\r\nACTION: bo to tell support\r\n- INFO: all is well\r\n\r\n"
        "TOPIC: The ledger\n\nDEFERRED: Until it\nis measured.\n\n### Later\nDROPPED: It.\n"
    )
    assert said_in(text, MONDAY, knows) == [
        Said("decided", "We limit per customer, at the gateway.", under="1. Limits"),
        Said("action", "Tell support", under="1. Limits", who="bo"),
        Said("information", "all is well", under="1. Limits"),
        Said("deferred", "Until it is measured.", under="The ledger"),
        Said("dropped", "It.", under="Later"),
    ]


def test_what_is_too_long_is_cut_where_one_can_see_it():
    [decision, action] = said_in("DECISION: " + "y" * 900 + "\n\nACTION: " + "z" * 900, MONDAY)
    assert (decision.words, action.words) == ("y" * 599 + "…", "Z" + "z" * 398 + "…")


@pytest.mark.parametrize(("words", "day"), [
    ("Friday", DAY(2026, 3, 6)), ("fri", DAY(2026, 3, 6)), ("next Monday", DAY(2026, 3, 9)), ("monday", DAY(2026, 3, 9)),
    ("tomorrow", DAY(2026, 3, 3)),
    ("today", MONDAY), ("3 May", DAY(2026, 5, 3)), ("May 3rd", DAY(2026, 5, 3)), ("7 January", DAY(2027, 1, 7)), ("1 March", DAY(2026, 3, 1)),
    ("2025-12-01", DAY(2025, 12, 1)), ("30 February", None), ("the release", None), ("fr", None), ("", None),
])  # fmt: skip
def test_days_as_people_write_them(words, day):
    assert day_of(words, MONDAY) == day


@pytest.mark.parametrize(
    "text",
    ["ACTION " * 50_000, "DECISION: x\n" * 50_000, "*_" * 100_000, "ACTION: " + "a " * 200_000, "by " * 100_000, "\n".join(["DECISION"] * 99_000)],
)
def test_no_text_takes_long(text):
    assert len(said_in(text, MONDAY)) <= 200
