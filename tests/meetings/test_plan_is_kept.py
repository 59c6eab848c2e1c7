"""What is typed in a plan stays: when a series is chosen, when it is too long, when another signed in, and when the page is left."""

import pytest

from meetings.models import Meeting
from tests.factories import make_meeting, make_series
from writing.models import Unsaved

from .sheets import opened, row_of, shown

pytestmark = pytest.mark.django_db
EDITING = "6d1b6f9b-75ca-4b17-9465-9cede5a0ac83"


@pytest.fixture
def series(ada, bo):
    series = make_series(minutes=55)
    series.members.set([ada, bo])
    return series


def test_the_series_adds_its_members_and_length_to_what_was_typed(as_ada, series):
    page = opened(as_ada, "/meetings/new/") | {"place": "Room 4", "title": "Keys", "topics-0-title": "Limits", "attendance-0-person": "ada"}
    answer = as_ada.post("/meetings/new/", page | {"attendance-0-presence": "regrets", "series": series.slug, "more": "series"})
    again = shown(answer)
    assert (answer.status_code, Meeting.objects.count()) == (200, 0)
    assert [again[name] for name in ("place", "title", "minutes", "topics-0-title", "series")] == ["Room 4", "Keys", "55", "Limits", series.slug]
    assert [(again[f"attendance-{n}-person"], again[f"attendance-{n}-presence"]) for n in range(2)] == [("ada", "regrets"), ("bo", "invited")]
    assert as_ada.post("/meetings/new/", again).status_code == 302
    meeting = Meeting.objects.get()
    assert (meeting.series, meeting.minutes, meeting._who()) == (series, 55, {"ada": "regrets", "bo": "invited"})


def test_a_series_that_is_taken_back_on_the_page_is_none(as_ada, series):
    page = opened(as_ada, f"/meetings/new/?series={series.slug}")
    assert as_ada.post(f"/meetings/new/?series={series.slug}", page | {"series": ""}).status_code == 302
    assert Meeting.objects.get().series is None


def test_what_is_too_long_comes_back_whole_with_a_sentence(as_ada):
    page = opened(as_ada, "/meetings/new/") | {"title": "x" * 230}
    answer = as_ada.post("/meetings/new/", page)
    assert (answer.status_code, "Write at most 200 characters; these are 230." in answer.text, shown(answer)["title"]) == (422, True, "x" * 230)
    assert "maxlength" not in answer.text.partition("<main")[2]


@pytest.mark.parametrize("address", ["/meetings/new/", "/meetings/1/edit/"])
def test_a_plan_is_not_saved_in_the_name_of_whoever_signed_in_meanwhile(client, ada, bo, address):
    make_meeting()
    client.force_login(ada)
    answer = client.get(address)
    page = shown(answer) | {"typed_by": answer.context["typed_by"], "place": "Room 4"}
    client.force_login(bo)
    held = client.post(address, page, headers={"Sec-Fetch-Site": "same-origin"})
    assert (held.status_code, "@ada typed this text" in held.text, "Room 4" in held.text) == (403, True, True)
    assert (Meeting.objects.count(), Meeting.objects.get().place) == (1, "")


def test_a_plan_that_was_left_is_offered_by_what_it_holds_and_put_back(as_ada, ada):
    meeting = make_meeting()
    meeting.set_agenda(by=ada, rows=[{"topic": None, "title": "Limits"}])
    page = opened(as_ada, "/meetings/1/edit/")
    page |= {"place": "Room 4", f"{row_of(page, 'topics')}-title": "Keys", f"{row_of(page, 'topics', title='Limits')}-title": ""}
    kept = {"text_place": "meetings/1/edit", "editing": EDITING, "stroke": "1"}
    assert "1 fact, 2 topics" in as_ada.post("/unsaved/", page | kept).json()["sentence"]
    offered = as_ada.get("/meetings/1/edit/").text
    for words in ("1 fact, 2 topics", "Place: Room 4", "Topic: Keys", "Topic taken off: Limits"):
        assert words in offered
    again = shown(as_ada.get(f"/meetings/1/edit/?unsaved={EDITING}"))
    assert (again["place"], as_ada.post("/meetings/1/edit/", again | kept).status_code) == ("Room 4", 302)
    assert ([topic.title for topic in meeting.topics.all()], list(Unsaved.objects.of(ada))) == (["Keys"], [])
