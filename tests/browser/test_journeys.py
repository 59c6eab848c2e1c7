"""What our readers come for, from the first click to the last; the main journeys with JavaScript and without."""

import pytest

from meetings.models import Meeting
from records.models import Record

PASSWORD = "any-parcel-any-carrier"
FOCUSED = "document.activeElement.id || document.activeElement.textContent.trim()"


@pytest.fixture(params=["with JavaScript", "without"])
def either(request):
    """A page, once with JavaScript and once without."""
    return request.getfixturevalue("page" if request.param == "with JavaScript" else "page_without_js")


@pytest.fixture
def desk(either, people, sign_in):
    """The same page, with Ada signed in."""
    sign_in(either, people.ada)
    return either


def test_read_and_search(either, people):
    page = either
    page.goto("/records/API-1/")
    page.fill("[name=login]", people.grace.email)
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url("**/records/API-1/")
    page.fill("#quick", "curosrs expire")
    page.press("#quick", "Enter")
    page.wait_for_url("**/search/?q=*")
    assert page.locator("#results").get_by_text("Nothing here says “curosrs”").is_visible()
    page.click(".hits h3 a:has-text('Page with cursors')")
    page.wait_for_url("**/records/API-3/**")
    page.goto("/records/API-1/")
    page.click(".record-head >> text=API-3")
    page.wait_for_url("**/records/API-3/")
    assert page.locator(".record-line").get_by_text("In force").is_visible()


def test_write_preview_propose_accept(desk):
    page = desk
    page.goto("/records/new/?log=API")
    page.fill("[name=title]", "Answer with one format of errors")
    page.fill("[name=text]", "## Decision\n\nWe answer with **problem documents**, see API-3.\n")
    page.fill("[name=decision_makers]", "@ada")
    assert preview_of(page).get_by_text("problem documents").is_visible()
    page.click("text=Save draft")
    page.wait_for_selector("text=It is a draft")
    for verb, worth in (("Propose", "Proposed"), ("Accept", "In force")):
        page.click(f"#moves >> text={verb}")
        page.click(f"form.measure button:has-text('{verb}')")
        page.wait_for_selector(f".record-line >> text={worth}")
    record = Record.objects.get(title="Answer with one format of errors")
    assert (record.status, page.url.endswith(record.get_absolute_url())) == ("accepted", True)


def preview_of(page):
    """The text as it will be read: beside the editor, or in a window of its own where there is no JavaScript."""
    if not page.locator(".no-js >> text=Preview").is_visible():
        page.wait_for_selector("#preview strong")
        return page.locator("#preview")
    with page.context.expect_page() as opened:
        page.click(".no-js >> text=Preview")
    return opened.value.locator("#preview")


def test_file_a_meeting_that_accepts_a_record(desk, people):
    page = desk
    page.goto("/meetings/")
    page.click("main >> text=Meeting, already held")
    page.fill("[name=text]", "# Keys\n\nTwo keys, one of them asleep.\n")
    page.fill("[name=title]", "Webhook round")
    page.fill("[name=day]", "2026-03-05")
    page.select_option("[name=facilitator]", "bo")
    page.select_option("[name=note_taker]", "bo")
    page.select_option("[name=attendance-0-person]", "mallory")
    page.select_option("[name=attendance-0-presence]", "absent")
    page.fill("[name=outcomes-0-sentence]", "We sign with two keys.")
    page.select_option("[name=outcomes-0-effect]", "accepts")
    page.fill("[name=outcomes-0-record]", people.proposed.name)
    page.fill("[name=actions-0-text]", "Tell the partners")
    page.select_option("[name=actions-0-owner]", "mallory")
    page.click("text=Look at what this does, then file")
    page.wait_for_selector("#errors >> text=Two hats, two heads")
    assert page.input_value("[name=text]") == "# Keys\n\nTwo keys, one of them asleep.\n"
    assert page.evaluate(FOCUSED) == "errors"
    page.select_option("[name=note_taker]", "ada")
    page.click("text=Look at what this does, then file")
    page.wait_for_selector(f"#effects >> text={people.proposed.name} is in force from 5 March 2026.")
    page.click("#effects >> text=File the notes")
    page.wait_for_selector("text=are filed.")
    page.click(f"main a:has-text('{people.proposed.title}')")
    page.wait_for_url(f"**{people.proposed.get_absolute_url()}")
    where = page.locator("section[aria-labelledby=where]").inner_text()
    assert [words in where for words in ("Webhook round", "We sign with two keys.", "Mallory Reyes was absent")] == [True] * 3
    assert Meeting.objects.get(title="Webhook round").actions.get().owner == people.mallory


