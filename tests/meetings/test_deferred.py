"""What is deferred is deferred to a meeting that is still to come, or was when it was said."""

import datetime

import pytest
from django.utils import timezone

from meetings.models import Outcome
from tests.factories import make_meeting
from tests.meetings.test_file_page import decision, file, typed

pytestmark = pytest.mark.django_db

LEAVE = "Choose one that is still to come, or leave this empty."
EARLY, HELD, LATE = (datetime.date(2026, 3, day) for day in (1, 2, 3))


def other_meeting(ada, day, status):
    other = make_meeting(title="Another", day=day)
    if status == "filed":
        other.file(by=ada, at=datetime.datetime(2026, 3, 20, tzinfo=datetime.UTC))
    if status == "did not take place":
        other.call_off(by=ada)
    return other


def today(days=0):
    return timezone.localdate() + datetime.timedelta(days=days)


@pytest.mark.parametrize(("day", "status", "sentence"), [
    (EARLY, "planned", f"Meeting 2 was on 1 March 2026. {LEAVE}"),
    (EARLY, "filed", f"Meeting 2 is filed already. {LEAVE}"),
    (LATE, "did not take place", f"Meeting 2 did not take place. {LEAVE}"),
    (None, "did not take place", f"Meeting 2 did not take place. {LEAVE}"),
])  # fmt: skip
def test_a_meeting_that_was_over_gets_a_sentence_and_nothing_is_lost(as_ada, ada, day, status, sentence):
    meeting = make_meeting(day=HELD)
    other_meeting(ada, day, status)
    posted = typed(meeting, outcomes=[decision("Ask again.", kind="deferred", deferred_to="2")], actions=[{"text": "Warm the buckets"}])
    answer = as_ada.post(f"/meetings/{meeting.number}/file/", posted)
    assert (answer.status_code, [words for _, _, words in answer.context["sheet"].problems]) == (422, [sentence])
    assert [words in answer.text for words in ("We agreed.", "Ask again.", "Warm the buckets", 'value="2"')] == [True] * 4
    assert Outcome.objects.count() == 0


@pytest.mark.parametrize(("day", "status"), [(LATE, "planned"), (LATE, "filed"), (HELD, "filed"), (None, "planned")])
def test_however_late_it_is_filed_what_was_said_then_stands(as_ada, ada, day, status):
    meeting = make_meeting(day=HELD)
    other = other_meeting(ada, day, status)
    answer = file(as_ada, meeting, typed(meeting, outcomes=[decision(kind="deferred", deferred_to="2")]))
    assert (answer.status_code, Outcome.objects.get().deferred_to) == (302, other)


@pytest.mark.parametrize(("days", "status"), [(-1, 422), (0, 302), (1, 302)])
def test_a_meeting_of_today_is_still_to_come(as_ada, days, status):
    meeting = make_meeting(day=today())
    make_meeting(title="Another", day=today(days))
    posted = typed(meeting, day=today().isoformat(), outcomes=[decision(kind="deferred", deferred_to="2")])
    assert file(as_ada, meeting, posted).status_code == status


def test_nothing_is_deferred_to_the_meeting_itself(as_ada):
    meeting = make_meeting(day=HELD)
    answer = as_ada.post("/meetings/1/file/", typed(meeting, outcomes=[decision(kind="deferred", deferred_to="1")]))
    assert [words for _, _, words in answer.context["sheet"].problems] == [f"Meeting 1 is this one. {LEAVE}"]


def test_notes_of_a_meeting_that_nobody_planned_ask_the_same(as_ada):
    make_meeting(title="Another", day=EARLY)
    answer = as_ada.post("/meetings/held/", typed(outcomes=[decision(kind="deferred", deferred_to="1")]))
    assert [words for _, _, words in answer.context["sheet"].problems] == [f"Meeting 1 was on 1 March 2026. {LEAVE}"]


def test_the_words_of_an_old_outcome_are_mended_whatever_became_of_the_other_meeting(as_ada, ada):
    meeting, other = make_meeting(day=HELD), make_meeting(title="Another", day=LATE)
    make_meeting(title="A third", day=EARLY)
    meeting.conclude(by=ada, sentence="Ask agian.", kind="deferred", deferred_to=other)
    meeting.file(by=ada)
    other.call_off(by=ada)
    address, posted = "/meetings/1/outcomes/1/replace/", decision("Ask again.", kind="deferred", deferred_to="2")
    assert as_ada.post(address, {**posted, "deferred_to": "3"}).status_code == 422
    assert as_ada.post(address, posted).status_code == 302
    assert [(row.sentence, row.deferred_to) for row in Outcome.objects.filter(replaced_by=None)] == [("Ask again.", other)]
