"""No word is lost: everything typed is stored or offered, whatever happens to the tab, the network, the login or the server."""

import pytest
from django.contrib.sessions.models import Session

from meetings.models import Meeting
from records.models import Record
from tests.serving import served
from writing.models import Unsaved

from .conftest import a_page

NEW = "## Context\n\nLists grow; שלום, e\u0301, 👩🏽\u200d🚀.\n"
COPIES = "Object.values(localStorage).map((copy) => Object.fromEntries(JSON.parse(copy)).text)"


@pytest.fixture
def record(people):
    return people.accepted


@pytest.fixture
def editor(page, record, people, sign_in):
    """Ada's page with the editor of a record, at revision 2."""
    sign_in(page, people.ada)
    page.goto(f"{record.get_absolute_url()}edit/")
    return page


def type_in(page, text, note="For the test."):
    page.fill("[name=text]", text)
    page.fill("[name=note]", note)


def line(page):
    return page.locator("[data-saved] [data-words]")


def kept(page):
    """Wait until the line shows a receipt of the text on the page."""
    page.wait_for_selector("[data-saved] >> text=/^Kept for you alone/")


def offered(page):
    """The texts that the page offers, as they would be put into the form."""
    texts = []
    for link in page.locator("#offers >> text=Put it into the form").all():
        answer = page.context.new_page()
        answer.goto(link.get_attribute("href"))
        texts.append(answer.input_value("[name=text]"))
        answer.close()
    return texts


def test_what_is_typed_is_kept_and_the_line_says_so(editor, people):
    type_in(editor, NEW)
    editor.locator("[name=note]").blur()
    kept(editor)
    row = Unsaved.objects.get()
    assert (row.author, row.text, row.base_number) == (people.ada, NEW, 2)
    assert line(editor).inner_text().endswith("on top of revision 2, 7 words")
    assert Record.objects.get(pk=people.accepted.pk).revision_number == 2


def test_a_closed_tab_comes_back_word_for_word(editor, people, record):
    editor.context.set_offline(True)
    type_in(editor, NEW)
    editor.wait_for_selector("[data-saved].error")
    again = editor.context.new_page()
    editor.close(run_before_unload=False)
    again.context.set_offline(False)
    assert list(Unsaved.objects.all()) == []
    again.goto(f"{record.get_absolute_url()}edit/")
    again.wait_for_selector("#offers h2")
    assert again.input_value("[name=text]") == record.revision.text
    assert "; שלום" in again.locator("#offers .diff ins").first.inner_text()
    assert offered(again) == [NEW]
    again.click("#offers >> text=Put it into the form")
    again.wait_for_url("**unsaved=*")
    assert (again.input_value("[name=text]"), again.input_value("[name=note]")) == (NEW, "For the test.")
    assert again.locator("#offers section").count() == 0
    again.click("button:text-is('Save')")
    again.wait_for_url(f"**{record.get_absolute_url()}")
    assert Record.objects.get(pk=record.pk).revision.text == NEW
    again.goto(f"{record.get_absolute_url()}edit/")
    again.wait_for_load_state("networkidle")
    assert (again.locator("#offers section").count(), again.evaluate(COPIES), list(Unsaved.objects.open())) == (0, [], [])


def test_saving_without_leaving(editor, record):
    for number, text in ((3, NEW), (4, NEW + "More.\n")):
        type_in(editor, text)
        editor.focus("[name=text]")
        editor.keyboard.press("Control+s")
        editor.wait_for_selector(f"[data-saved] >> text=/^Saved .*, revision {number}, /")
        assert (editor.input_value("[name=base]"), editor.evaluate("document.activeElement.name")) == (str(number), "text")
    assert editor.locator("[data-saved] [role=status]").inner_text() == line(editor).inner_text()
    assert [made.text for made in record.revisions.filter(number__gt=2)] == [NEW + "More.\n", NEW]
    assert (list(Unsaved.objects.open()), editor.evaluate(COPIES)) == ([], [])


def test_a_new_record_goes_on_in_its_editor(page, people, sign_in):
    sign_in(page, people.ada)
    page.goto("/records/new/")
    page.fill("[name=title]", "Answer with one format of errors")
    page.fill("[name=text]", NEW)
    page.keyboard.press("Control+s")
    page.wait_for_url("**/records/API-10/edit/")
    assert (page.input_value("[name=text]"), page.input_value("[name=base]")) == (NEW, "1")


def test_a_minute_without_a_network(editor):
    editor.clock.install()
    editor.reload()
    editor.context.set_offline(True)
    type_in(editor, NEW)
    editor.clock.run_for(2_500)
    editor.wait_for_selector("[data-saved] >> text=The server does not answer.")
    editor.clock.run_for(60_000)
    editor.wait_for_selector("[data-saved].late >> text=/^Not saved since you opened this page. The server does not answer./")
    assert editor.locator("[data-saved] [role=status]").inner_text() == line(editor).inner_text()
    assert (list(Unsaved.objects.all()), editor.evaluate(COPIES)) == ([], [NEW])
    editor.context.set_offline(False)
    kept(editor)
    assert Unsaved.objects.get().text == NEW


