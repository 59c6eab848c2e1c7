"""Lines of pasted notes become rows of the filing sheet when they are asked to, and nothing is settled by that."""

import datetime
import re

import pytest

from meetings.models import Action, Meeting, Outcome
from records.models import Record, Status
from tests.factories import make_audience, make_log, make_meeting, make_record, make_series

from .sheets import file, opened, row_of, shown

pytestmark = pytest.mark.django_db

NOTES = """PRESENT: Ada Byron, bo, Charles Babbage
REGRETS: Grace
Facilitator: Bo
Scribe: @ada

## 1. Rate limits (10 min)

We talked for long.

DECISION: We accept API-1
as it stands.
TENTATIVE until 3 May: Offsets stay for reports.
ACTION @bo by Friday: tell support

## Ledger

- DEFERRED: The ledger waits for numbers.
- ACTION: zoe to count them
"""


@pytest.fixture
def meeting(ada, bo, grace):
    series = make_series()
    series.set_up(members=[ada, bo, grace])
    meeting = make_meeting(series=series)
    meeting.set_agenda(by=ada, rows=[{"topic": None, "title": "Rate limits"}, {"topic": None, "title": "Ledger"}])
    make_record(Status.PROPOSED, by=ada, log=make_log("API"))
    return meeting


def address(meeting):
    return f"/meetings/{meeting.number}/file/"


def read(client, meeting, text=NOTES, **more):
    """The page after its button "Make rows of its lines"."""
    return client.post(address(meeting), {**opened(client, address(meeting)), "text": text, **more, "more": "lines"})


def rows(posted, kind, *names):
    """The rows of a kind that say something, as tuples of these fields."""
    found = [tuple(posted.get(f"{kind}-{n}-{name}") or "" for name in names) for n in range(int(posted[f"{kind}-TOTAL_FORMS"]))]
    return [row for row in found if row[0]]


def test_each_line_is_a_row_to_look_over(as_ada, meeting):
    answer = read(as_ada, meeting)
    posted, topics = shown(answer), {topic.title: topic.key for topic in meeting.topics.all()}
    assert answer.status_code == 200
    assert rows(posted, "outcomes", "sentence", "kind", "effect", "record", "until", "topic") == [
        ("We accept API-1 as it stands.", "decided", "accepts", "API-1", "", topics["Rate limits"]),
        ("Offsets stay for reports.", "tentative", "none", "", "2026-05-03", topics["Rate limits"]),
        ("The ledger waits for numbers.", "deferred", "none", "", "", topics["Ledger"]),
    ]
    assert rows(posted, "actions", "text", "owner", "due") == [("Tell support", "bo", "2026-03-06"), ("Zoe to count them", "", "")]
    assert rows(posted, "attendance", "person", "presence") == [("ada", "present"), ("bo", "present"), ("grace", "regrets")]
    assert (posted["facilitator"], posted["note_taker"], posted["guests"], posted["text"]) == ("bo", "ada", "Charles Babbage", NOTES)
    assert (answer.context["sheet"].lines.in_words, answer.context["sheet"].lines.unsure) == ("3 outcomes, 2 actions, 4 people", [])
    assert "Read from the notes: 3 outcomes, 2 actions, 4 people." in answer.text
    assert (Meeting.objects.get().status, Outcome.objects.count(), Record.objects.get().status) == ("planned", 0, Status.PROPOSED)


def test_the_rows_are_filed_as_any_others(as_ada, meeting, bo):
    posted = {**shown(answer := read(as_ada, meeting)), "read": answer.context["sheet"].lines_read}
    looked = as_ada.post(address(meeting), posted)
    assert looked.context["effects"]["does"] == ["API-1 is in force from 2 March 2026.", "Bo Lindgren is to do: Tell support"]
    assert looked.context["effects"]["unread"] == ""
    assert file(as_ada, address(meeting), posted).status_code == 302
    assert list(Outcome.objects.values_list("sentence", "kind", "topic__title")) == [
        ("We accept API-1 as it stands.", "decided", "Rate limits"),
        ("Offsets stay for reports.", "tentative", "Rate limits"),
        ("The ledger waits for numbers.", "deferred", "Ledger"),
    ]
    assert list(Action.objects.values_list("text", "owner__handle", "due")) == [
        ("Tell support", "bo", datetime.date(2026, 3, 6)),
        ("Zoe to count them", None, None),
    ]
    assert (Record.objects.get().status, Meeting.objects.get().revision.text) == (Status.ACCEPTED, NOTES)


def test_what_is_a_row_already_or_was_one_is_not_taken_again(as_ada, meeting):
    first = read(as_ada, meeting)
    posted = {**shown(first), "read": first.context["sheet"].lines_read}
    posted |= {"outcomes-0-sentence": "We accept API-1.", "outcomes-1-sentence": "", "outcomes-1-until": "", "more": "lines"}
    again = as_ada.post(address(meeting), posted)
    assert rows(shown(again), "outcomes", "sentence") == [("We accept API-1.",), ("The ledger waits for numbers.",)]
    assert len(rows(shown(again), "actions", "text")) == 2
    assert "No line of the notes says anything that the rows do not say already." in again.text
    posted["text"] = NOTES + "\nDROPPED: The old plan.\n"
    assert rows(shown(as_ada.post(address(meeting), posted)), "outcomes", "sentence", "kind")[-1] == ("The old plan.", "dropped")


