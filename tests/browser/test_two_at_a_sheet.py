"""The sheets of a meeting in two browsers, and left in one: nothing is lost or misplaced; with JavaScript and without."""

import pytest

from meetings.models import Meeting
from tests.factories import make_meeting
from writing.models import Unsaved

from .desk import kept
from .test_axe import overflow, violations

MAIN = ".savebar button.btn--big"


@pytest.fixture
def meeting(people):
    meeting = make_meeting(text="## Limits\n", by=people.ada, facilitator=people.ada, note_taker=people.bo)
    meeting.mark_attendance(by=people.ada, presence={people.ada: "invited", people.bo: "invited", people.grace: "invited"})
    meeting.set_agenda(by=people.ada, rows=[{"topic": None, "title": "Limits", "minutes": 10}, {"topic": None, "title": "Keys"}])
    return meeting


def look_and_file(page, words="File the notes"):
    page.click(MAIN)
    page.click(f"#effects button:has-text('{words}')")
    page.wait_for_selector(".messages")


def test_two_plan_and_the_second_is_asked(desks, meeting):
    ada, bo = desks.values()
    for page in (ada, bo):
        page.goto(f"{meeting.get_absolute_url()}edit/")
    bo.fill("[name=place]", "Room 2")
    bo.fill("[name=minutes]", "30")
    bo.click(MAIN)
    bo.wait_for_selector(".messages")
    ada.fill("[name=place]", "Room 3")
    ada.click("summary:has-text('Keys')")
    ada.fill("[name=topics-1-minutes]", "20")
    ada.click(MAIN)
    ada.wait_for_selector("#errors >> text=Bo Lindgren changed this to “Room 2”")
    assert [ada.input_value(f"[name={name}]") for name in ("place", "minutes", "topics-1-minutes")] == ["Room 3", "30", "20"]
    ada.click(MAIN)
    ada.wait_for_selector(".messages")
    meeting = Meeting.objects.get(pk=meeting.pk)
    assert (meeting.place, meeting.minutes, [topic.minutes for topic in meeting.topics.all()]) == ("Room 3", 30, [10, 20])


def test_two_file_and_the_second_adds_what_was_not_filed(desks, meeting):
    ada, bo = desks.values()
    for page, name in ((ada, "Ada"), (bo, "Bo")):
        page.goto(f"{meeting.get_absolute_url()}file/")
        page.fill("[name=outcomes-0-sentence]", f"Of {name}.")
        page.fill("[name=actions-0-text]", f"{name} writes.")
    ada.fill("[name=text]", "## Limits\n\nAda: we agreed.\n")
    ada.select_option("[name=attendance-2-presence]", "absent")
    bo.click("text=Everybody not marked was there")
    bo.wait_for_selector("[name=attendance-2-presence]")
    assert bo.input_value("[name=outcomes-0-sentence]") == "Of Bo."
    look_and_file(bo)
    ada.click(MAIN)
    ada.wait_for_selector("#errors >> text=Bo Lindgren filed these notes before you")
    assert ada.locator("#errors >> text=Bo Lindgren changed this to “Present”").is_visible()
    assert [ada.locator(f"main >> text={words}").first.is_visible() for words in ("Yours beside the filed notes", "Decided: Of Bo.")] == [True, True]
    assert [ada.input_value(f"[name={name}]") for name in ("outcomes-0-sentence", "attendance-2-presence")] == ["Of Ada.", "absent"]
    look_and_file(ada, "Add it")
    meeting = Meeting.objects.get(pk=meeting.pk)
    assert [row.sentence for row in meeting.outcomes.all()] == ["Of Bo.", "Of Ada."]
    assert [row.text for row in meeting.actions.all()] == ["Bo writes.", "Ada writes."]
    assert (meeting.revision.text, meeting._who()["grace"]) == ("## Limits\n\nAda: we agreed.\n", "absent")
    assert list(Unsaved.objects.open()) == []


def test_a_plan_is_kept_when_its_page_is_closed(page, people, meeting, sign_in):
    sign_in(page, people.ada)
    page.goto("/meetings/new/")
    page.fill("[name=title]", "Keys")
    page.fill("[name=topics-0-title]", "Rotate them")
    page.locator("[name=topics-0-title]").blur()
    kept(page)
    assert page.inner_text("[data-saved]").endswith(", 1 topic")
    again = page.context.new_page()
    page.close(run_before_unload=False)
    again.goto("/meetings/new/")
    again.click("#offers >> text=Put it into the form")
    again.wait_for_url("**unsaved=*")
    assert [again.input_value(f"[name={name}]") for name in ("title", "topics-0-title")] == ["Keys", "Rotate them"]
    again.select_option("[name=series]", people.series.slug)
    again.click("text=Use its members and length")
    again.wait_for_selector("text=Does Grace Kim come?", state="attached")
    assert [again.input_value(f"[name={name}]") for name in ("title", "topics-0-title")] == ["Keys", "Rotate them"]
    again.click(MAIN)
    again.wait_for_selector(".messages")
    assert [topic.title for topic in Meeting.objects.get(title="Keys").topics.all()] == ["Rotate them"]
    assert list(Unsaved.objects.open()) == []


def test_leaving_a_plan_that_nobody_has_asks_first(page, people, meeting, sign_in):
    sign_in(page, people.ada)
    page.goto(f"{meeting.get_absolute_url()}edit/")
    page.context.set_offline(True)
    page.fill("[name=place]", "Room 4")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.locator("[name=place]").blur()
    page.wait_for_selector("[data-saved].error")
    page.click(".savebar >> text=Cancel")
    assert (asked, page.url.endswith("/edit/")) == (["beforeunload"], True)
    page.context.set_offline(False)


def test_the_sheets_are_accessible_and_short_on_a_phone(page_without_csp, people, meeting, sign_in):
    page, found = page_without_csp, {}
    sign_in(page, people.ada)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{meeting.get_absolute_url()}file/")
    height = page.evaluate("document.documentElement.scrollHeight")
    assert height < 3000
    page.fill("[name=text]", "DECISION: Of Ada.\n\nACTION @zoe: count\n")
    page.click("text=Make rows of its lines")
    page.wait_for_selector("#lines")
    assert (page.evaluate("document.activeElement.id"), page.input_value("[name=outcomes-0-sentence]")) == ("lines", "Of Ada.")
    found["lines"] = violations(page) + overflow(page)
    page.click(MAIN)
    page.wait_for_selector("#unmarked")
    found["looked"] = violations(page) + overflow(page)
    meeting.file(by=people.bo)
    page.click(MAIN)
    page.wait_for_selector("#errors")
    found["late"] = violations(page) + overflow(page)
    page.goto("/meetings/new/")
    found["plan"] = violations(page) + overflow(page)
    assert {name: what for name, what in found.items() if what} == {}
