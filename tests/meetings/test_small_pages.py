"""Series, single actions, and outcomes that are replaced."""

import datetime
import re

import pytest

from meetings.models import Series
from records.models import Status
from search.find import find
from tests.factories import make_area, make_audience, make_meeting, make_record, make_series

pytestmark = pytest.mark.django_db

# the table of a series: who, facilitated, took notes
SERVED = re.compile(r'<th scope="row"[^>]*>(.*?)</th><td class="n"[^>]*>(\d+)</td><td class="n"[^>]*>(\d+)')


class TestSeries:
    def test_an_admin_sets_one_up_and_changes_it(self, client, root, ada, bo):
        client.force_login(root)
        typed = {"name": "API architecture review", "cadence": "Every second Thursday", "minutes": "55", "members": "@ada\r\nbo\r\n"}
        assert client.post("/series/new/", typed)["Location"] == "/series/api-architecture-review/"
        client.post("/series/api-architecture-review/edit/", {**typed, "name": "API review", "members": "bo"})
        series = Series.objects.get()
        assert (series.name, series.slug, series.minutes, list(series.members.all())) == ("API review", "api-architecture-review", 55, [bo])

    @pytest.mark.parametrize(
        ("fields", "sentence"),
        [
            ({"name": ""}, "Write a name"),
            ({"name": "???"}, "letters or digits"),
            ({"name": "API architecture review"}, "already"),
            ({"members": "nobody-here"}, "Nobody here has the handle “nobody-here”."),
            ({"time_zone": "Mars/Olympus"}, "There is no time zone"),
            ({"minutes": "9999"}, "Write 1440 or less."),
            ({"area": "nowhere"}, "Choose from the list."),
        ],
    )
    def test_bad_input(self, client, root, fields, sentence):
        make_series(slug="api-architecture-review")
        client.force_login(root)
        answer = client.post("/series/new/", {"name": "New", **fields})
        assert (answer.status_code, sentence in answer.content.decode(), Series.objects.count()) == (422, True, 1)

    def test_what_is_found_of_its_meetings_follows_its_area(self, as_root, ada):
        series = make_series(area=make_area())
        make_meeting(series=series, text="We spoke of the quokka.", by=ada, title="Lists")
        edge = make_area("The edge", "edge")
        as_root.post("/series/api-review/edit/", {"name": "API architecture review", "area": edge.slug, "members": ""})
        assert [(hit.kind, hit.area) for hit in find("quokka").hits] == [("meeting", "edge")]

    def test_it_counts_who_served(self, as_ada, ada, bo):
        series = make_series()
        series.members.set([ada, bo])
        make_meeting(series=series, facilitator=ada, note_taker=bo).file(by=ada)
        make_meeting(series=series, facilitator=ada).file(by=ada)
        served = as_ada.get("/series/api-review/").text
        assert SERVED.findall(served) == [("Bo Lindgren", "0", "1"), ("Ada Byron", "2", "0")]

    def test_a_restricted_meeting_counts_for_nobody_else(self, client, ada, mallory):
        series = make_series()
        make_meeting(series=series, facilitator=ada, audience=make_audience(ada), title="Secret").file(by=ada)
        client.force_login(mallory)
        page = client.get("/series/api-review/")
        assert (SERVED.findall(page.text), b"Secret" in page.content) == ([], False)
        assert b"0 meetings filed" in client.get("/series/").content


class TestActions:
    def test_added_later_changed_and_dropped(self, as_ada, ada, bo):
        meeting = make_meeting()
        meeting.file(by=ada)
        address = f"/meetings/{meeting.number}/actions/"
        as_ada.post(f"{address}new/", {"text": "Do it", "owner": "bo", "due": "2026-12-01"})
        as_ada.post(f"{address}1/edit/", {"text": "Do it well", "owner": "", "due": ""})
        action = meeting.actions.get()
        assert (action.text, action.owner, action.due) == ("Do it well", None, None)
        assert as_ada.post(f"{address}1/drop/", {"note": ""}).status_code == 422
        as_ada.post(f"{address}1/drop/", {"note": "Nobody asks for it"})
        assert [change.what for change in meeting.changes.all()] == ["action dropped", "action changed", "action added", "filed"]

    @pytest.mark.parametrize(
        ("fields", "sentence"),
        [
            ({"text": ""}, "Say what is to be done."),
            ({"due": "30 February 2026"}, "There is no such day"),
            ({"owner": "nobody-here"}, "Choose somebody from the list"),
            ({"text": "x" * 401}, "at most 400"),
        ],
    )
    def test_bad_input(self, as_ada, fields, sentence):
        meeting = make_meeting()
        answer = as_ada.post(f"/meetings/{meeting.number}/actions/new/", {"text": "Do it", **fields})
        assert (answer.status_code, sentence in answer.content.decode(), meeting.actions.count()) == (422, True, 0)


class TestReplace:
    def test_another_outcome_takes_its_place(self, as_ada, ada):
        meeting = make_meeting()
        meeting.conclude(by=ada, sentence="First.")
        meeting.file(by=ada)
        posted = {"sentence": "Second.", "kind": "tentative", "effect": "none", "until": "2026-05-03"}
        assert as_ada.post(f"/meetings/{meeting.number}/outcomes/1/replace/", posted)["Location"] == meeting.get_absolute_url()
        new = meeting.outcomes.current().get()
        assert (new.sentence, new.until, new.replaces.sentence) == ("Second.", datetime.date(2026, 5, 3), "First.")
        page = as_ada.get(meeting.get_absolute_url()).content.decode()
        assert "1 outcome replaced since" in page and "First." in page

    def test_a_record_that_cannot_move_gets_its_sentence(self, as_ada, ada):
        meeting, record = make_meeting(), make_record(Status.ACCEPTED, by=ada)
        meeting.conclude(by=ada, sentence="First.")
        meeting.file(by=ada)
        posted = {"sentence": "Second.", "kind": "decided", "effect": "accepts", "record": record.name}
        answer = as_ada.post(f"/meetings/{meeting.number}/outcomes/1/replace/", posted)
        assert (answer.status_code, meeting.outcomes.count()) == (422, 1)
        assert "Only a proposed record can be accepted." in answer.content.decode() and "Second." in answer.content.decode()

    def test_twice_is_a_conflict(self, as_ada, ada):
        meeting = make_meeting()
        outcome = meeting.conclude(by=ada, sentence="First.")
        meeting.file(by=ada)
        outcome.replace(by=ada, sentence="Second.")
        posted = {"sentence": "Third.", "kind": "decided", "effect": "none"}
        assert as_ada.post(f"/meetings/{meeting.number}/outcomes/1/replace/", posted).status_code == 409
