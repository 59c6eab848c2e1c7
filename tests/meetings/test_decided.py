"""What the record's page shows of the meetings that decided it."""

import datetime
import re

import pytest

from meetings.models import Outcome
from records.models import Status
from tests.factories import make_audience, make_meeting, make_record

pytestmark = pytest.mark.django_db


def decide(ada, record, *, sentence="We page with cursors.", **fields):
    meeting = make_meeting(day=datetime.date(2026, 3, 2), **fields)
    meeting.conclude(by=ada, sentence=sentence, effect="links", record=record)
    meeting.file(by=ada)
    return meeting


def test_a_record_names_its_meeting_the_words_the_roles_and_who_was_absent(as_ada, ada, bo, grace):
    record = make_record(by=ada)
    meeting = decide(ada, record, title="Review of March", facilitator=bo, note_taker=grace)
    meeting.mark_attendance(by=ada, presence={ada: "absent", bo: "present"})
    page = as_ada.get(record.get_absolute_url()).content.decode()
    for words in (
        "Review of March",
        "2 March 2026",
        "“We page with cursors.”",
        "Bo Lindgren facilitated, Grace Kim took the notes; Ada Byron was absent",
    ):
        assert words in page


WHERE = re.compile(r'id="where">([^<]+)</h2>.*?<p class="meta">.*?</svg>(.*?)</p>', re.DOTALL)


@pytest.mark.parametrize(
    ("status", "kind", "effect", "shown"),
    [
        (Status.ACCEPTED, "decided", "links", ("Where it was decided", "Decided</span> · About this record")),
        (Status.UNSTATED, "decided", "links", ("Where it was decided", "Decided</span> · About this record")),
        (Status.ACCEPTED, "information", "none", ("Where it was discussed", "Information</span>")),
        (Status.PROPOSED, "decided", "links", ("Where it was discussed", "Decided</span> · About this record")),
        (Status.PROPOSED, "decided", "rejects", ("Where it was decided", "Decided</span> · Rejected here")),
        (Status.PROPOSED, "decided", "accepts", ("Where it was decided", "Decided</span> · Accepted here")),
        (Status.WITHDRAWN, "decided", "links", ("Where it was discussed", "Decided</span> · About this record")),
    ],
)
def test_nothing_that_is_undecided_says_where_it_was_decided(as_ada, ada, status, kind, effect, shown):
    record = make_record(status, by=ada)
    meeting = make_meeting()
    meeting.conclude(by=ada, sentence="We ask our customers first.", kind=kind, effect=effect, record=record)
    meeting.file(by=ada)
    page = as_ada.get(record.get_absolute_url()).content.decode()
    assert [tuple(" ".join(words.split()) for words in found) for found in WHERE.findall(page)] == [shown]


def test_a_restricted_meeting_does_not_show(client, ada, mallory):
    record = make_record(by=ada)
    decide(ada, record, title="Secret review", audience=make_audience(ada))
    client.force_login(mallory)
    assert b"Secret review" not in client.get(record.get_absolute_url()).content
    client.force_login(ada)
    assert b"Secret review" in client.get(record.get_absolute_url()).content


def test_neither_does_what_is_not_filed_or_was_replaced(ada):
    record = make_record(by=ada)
    make_meeting().conclude(by=ada, sentence="Not yet.", effect="links", record=record)
    meeting = decide(ada, record, sentence="First.")
    meeting.outcomes.get().replace(by=ada, sentence="Second.", effect="links", record=record)
    assert [outcome.sentence for outcome in record.outcomes.visible_to(ada).for_record()] == ["Second."]


@pytest.mark.parametrize("rows", [1, 3])
def test_it_costs_the_same_however_often_it_was_decided(ada, rows, django_assert_num_queries):
    record = make_record(by=ada)
    for _ in range(rows):
        decide(ada, record).mark_attendance(by=ada, presence={ada: "absent"})
    ada.audiences  # noqa: B018
    with django_assert_num_queries(2):
        assert [[user.handle for user in outcome.meeting.absent] for outcome in Outcome.objects.visible_to(ada).for_record()] == [["ada"]] * rows


def test_the_meeting_never_shows_a_record_that_the_reader_may_not_see(client, ada, mallory):
    record = make_record(by=ada, title="Salaries of all", audience=make_audience(ada))
    meeting = decide(ada, record)
    meeting.set_agenda(by=ada, rows=[{"topic": None, "title": "Item", "record": record}])
    client.force_login(mallory)
    page = client.get(meeting.get_absolute_url()).content.decode()
    assert "Salaries" not in page and record.name not in page
    assert "We page with cursors." in page
    client.force_login(ada)
    assert "Salaries of all" in client.get(meeting.get_absolute_url()).content.decode()
