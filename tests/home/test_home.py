import datetime

import pytest
from django.utils import timezone

from home.since import news
from meetings.models import Action
from records.facets import in_force_by_area
from records.models import Record
from tests.factories import make_area, make_audience, make_meeting, make_record
from ui import freshness
from writing.documents import Holder
from writing.redacting import redact

LONG_AGO = timezone.now() - datetime.timedelta(days=3650)


def told(user, since=LONG_AGO, limit=12):
    found, more = news(user, since, limit)
    return [(item.kind, str(item.thing)) for item in found], more


def test_home_tells_moves_filings_and_risks_newest_first(ada):
    record = make_record(by=ada, status="proposed")
    record.accept(by=ada, note="Yes.")
    meeting = make_meeting(facilitator=ada)
    meeting.file(by=ada)
    assert told(ada) == (
        [("filed", "meeting 1"), ("move", "ADR-1: proposed → accepted"), ("move", "ADR-1: draft → proposed")],
        False,
    )
    assert told(ada, limit=2) == ([("filed", "meeting 1"), ("move", "ADR-1: proposed → accepted")], True)
    assert told(ada, since=timezone.now()) == ([], False)


def test_restricted_things_are_no_news_for_others(ada, mallory):
    audience = make_audience(ada)
    make_record(by=ada, audience=audience)
    make_meeting(audience=audience).file(by=ada)
    make_record(by=ada, status="draft")
    assert told(mallory) == ([], False) and len(told(ada)[0]) == 3


def test_home_of_an_empty_site_shows_ways_on(as_ada):
    page = as_ada.get("/").content.decode()
    assert "No decision is in force yet." in page and "Nothing waits for you." in page and "No meeting is planned." in page


def test_home_shows_what_is_in_force_by_area(as_ada, ada):
    area = make_area()
    for n in range(4):
        make_record(by=ada, title=f"Decision {n}", area=area, on=datetime.date(2026, 1, n + 1))
    make_record(by=ada, status="rejected", area=area)
    in_force, rows = in_force_by_area(ada, 3)
    assert in_force == 4
    assert [(str(r["area"]), r["count"], [x.title for x in r["newest"]]) for r in rows] == [
        ("API gateway", 4, ["Decision 3", "Decision 2", "Decision 1"])
    ]
    page = as_ada.get("/").content.decode()
    assert [title in page for title in ("All 4 decisions in force", "Decision 3")] == [True, True]


def test_what_is_kept_of_home_follows_every_change(as_ada, ada):
    record = make_record("proposed", by=ada, title="Queue the parcels", area=make_area())
    before = as_ada.get("/").content.decode()
    record.accept(by=ada)
    assert [page.count("1 in force") for page in (before, as_ada.get("/").content.decode())] == [0, 1]


def test_what_is_kept_of_home_follows_a_redaction_and_a_text_that_came_late(as_root, root):
    record, newer = (make_record(by=root, title=title, area=make_area()) for title in ("Rotate hunter2zebra", "Queue the parcels"))
    seen = [as_root.get("/").content.decode()]
    redact(Holder(record, root, "", []), "hunter2zebra", by=root, reason="A password.")
    seen.append(as_root.get("/").content.decode())
    newer.edit(by=root, title="Queue all parcels", text="Yes.", base=1, note="All.", at=LONG_AGO)  # as an import that began before other changes
    seen.append(as_root.get("/").content.decode())
    assert [("hunter2zebra" in page, "Queue all parcels" in page) for page in seen] == [(True, False), (False, False), (False, True)]


def test_what_is_kept_of_home_outlives_no_permission(client, ada, mallory):
    circle = make_audience(ada, mallory)
    make_record(by=ada, title="Buy the vendor", area=make_area(), audience=circle)
    seen = []
    for leave in (False, True):
        if leave:
            circle.members.filter(user=mallory).delete()
        client.force_login(mallory)
        seen.append("Buy the vendor" in client.get("/").content.decode())
    assert seen == [True, False]


def test_mark_as_seen_begins_a_new_since(as_ada, ada):
    make_record(by=ada)
    assert "2 changes since" in as_ada.get("/").content.decode()
    assert as_ada.post("/settings/visit/").status_code == 302
    assert "Nothing changed since you were last here" in as_ada.get("/").content.decode()


def test_home_costs_the_same_for_one_and_for_three(as_ada, ada, django_assert_num_queries):
    def grow():
        make_record(by=ada, area=make_area())
        meeting = make_meeting(facilitator=ada)
        meeting.file(by=ada)
        make_meeting(facilitator=ada)
        Action.objects.create(meeting=meeting, number=1, text="Do", owner=ada)
        make_meeting(day=timezone.localdate() + datetime.timedelta(days=3))

    def asked():
        as_ada.get("/")
        with django_assert_num_queries(7):  # somebody with the same rights has read it
            as_ada.get("/")
        freshness.forget()
        with django_assert_num_queries(14):
            as_ada.get("/")

    grow()
    asked()
    for _ in range(2):
        grow()
    asked()
    assert Record.objects.count() == 3


@pytest.mark.parametrize("who", ["grace", "mallory"])
def test_everybody_has_a_home(client, who, request):
    client.force_login(request.getfixturevalue(who))
    assert client.get("/").status_code == 200
