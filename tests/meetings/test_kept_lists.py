"""The lists of meetings are kept for whoever has the same rights, until anything changes or the minute is over."""

import datetime

import pytest
import time_machine

from meetings.models import Meeting
from tests.factories import make_audience, make_meeting, make_series
from ui import freshness

pytestmark = pytest.mark.django_db
NOON = datetime.datetime(2026, 3, 2, 12, tzinfo=datetime.UTC)
HELD, COMING = 'id="owed"', 'id="upcoming"'


@pytest.fixture
def noon():
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


def planned(by, title="Limits", **fields):
    return Meeting.objects.plan(by=by, title=title, **fields)


def shown(client):
    """Whether the meeting about limits stands on the front page and on the page of meetings, and what that calls it."""
    front, page = client.get("/").text, client.get("/meetings/").text
    return ("Limits" in front, "Limits" in page, [words for words in (HELD, COMING) if words in page])


def test_what_anybody_does_to_a_meeting_is_there_at_once(as_ada, ada, bo, noon):
    assert shown(as_ada) == (False, False, [])
    meeting = planned(ada, day=datetime.date(2026, 3, 9))
    assert shown(as_ada) == (True, True, [COMING])
    meeting.assign(by=ada, facilitator=bo)
    bo.name = "Bo Berg"
    bo.save()
    assert ("Bo Berg facilitates" in as_ada.get("/").text, "Bo Berg facilitates" in as_ada.get("/meetings/").text) == (True, True)
    meeting.call_off(by=ada, note="Ill")
    assert shown(as_ada) == (False, True, [])
    meeting.plan_again(by=ada)
    assert shown(as_ada) == (True, True, [COMING])


def test_it_begins_on_its_minute(as_ada, ada, noon):
    planned(ada, day=NOON.date(), starts_at=NOON + datetime.timedelta(minutes=5), minutes=30)
    assert shown(as_ada) == (True, True, [COMING])
    noon.move_to(NOON + datetime.timedelta(minutes=4, seconds=59))
    assert shown(as_ada) == (True, True, [COMING])
    noon.move_to(NOON + datetime.timedelta(minutes=5))
    assert shown(as_ada) == (True, True, [HELD])


def test_who_may_see_more_leaves_it_to_nobody_else(client, ada, mallory, grace, noon):
    make_meeting(title="Limits", series=make_series(), day=datetime.date(2026, 3, 9), audience=make_audience(ada))
    found = {}
    for reader in (ada, mallory, grace, ada):
        client.force_login(reader)
        found[reader.handle] = shown(client)
    assert found == {"ada": (True, True, [COMING]), "mallory": (False, False, []), "grace": (False, False, [])}


@pytest.mark.parametrize("rows", [1, 3])
def test_the_first_reader_asks_the_same_for_one_and_for_three(as_ada, ada, noon, django_assert_num_queries, rows):
    for _ in range(rows):
        planned(ada, day=datetime.date(2026, 3, 9), facilitator=ada)
        planned(ada, day=datetime.date(2026, 2, 9), facilitator=ada)
        planned(ada, day=datetime.date(2026, 2, 9), facilitator=ada).file(by=ada)
    as_ada.get("/meetings/")
    freshness.forget()
    with django_assert_num_queries(9):
        as_ada.get("/meetings/")
