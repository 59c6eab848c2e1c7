import pytest

from tests.factories import make_meeting

pytestmark = pytest.mark.django_db


def test_notes_are_saved_on_top_of_what_they_began_from(as_ada, ada):
    meeting = make_meeting(text="One.\n", by=ada)
    answer = as_ada.post(f"/meetings/{meeting.number}/notes/", {"text": "One.\r\nTwo.\r\n", "base": "1", "note": ""})
    meeting.refresh_from_db()
    assert (answer.status_code, meeting.revision.text, meeting.revision_number) == (302, "One.\nTwo.\n", 2)


def test_somebody_saved_before(as_ada, ada, bo):
    meeting = make_meeting(text="One.\n", by=ada)
    meeting.note_down(by=bo, text="Bo was here.\n", base=1)
    answer = as_ada.post(f"/meetings/{meeting.number}/notes/", {"text": "Ada was here.\r\n", "base": "1"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Bo was here." in page and "Ada was here." in page
    meeting.refresh_from_db()
    assert meeting.revision.text == "Bo was here.\n"


def test_a_correction_after_filing_says_what_it_corrects(as_ada, ada):
    meeting = make_meeting(text="60 a minute.\n", by=ada)
    meeting.file(by=ada)
    posted = {"text": "600 a minute.\n", "base": "1", "note": ""}
    answer = as_ada.post(f"/meetings/{meeting.number}/notes/", posted)
    assert (answer.status_code, "Say in a few words what you correct." in answer.content.decode()) == (422, True)
    as_ada.post(f"/meetings/{meeting.number}/notes/", {**posted, "note": "600, not 60"})
    assert "edited after filing" in as_ada.get(meeting.get_absolute_url()).content.decode()
    assert "600, not 60" in as_ada.get(f"/meetings/{meeting.number}/history/").content.decode()


def test_an_old_revision_says_that_it_is_old(as_ada, ada):
    meeting = make_meeting(text="One.\n", by=ada)
    meeting.note_down(by=ada, text="Two.\n", base=1)
    first, second = (as_ada.get(f"/meetings/{meeting.number}/history/{number}/").content.decode() for number in (1, 2))
    assert ("Not the newest" in first, "Not the newest" in second, f'href="/meetings/{meeting.number}/history/1/"' in second) == (True, False, True)


@pytest.mark.parametrize(
    ("fields", "sentence"), [({"text": "a\0b"}, "It holds a NUL"), ({"base": "x"}, "whole number"), ({"note": "x" * 301}, "at most 300")]
)
def test_bad_input(as_ada, fields, sentence):
    meeting = make_meeting()
    answer = as_ada.post(f"/meetings/{meeting.number}/notes/", {"text": "x", "base": "0", **fields})
    assert (answer.status_code, sentence in answer.content.decode(), meeting.revisions.count()) == (422, True, 0)


def test_history_tells_who_changed_what(as_ada, ada, bo):
    meeting = make_meeting(title="Review")
    meeting.assign(by=ada, facilitator=bo)
    meeting.mark_attendance(by=ada, presence={bo: "late"}, remarks={bo: "from item 2"})
    meeting.set_agenda(by=ada, rows=[{"topic": None, "title": "Limits", "purpose": "decide", "minutes": 5}])
    meeting.describe(by=ada, place="Room 4")
    meeting.add_action(by=ada, text="Do it").change(by=ada, owner=bo)
    page = as_ada.get(f"/meetings/{meeting.number}/history/").content.decode()
    told = ("Facilitator: Bo Lindgren", "bo: late, from item 2", "1. Limits (to decide, 5 min)", "none, now Room 4", "owner: none, now Bo Lindgren")
    assert [words for words in told if words not in page] == []


def test_two_revisions_side_by_side(as_ada, ada):
    meeting = make_meeting(text="One.\n", by=ada)
    meeting.note_down(by=ada, text="Two.\n", base=1)
    page = as_ada.get(f"/meetings/{meeting.number}/history/?from=1&to=2").content.decode()
    assert "<del>" in page and "<ins>" in page
    assert [as_ada.get(f"/meetings/{meeting.number}/history/?from=1&to={to}").status_code for to in ("9", "x", "²", "")] == [404] * 4
