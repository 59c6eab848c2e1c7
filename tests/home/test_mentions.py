"""What "@" and "#" in an editor may become."""

import re

import pytest

from home.mentions import mentions
from records.models import Status
from tests.factories import make_audience, make_log, make_meeting, make_record, make_user

pytestmark = pytest.mark.django_db


def words(typed, reader):
    return [one.words for one in mentions(typed, reader)]


@pytest.fixture
def things(ada):
    api = make_log("API")
    for title in ("Page with cursors", "Sign webhooks", "Cursors expire"):
        make_record(by=ada, log=api, title=title)
    make_record(by=ada, log=make_log("DATA"), title="Keep times in UTC")
    make_meeting(title="Cursors again", by=ada)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("#2", ["API-2"]),
        ("#1", ["API-1", "DATA-1", "meeting 1"]),
        ("#api", ["API-3", "API-2", "API-1"]),
        ("#API-2", ["API-2"]),
        ("#DATA", ["DATA-1"]),
        ("#webh", ["API-2"]),
        ("#", []),
        ("#99999999999999999999", []),
        ("#²", []),
        ("", []),
        ("x", []),
        ("#'\"<%_", []),
    ],
)  # fmt: skip
def test_records_and_meetings(ada, things, typed, found):
    assert words(typed, ada) == found


def test_words_of_titles_find_both_kinds(ada, things):
    assert sorted(words("#cursors", ada)) == ["API-1", "API-3", "meeting 1"]


def test_people_by_any_of_their_names_and_seven_at_most(ada, bo, grace):
    make_user("Lin Bo", handle="lin")
    assert [words(typed, ada) for typed in ("@ad", "@byron", "@bo", "@zzz")] == [["@ada"], ["@ada"], ["@bo", "@lin"], []]
    for number in range(9):
        make_user(f"Zed {number}")
    assert len(words("@zed", ada)) == 7


def test_what_is_closed_is_not_offered(ada, mallory):
    make_record(by=ada, log=make_log("API"), title="Cursors", audience=make_audience(ada))
    make_meeting(title="Cursors", audience=make_audience(ada), by=ada)
    make_record(Status.DRAFT, by=ada, log=make_log("API"), title="Cursors later")
    offered = {typed: words(typed, mallory) for typed in ("#1", "#api", "#cursors", "#API-2")}
    assert offered == {"#1": [], "#api": [], "#cursors": [], "#API-2": []}


def test_the_options_are_escaped(as_ada, ada):
    make_record(by=ada, log=make_log("API"), title="<b>Bold</b> moves")
    page = as_ada.get("/mentions/?q=%23api", headers={"HX-Request": "true"}).content.decode()
    option = '<li role="option" id="mention-1" aria-selected="false" data-words="API-1">'
    assert re.findall("<li.*?</li>", page) == [f"{option}<strong>API-1</strong> <span>&lt;b&gt;Bold&lt;/b&gt; moves</span></li>"]


def test_a_box_for_names_of_records_is_offered_no_meetings(as_ada, things):
    page = as_ada.get("/mentions/?only=records&q=%23cursors", headers={"HX-Request": "true"}).content.decode()
    assert sorted(re.findall('data-words="(.*?)"', page)) == ["API-1", "API-3"]
    page = as_ada.get("/mentions/?only=records&q=%231", headers={"HX-Request": "true"}).content.decode()
    assert re.findall('data-words="(.*?)"', page) == ["API-1", "DATA-1"]
