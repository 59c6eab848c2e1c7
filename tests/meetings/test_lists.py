"""Lists cost the same however long they are, and filters have addresses."""

import datetime
import re

import pytest

from tests.factories import make_area, make_audience, make_meeting, make_record, make_series, make_user
from ui import freshness

pytestmark = pytest.mark.django_db

COUNTS = {"/meetings/": 6, "/actions/": 7, "/series/": 4, "/series/api-review/": 9}


def fill(ada, rows):
    series = make_series()
    for n in range(rows):
        held = make_meeting(series=series, title=f"Filed {n}", day=datetime.date(2026, 3, 2), facilitator=ada)
        held.conclude(by=ada, sentence="Yes.")
        held.add_action(by=ada, text="Do it", owner=ada)
        held.file(by=ada)
        make_meeting(series=series, title=f"Owed {n}")
        make_meeting(series=series, title=f"To come {n}", day=datetime.date(2999, 1, 1))
        other = make_series(name=f"Series {n}", slug=f"series-{n}")
        other.members.set([ada])
        series.members.set([ada])


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("address", COUNTS)
def test_the_same_queries_for_one_row_and_for_three(as_ada, ada, django_assert_num_queries, address, rows):
    fill(ada, rows)
    as_ada.get(address)
    with django_assert_num_queries(COUNTS[address]):
        as_ada.get(address)


@pytest.mark.parametrize("rows", [1, 3])
def test_a_meeting_costs_the_same_whatever_came_of_it(as_ada, ada, django_assert_num_queries, rows):
    series = make_series()
    meeting = make_meeting(series=series, text="## One\n", by=ada, facilitator=ada)
    make_meeting(series=series, day=datetime.date(2026, 2, 1))
    make_meeting(series=series, day=datetime.date(2026, 4, 1))
    meeting.mark_attendance(by=ada, presence={ada: "present"})
    for n in range(rows):
        record = make_record(by=ada)
        meeting.conclude(by=ada, sentence=f"Yes {n}.", effect="links", record=record)
        meeting.add_action(by=ada, text="Do it", owner=ada)
    meeting.set_agenda(by=ada, rows=[{"topic": None, "title": f"Topic {n}", "record": record} for n in range(rows)])
    meeting.file(by=ada)
    as_ada.get(meeting.get_absolute_url())
    with django_assert_num_queries(5):  # somebody with the same rights has read it
        as_ada.get(meeting.get_absolute_url())
    freshness.forget()
    with django_assert_num_queries(15):
        as_ada.get(meeting.get_absolute_url())


def titles(client, query=""):
    context = client.get(f"/meetings/{query}").context
    past = [meeting.title for _, rows in context["months"] for meeting in rows]
    return [meeting.title for meeting in context["owed"]], [meeting.title for meeting in context["upcoming"]], past


def test_owed_first_then_upcoming_then_past_by_month(as_ada, ada):
    make_meeting(title="March", day=datetime.date(2026, 3, 2)).file(by=ada)
    make_meeting(title="April", day=datetime.date(2026, 4, 2)).file(by=ada)
    make_meeting(title="No day", day=None)
    make_meeting(title="Late", day=datetime.date(2026, 5, 2))
    make_meeting(title="Soon", day=datetime.date(2999, 5, 2))
    assert titles(as_ada) == (["Late"], ["Soon", "No day"], ["April", "March"])
    page = as_ada.get("/meetings/").content.decode()
    assert page.index('id="owed"') < page.index('id="upcoming"') < page.index("April 2026") < page.index("March 2026")


def test_filters(as_ada, ada, bo):
    series = make_series(area=make_area())
    make_meeting(title="One", series=series, day=datetime.date(2025, 3, 2), facilitator=bo).file(by=ada)
    two = make_meeting(title="Two", day=datetime.date(2026, 3, 2))
    two.mark_attendance(by=ada, presence={bo: "present"})
    two.file(by=ada)
    make_meeting(title="Three", day=datetime.date(2026, 3, 3)).call_off(by=ada)
    make_meeting(title="Four", day=datetime.date(2026, 3, 4))
    expected = {
        "?series=api-review": ([], [], ["One"]),
        "?area=api-gateway": ([], [], ["One"]),
        "?person=bo": ([], [], ["Two", "One"]),
        "?person=Bo+Lindgren&year=2025": ([], [], ["One"]),
        "?status=off": ([], [], ["Three"]),
        "?status=filed": ([], [], ["Two", "One"]),
        "?status=unfiled": (["Four"], [], []),
        "?status=upcoming": ([], [], []),
        "?year=2026": (["Four"], [], ["Three", "Two"]),
    }
    assert {query: titles(as_ada, query) for query in expected} == expected


