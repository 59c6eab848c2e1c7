"""A meeting that did not take place says so, and why, where its minutes would stand."""

import re

import pytest

from tests.factories import make_meeting

pytestmark = pytest.mark.django_db


def called_off(ada, **fields):
    meeting = make_meeting(title="Carrier round")
    meeting.mark_attendance(by=ada, presence={ada: "invited"})
    meeting.call_off(by=ada, **fields)
    return meeting


def words(page):
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode().split("<main")[1].split("</main")[0]).split())


@pytest.mark.parametrize(("fields", "said"), [
    ({"note": "Half of us were <ill>"}, "Ada Byron said that it did not take place: “Half of us were &lt;ill&gt;”"),
    ({}, "Ada Byron said that it did not take place."),
])  # fmt: skip
def test_its_page_says_who_said_so_and_why(client, grace, ada, fields, said):
    client.force_login(grace)
    page = words(client.get(called_off(ada, **fields).get_absolute_url()))
    assert (said in page, "Nothing yet" in page, "Who was there" in page) == (True, False, False)


def test_its_page_says_nothing_of_it_once_it_is_planned_again(as_ada, ada):
    meeting = called_off(ada, note="Half of us were ill")
    meeting.plan_again(by=ada)
    page = words(as_ada.get(meeting.get_absolute_url()))
    assert ("did not take place:" in page, "Nothing yet" in page) == (False, True)


def test_its_history_says_what_was_said_and_no_more(as_ada, ada):
    meeting = called_off(ada, note="Half of us were ill")
    meeting.plan_again(by=ada)
    page = words(as_ada.get(f"{meeting.get_absolute_url()}history/"))
    assert ("said that it did not take place. Half of us were ill" in page, "none, now none" in page) == (True, False)


def test_who_comes_to_file_it_is_told_so_in_a_sentence(as_ada, ada):
    page = words(as_ada.get(f"{called_off(ada).get_absolute_url()}file/", follow=True))
    assert "Meeting 1 is marked as one that did not take place. Say first that it did." in page