def test_the_session_ends_under_the_form(editor, people, record):
    people.ada.set_password("any-parcel-any-carrier")
    people.ada.save()
    Session.objects.all().delete()
    type_in(editor, NEW)
    editor.keyboard.press("Control+s")
    editor.wait_for_selector("[data-saved] >> text=You are signed out.")
    with editor.context.expect_page() as opened:
        editor.click("[data-saved] >> text=Sign in in another tab")
    other = opened.value
    other.fill("[name=login]", people.ada.email)
    other.fill("[name=password]", "any-parcel-any-carrier")
    other.press("[name=password]", "Enter")
    other.wait_for_url("**/")
    other.close()
    editor.evaluate("dispatchEvent(new Event('focus'))")
    editor.wait_for_selector("[data-saved] >> text=/^Saved .*, revision 3, /")
    assert (editor.input_value("[name=text]"), Record.objects.get(pk=record.pk).revision.text) == (NEW, NEW)
    editor.fill("[name=text]", NEW + "And on.\n")
    editor.click("button:text-is('Save')")
    editor.wait_for_url(f"**{record.get_absolute_url()}")
    assert Record.objects.get(pk=record.pk).revision.text == NEW + "And on.\n"


def test_the_server_is_restarted(chromium, people, sign_in, record):
    with served() as address:
        pages = a_page(chromium, address)
        page = next(pages)
        sign_in(page, people.ada)
        page.goto(f"{record.get_absolute_url()}edit/")
    type_in(page, NEW)
    page.keyboard.press("Control+s")
    page.wait_for_selector("[data-saved].error >> text=The server does not answer.")
    with served(port=int(address.rpartition(":")[2])):
        page.evaluate("dispatchEvent(new Event('online'))")
        page.wait_for_selector("[data-saved] >> text=/^Saved .*, revision 3, /")
    assert (list(pages), Record.objects.get(pk=record.pk).revision.text) == ([], NEW)


def test_two_tabs_of_one_person(editor, record):
    other = editor.context.new_page()
    other.goto(editor.url)
    for page, text in ((editor, "In one tab.\n"), (other, "In the other.\n")):
        type_in(page, text)
        page.locator("[name=note]").blur()
        kept(page)
    third = editor.context.new_page()
    third.goto(editor.url)
    assert offered(third) == ["In the other.\n", "In one tab.\n"]
    third.locator("#offers >> text=Throw it away").first.click()
    third.wait_for_selector("#offers section >> nth=1", state="detached")
    assert offered(third) == ["In one tab.\n"]


def test_leaving_asks_only_while_something_is_newer(editor):
    asked = []
    editor.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    editor.context.set_offline(True)
    type_in(editor, NEW)
    editor.wait_for_selector("[data-saved].error")
    editor.click(".savebar >> text=Discard")
    assert (asked, editor.url.endswith("/edit/")) == (["beforeunload"], True)
    editor.context.set_offline(False)
    editor.evaluate("dispatchEvent(new Event('online'))")
    kept(editor)
    editor.click(".savebar >> text=Discard")
    editor.wait_for_url("**/records/API-3/")
    assert asked == ["beforeunload"]


@pytest.mark.parametrize("length, sentence", [(2_000_001, "A text has at most 2,000,000 characters"), (6_000_000, "This is more than the 5.0")])
def test_a_paste_that_is_too_long_stays_on_the_page(editor, length, sentence):
    editor.evaluate("""length => { const box = document.querySelector("[name=text]"); box.value = "x".repeat(length);
        box.dispatchEvent(new Event("input", {bubbles: true})); }""", length)  # fmt: skip
    editor.keyboard.press("Control+s" if length > 5_000_000 else "Tab")
    editor.wait_for_selector(f"[data-saved].error >> text={sentence}")
    assert editor.evaluate("document.querySelector('[name=text]').value.length") == length


def test_all_of_a_filing_comes_back(page, people, sign_in):
    sign_in(page, people.ada)
    page.goto("/meetings/1/file/")
    typed = {"text": NEW, "outcomes-0-sentence": "We sign with two keys.", "actions-0-text": "Tell the partners", "guests": "Linus Pauling"}
    for name, words in typed.items():
        page.fill(f"[name={name}]", words)
    page.select_option("[name=outcomes-0-kind]", "tentative")
    page.locator("[name=guests]").blur()
    kept(page)
    page.goto("/unsaved/")
    page.click("main a.row-title")
    page.wait_for_url("**/meetings/1/file/?unsaved=*")
    assert {name: page.input_value(f"[name={name}]") for name in typed} == typed
    assert page.input_value("[name=outcomes-0-kind]") == "tentative"
    assert Meeting.objects.get(number=1).status == "planned"


def test_the_line_stays_in_sight_on_a_phone(editor):
    editor.set_viewport_size({"width": 390, "height": 700})
    editor.fill("[name=text]", "A line.\n" * 400)
    editor.locator("[name=text]").blur()
    kept(editor)
    editor.evaluate("scrollTo(0, 0)")
    box = line(editor).bounding_box()
    assert (box["y"] + box["height"] <= 700, editor.evaluate("document.documentElement.scrollWidth")) == (True, 390)


def test_without_javascript_a_login_that_ended_holds_the_text(page_without_js, people, sign_in, record):
    page = page_without_js
    sign_in(page, people.ada)
    page.goto(f"{record.get_absolute_url()}edit/")
    Session.objects.all().delete()
    type_in(page, NEW)
    page.click("button:text-is('Save')")
    assert (page.input_value("textarea[name=text]"), page.locator("h1").inner_text()) == (NEW, "Not saved yet")
    sign_in(page, people.ada)
    page.click("text=Send again")
    page.wait_for_url(f"**{record.get_absolute_url()}")
    assert Record.objects.get(pk=record.pk).revision.text == NEW