@pytest.mark.parametrize("query", ["series=none", "person=nobody", "year=abc", "year=99999999999", "status=x"])
def test_a_filter_that_means_nothing_is_said_so(as_ada, query):
    make_meeting(title="One")
    assert as_ada.get(f"/meetings/?{query}").status_code == 422


@pytest.mark.parametrize("query", ["before=rubbish", "after=2026-99-99.1", "before=none.999999999", "unknown=1"])
def test_a_cursor_that_means_nothing_gives_the_first_page(as_ada, ada, query):
    make_meeting(title="One").file(by=ada)
    assert titles(as_ada, f"?{query}")[2] in (["One"], [])


def test_a_closed_series_cannot_be_filtered_by(client, ada, mallory):
    make_series(name="Salaries", slug="salaries", audience=make_audience(ada))
    client.force_login(mallory)
    assert b"Salaries" not in client.get("/meetings/?series=salaries").content


def test_page_after_page_and_back(as_ada, ada):
    for n in range(65):
        make_meeting(title=f"M{n:02}", day=datetime.date(2026, 1, 1) + datetime.timedelta(days=n // 2)).file(by=ada)
    seen, query = [], ""
    while query is not None:
        page = as_ada.get(f"/meetings/{query}").context["past"]
        seen.append([meeting.title for meeting in page.rows])
        query = f"?before={page.older}" if page.older else None
    assert [title for rows in seen for title in rows] == [f"M{n:02}" for n in reversed(range(65))]
    back = as_ada.get(f"/meetings/?after={page.newer}").context["past"]
    assert ([meeting.title for meeting in back.rows], bool(back.newer), bool(back.older)) == (seen[1], True, True)


def test_empty_lists_say_what_to_do(as_ada):
    assert "No meetings yet" in as_ada.get("/meetings/").content.decode()
    assert "No meeting matches these filters" in as_ada.get("/meetings/?year=2020").content.decode()
    assert "No series yet" in as_ada.get("/series/").content.decode()
    assert "Nothing waits for you." in as_ada.get("/actions/").content.decode()


def test_actions_are_mine_late_and_closed(as_ada, ada, bo):
    meeting = make_meeting()
    meeting.add_action(by=ada, text="Mine", owner=ada)
    meeting.add_action(by=ada, text="Late", owner=bo, due=datetime.date(2026, 1, 1))
    meeting.add_action(by=ada, text="Done").finish(by=ada)

    def listed(query=""):
        context = as_ada.get(f"/actions/{query}").context
        return [row.text for row in context["mine"]], [row.text for row in context["page"].rows]

    assert listed() == (["Mine"], ["Late"])
    assert listed("?state=late") == ([], ["Late"])
    assert listed("?state=closed") == ([], ["Done"])
    assert listed("?owner=bo") == ([], ["Late"])


def test_actions_page_after_page_and_back(as_ada, ada, bo):
    meeting = make_meeting()
    for n in range(60):
        meeting.add_action(by=ada, text=f"A{n:02}", owner=bo, due=datetime.date(2026, 1, 1 + n // 3) if n < 40 else None)
    for _ in range(3):
        meeting.add_action(by=ada, text="Mine", owner=ada)

    def page(query):
        context = as_ada.get(f"/actions/{query}").context
        return len(context["mine"]), context["page"]

    found, query = [], ""
    while query is not None:
        mine, shown = page(query)
        found.append((mine, [action.text for action in shown.rows]))
        query = f"?after={shown.after.name}" if shown.after else None
    everything = [f"A{n:02}" for n in range(60)]
    assert found == [(3, everything[:25]), (0, everything[25:50]), (0, everything[50:])]
    _, back = page(f"?before={shown.before.name}")
    assert [action.text for action in back.rows] == everything[25:50]
    assert [action.text for action in page(f"?before={back.before.name}")[1].rows] == everything[:25]
    assert page("?after=rubbish")[1].rows == page("?after=9.999999999")[1].rows == page("?before=1.1")[1].rows + page("?x=")[1].rows


def test_of_closed_actions_the_latest_come_first(as_ada, ada):
    meeting = make_meeting()
    for n in range(3):
        meeting.add_action(by=ada, text=f"A{n}", due=datetime.date(2026, 1, 1 + n)).finish(by=ada)
    assert [action.text for action in as_ada.get("/actions/?state=closed").context["page"].rows] == ["A2", "A1", "A0"]


def test_done_leads_back_to_the_list_and_nowhere_else(as_ada, ada):
    meeting = make_meeting()
    meeting.add_action(by=ada, text="Mine", owner=ada)
    address = f"/meetings/{meeting.number}/actions/1/"
    assert as_ada.post(f"{address}done/", {"back": "/actions/?owner=ada"})["Location"] == "/actions/?owner=ada"
    assert as_ada.post(f"{address}reopen/", {"back": "https://elsewhere.example/"})["Location"] == address
    assert meeting.actions.get().is_open


def test_a_row_says_when_who_and_what_became_of_it(as_ada, ada, bo):
    at = datetime.datetime(2025, 3, 2, 9, 30, tzinfo=datetime.UTC)
    meeting = make_meeting(title="<One>", day=at.date(), starts_at=at, time_zone="Asia/Tokyo", facilitator=ada, note_taker=bo)
    meeting.conclude(by=ada, sentence="Yes.")
    meeting.add_action(by=ada, text="Do it")
    meeting.file(by=ada)
    make_meeting(day=None)
    owed = make_meeting(day=datetime.date(2025, 4, 2))
    page = as_ada.get("/meetings/").content.decode()
    rows = [" ".join(re.sub("<[^>]*>", " ", row).split()) for row in re.findall("<li data-row>.*?</li>", page)]
    assert rows == [
        "API architecture review Notes not filed 2 Apr 2025 No note-taker yet. File the notes",
        "API architecture review Planned No day No note-taker yet. Name one",
        "&lt;One&gt; Filed 2 Mar 2025 , 18:30 · Ada Byron facilitated · Bo Lindgren took notes · 1 decision · 1 action",
    ]
    assert f'<a href="/meetings/{owed.number}/file/">File the notes</a>' in page


def test_a_series_names_the_few_others_who_served_most(as_ada, ada):
    series = make_series()
    people = [make_user(f"Person {n:02}") for n in range(12)]
    for n, person in enumerate(people):
        for _ in range(1 + (n > 1)):
            make_meeting(series=series, facilitator=person).file(by=ada)
    page = as_ada.get("/series/api-review/").text
    members = page[page.index('<h2 class="block-head mb3">Members') : page.index("less often.") + 11]
    assert set(re.findall(r"Person \d\d", members)) == {f"Person {n:02}" for n in range(2, 12)}
    assert "And 2 other people, less often." in members


def test_who_served_how_often_follows_every_change(as_ada, ada):
    """The table is kept for all who see the same, until anything changes."""

    def table():
        return re.findall(r'"row"[^>]*>([^<]*)</th><td class="n"[^>]*>(\d)</td><td class="n"[^>]*>(\d)', as_ada.get("/series/api-review/").text)

    series, bo = make_series(), make_user("Bo")
    assert table() == []
    series.set_up(members=[bo])
    assert table() == [("Bo", "0", "0")]
    make_meeting(series=series, note_taker=bo).file(by=ada)
    assert table() == [("Bo", "0", "1")]
    closed = make_meeting(series=series, facilitator=bo, audience=make_audience(bo))
    closed.file(by=ada)
    assert table() == [("Bo", "0", "1")]
    closed.audience.admit(users=[ada])
    assert table() == [("Bo", "1", "1")]
    bo.name = "Bo Berg"
    bo.save(update_fields=["name"])
    assert table() == [("Bo Berg", "1", "1")]