def test_two_people_edit_the_same_text(desk, people):
    page, record = desk, people.accepted
    page.goto(f"{record.get_absolute_url()}edit/")
    Record.objects.get(pk=record.pk).edit(by=people.bo, title=record.title, text="## Bo\n\nBo was first.\n", base=record.revision_number, note="Bo.")
    page.fill("[name=text]", "## Ada\n\nAda came second.\n")
    page.fill("[name=note]", "Shorter.")
    page.click("button:text-is('Save')")
    page.wait_for_selector("h1:text-is('Two texts of API-3')")
    assert [page.locator(".sides").get_by_text(words).is_visible() for words in ("Bo was first.", "Ada came second.")] == [True, True]
    for passage, words in (("Passage 1", "## Both"), ("Passage 2", "Bo was first, Ada second.")):
        asked = page.get_by_role("group", name=passage)
        asked.get_by_role("radio", name="My own words").check()
        asked.get_by_role("textbox", name="My own words").fill(words)
    page.click("text=Save what I settled")
    page.wait_for_selector("text=revision 4, 7 words.")
    assert page.locator(".prose").first.get_by_text("Bo was first, Ada second.").is_visible()


def test_by_keyboard_alone(page, people, sign_in):
    sign_in(page, people.ada)
    page.goto("/terms/")
    keys = page.keyboard
    keys.press("/")
    keys.type("page with cursors")
    page.wait_for_selector("#suggestions a")
    keys.press("ArrowDown")
    keys.press("Enter")
    page.wait_for_url("**/records/API-3/**")
    keys.press("e")
    page.wait_for_url("**/records/API-3/edit/")
    page.goto("/meetings/2/")
    keys.press("e")
    page.wait_for_url("**/meetings/2/notes/")
    page.goto("/terms/")
    keys.press("c")
    page.wait_for_url("**/records/new/")


def test_tab_goes_through_the_filing_form_in_order(page, people, sign_in):
    sign_in(page, people.ada)
    page.goto("/meetings/held/")
    page.focus("[name=text]")
    order = []
    while len(order) < 60 and "Look at" not in (order[-1] if order else ""):
        page.keyboard.press("Tab")
        order.append(page.evaluate("document.activeElement.name || document.activeElement.textContent.trim()"))
    seen = list(dict.fromkeys(order))
    wanted = ["title", "day", "facilitator", "note_taker", "attendance-0-person", "guests", "outcomes-0-sentence", "actions-0-text"]
    assert [name for name in seen if name in wanted] == wanted
    assert order[-1] == "Look at what this does, then file"


def test_back_after_filters_gives_the_whole_page(desk):
    page = desk
    page.goto("/records/")
    page.check("[name=status][value=rejected]")
    if page.get_by_role("button", name="Apply filters").is_visible():
        page.click("text=Apply filters")
    page.wait_for_url("**status=rejected*")
    page.click("#listing >> text=A rejected idea")
    page.wait_for_url("**/records/API-5/")
    page.go_back()
    page.wait_for_url("**status=rejected*")
    assert page.locator("h1").inner_text() == "Records"
    assert page.locator("#found").inner_text() == "1 record"
    assert page.locator("[name=status][value=rejected]").is_checked()


def test_back_after_a_save_does_not_save_again(desk, people):
    page = desk
    page.goto("/records/API-4/")
    page.click("#moves >> text=Propose")
    page.click("form.measure button:has-text('Propose')")
    page.wait_for_selector(".record-line >> text=Proposed")
    page.go_back()
    page.wait_for_selector("h1")
    assert Record.objects.get(pk=people.draft.pk).status_changes.filter(to_status="proposed").count() == 1


def test_minutes_print_without_the_frame(page, people, sign_in):
    sign_in(page, people.grace)
    page.goto("/meetings/2/")
    page.emulate_media(media="print")
    printed = page.inner_text("main")
    assert [words for words in ("today", "Today", "yesterday", "Yesterday", "Before and after") if words in printed] == []
    assert [page.locator(part).first.is_visible() for part in (".top", ".aside-actions", "h1", ".minutes", "#made")] == [
        False,
        False,
        True,
        True,
        True,
    ]
