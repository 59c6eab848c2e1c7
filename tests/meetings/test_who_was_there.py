"""Nobody counts as present because nobody said anything: whoever was invited is asked about when the notes are filed."""

import pytest

from meetings.models import Meeting
from tests.factories import make_meeting, make_series

from .sheets import file, opened, row_of, shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(ada, bo, grace, mallory):
    meeting = make_meeting(facilitator=ada, note_taker=bo)
    meeting.mark_attendance(by=ada, presence={ada: "invited", bo: "invited", grace: "invited", mallory: "invited"})
    return meeting


def counted(answer):
    """What the look at the effects says of who counts as what."""
    return {word: [row.user.handle for row in rows] for word, rows in answer.context["effects"]["who"]}


def test_nobody_is_marked_on_the_sheet_who_was_only_invited(as_ada, meeting):
    page = opened(as_ada, "/meetings/1/file/")
    assert [page[f"attendance-{n}-presence"] for n in range(4)] == ["invited"] * 4
    assert "Not marked" in as_ada.get("/meetings/1/file/").text


def test_filing_asks_about_whoever_is_not_marked_and_says_who_counts_as_what(as_ada, meeting, grace):
    page = opened(as_ada, "/meetings/1/file/")
    page[f"{row_of(page, 'attendance', person='mallory')}-presence"] = "absent"
    looked = as_ada.post("/meetings/1/file/", page)
    assert counted(looked) == {"Present": ["ada", "bo"], "Absent": ["mallory"], "Not marked": ["grace"]}
    assert (looked.context["effects"]["unmarked"], "Was Grace Kim there?" in looked.text) == ([grace], True)
    assert "File the notes, 1 person unmarked" in " ".join(looked.text.split())
    assert as_ada.post("/meetings/1/file/", page | {"seen": looked.context["seen"]}).status_code == 302
    assert meeting._who() == {"ada": "present", "bo": "present", "grace": "invited", "mallory": "absent"}
    assert "<dt>Not marked</dt><dd>Grace Kim</dd>" in as_ada.get("/meetings/1/").text


def test_one_press_marks_the_rest_as_present_and_saves_nothing(as_ada, meeting):
    page = opened(as_ada, "/meetings/1/file/")
    page[f"{row_of(page, 'attendance', person='mallory')}-presence"] = "regrets"
    answer = as_ada.post("/meetings/1/file/", page | {"more": "everybody", "text": "Typed.", "title": ""})
    again = shown(answer)
    assert [again[f"attendance-{n}-presence"] for n in range(4)] == ["present", "present", "present", "regrets"]
    assert (answer.status_code, again["text"], Meeting.objects.get().status) == (200, "Typed.", "planned")
    assert "Everybody not marked was there" not in answer.text
    assert file(as_ada, "/meetings/1/file/", again | {"title": "Review"}).status_code == 302
    assert meeting._who() == {"ada": "present", "bo": "present", "grace": "present", "mallory": "regrets"}


def test_the_members_of_a_series_are_asked_about_when_nobody_planned_it(as_ada, ada, bo):
    series = make_series()
    series.members.set([ada, bo])
    page = opened(as_ada, f"/meetings/held/?series={series.slug}") | {"facilitator": "ada"}
    looked = as_ada.post("/meetings/held/", page)
    assert (counted(looked), looked.context["effects"]["unmarked"]) == ({"Present": ["ada"], "Not marked": ["bo"]}, [bo])


def test_whoever_was_marked_while_notes_were_taken_stays_so(as_ada, meeting, ada, grace):
    meeting.mark_attendance(by=ada, presence={grace: "late"}, remarks={grace: "from item 2"})
    page = opened(as_ada, "/meetings/1/file/")
    assert page[f"{row_of(page, 'attendance', person='grace')}-presence"] == "late"
    assert "Grace Kim, from item 2" in as_ada.post("/meetings/1/file/", page).text