def test_the_preview_says_what_no_row_says(as_ada, meeting):
    posted = {**opened(as_ada, address(meeting)), "text": NOTES}
    looked = as_ada.post(address(meeting), posted)
    assert looked.context["effects"]["unread"] == "3 outcomes, 2 actions, 4 people"
    assert "The notes say more than the rows:" in looked.text
    assert file(as_ada, address(meeting), posted).status_code == 302  # it is no gate
    assert Outcome.objects.count() == 0


def test_what_somebody_marked_or_typed_stays(as_ada, meeting):
    posted = opened(as_ada, address(meeting))
    row = next(f"attendance-{n}" for n in range(9) if posted.get(f"attendance-{n}-person") == "grace")
    answer = read(as_ada, meeting, **{f"{row}-presence": "late", "facilitator": "grace", "guests": "Mary Somerville", "outcomes-0-sentence": "Mine."})
    after = shown(answer)
    assert ("grace", "late") in rows(after, "attendance", "person", "presence")
    assert (after["facilitator"], after["guests"]) == ("grace", "Mary Somerville\nCharles Babbage")
    assert rows(after, "outcomes", "sentence")[0] == ("Mine.",)


def test_a_row_that_somebody_began_stays_as_it_is(as_ada, meeting):
    posted = opened(as_ada, address(meeting))
    action, outcome, other = (row_of(posted, kind) for kind in ("actions", "outcomes", "attendance"))
    began = {f"{action}-owner": "grace", f"{outcome}-until": "2026-05-09", f"{other}-remark": "on the phone"}
    after = shown(read(as_ada, meeting, **began))
    assert [value for name, value in after.items() if re.fullmatch(r"(actions|outcomes|attendance)-\d+-(owner|until|remark)", name) and value] == [
        "on the phone", "2026-05-09", "2026-05-03", "grace", "bo",
    ]  # fmt: skip


@pytest.mark.parametrize("n", [1, 3])
def test_more_lines_ask_no_more(as_ada, ada, meeting, django_assert_num_queries, n):
    for _ in range(3):
        make_record(Status.ACCEPTED, by=ada, log=make_log("API"))
    posted = {**opened(as_ada, address(meeting)), "more": "lines", "text": "\n\n".join(f"DECISION: As API-{number + 1} says." for number in range(n))}
    with django_assert_num_queries(17):
        as_ada.post(address(meeting), posted)


def test_who_has_no_account_is_said(as_ada, meeting):
    answer = read(as_ada, meeting, "REGRETS: Charles Babbage\n\nACTION @zoe: count\n")
    assert answer.context["sheet"].lines.unsure == [
        "“Charles Babbage” has no account here: that they were not there stands in the notes alone.",
        "“zoe” has no account here: “Count” has no owner yet.",
    ]
    assert rows(shown(answer), "actions", "text", "owner") == [("zoe: Count", "")]


def test_a_record_that_is_closed_to_the_reader_is_words(as_ada, bo, meeting):
    Record.objects.update(audience=make_audience(bo))
    assert rows(shown(read(as_ada, meeting, "DECISION: We accept API-1.")), "outcomes", "sentence", "effect", "record") == [
        ("We accept API-1.", "none", "")
    ]


def test_only_a_proposed_record_that_is_plainly_decided_is_moved(as_ada, ada, meeting):
    make_record(Status.ACCEPTED, by=ada, log=make_log("API"))
    lines = ["DECISION: We accept API-2 anew.", "DECISION: API-1 is next.", "DECISION: Reject API-1.", "DECISION: Accept API-1, reject API-2."]
    text = "\n".join([*lines, "INFO: API-1 was accepted."])
    assert rows(shown(read(as_ada, meeting, text)), "outcomes", "sentence", "effect", "record") == [
        ("We accept API-2 anew.", "none", "API-2"),
        ("API-1 is next.", "none", "API-1"),
        ("Reject API-1.", "rejects", "API-1"),
        ("Accept API-1, reject API-2.", "none", ""),
        ("API-1 was accepted.", "none", "API-1"),
    ]


def test_a_meeting_that_nobody_planned(as_ada, ada, bo):
    posted = {**opened(as_ada, "/meetings/held/"), "title": "Outage", "day": "2026-03-02", "text": NOTES, "more": "lines"}
    posted = {**shown(as_ada.post("/meetings/held/", posted)), "more": ""}
    assert rows(posted, "attendance", "person", "presence") == [("ada", "present"), ("bo", "present")]
    assert file(as_ada, "/meetings/held/", posted | {"outcomes-0-effect": "none", "outcomes-0-record": ""}).status_code == 302
    assert Outcome.objects.count() == 3


@pytest.mark.parametrize(
    "text",
    ["", "DECISION: a\0b", "ACTION @ann by 30 February: x", "DECISION: " + "API-9999999999 " * 90, "PRESENT: " + "x, " * 5000, "TOPIC:\n" * 999],
)
def test_nothing_in_the_notes_breaks_the_page(as_ada, meeting, text):
    assert read(as_ada, meeting, text, day="2026-02-30", read="zz" * 999).status_code in (200, 400)
