"""No word is lost: everything typed is stored or offered, in this browser and in another."""

from uuid import uuid4

from django.contrib.sessions.models import Session

from meetings.models import Meeting
from records.models import Record, Risk
from writing.models import Unsaved

from .conftest import a_page
from .desk import COPIES, NEW, kept, offered, type_in
from .test_axe import overflow, violations


def test_a_closed_tab_comes_back_word_for_word(editor, people, record):
    editor.context.set_offline(True)
    type_in(editor, NEW)
    editor.wait_for_selector("[data-saved].error")
    again = editor.context.new_page()
    editor.close(run_before_unload=False)
    again.context.set_offline(False)
    again.goto(f"{record.get_absolute_url()}edit/")
    again.wait_for_selector("#offers h2")
    assert again.evaluate(COPIES) == [NEW]
    assert again.input_value("[name=text]") == record.revision.text
    assert "; שלום" in again.locator("#offers .diff ins").first.inner_text()
    assert offered(again) == [NEW]
    again.click("#offers >> text=Put it into the form")
    again.wait_for_url("**unsaved=*")
    assert (again.input_value("[name=text]"), again.input_value("[name=note]")) == (NEW, "For the test.")
    assert again.locator("#offers [data-offer]").count() == 0
    again.click("button:text-is('Save')")
    again.wait_for_url(f"**{record.get_absolute_url()}")
    assert Record.objects.get(pk=record.pk).revision.text == NEW
    again.goto(f"{record.get_absolute_url()}edit/")
    again.wait_for_load_state("networkidle")
    assert (again.locator("#offers [data-offer]").count(), again.evaluate(COPIES), list(Unsaved.objects.open())) == (0, [], [])


def test_leaving_all_the_same_sends_what_is_left(editor, record):
    editor.on("dialog", lambda dialog: dialog.accept())
    editor.focus("[name=text]")
    editor.keyboard.type("At once gone. ")
    editor.evaluate("location.assign('/unsaved/')")
    editor.wait_for_url("**/unsaved/")
    editor.goto(f"{record.get_absolute_url()}edit/")
    editor.wait_for_selector("#offers h2")
    assert ["At once gone. " in text for text in offered(editor)] == [True]


def test_what_is_typed_while_the_next_page_does_not_come_is_kept_and_asked_about(editor, record):
    asked = []
    editor.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    editor.route(f"**{record.get_absolute_url()}", lambda route: route.abort("aborted"), times=1)  # as the browser's Stop does
    with editor.expect_event("requestfailed"):
        editor.click("button:text-is('Save')", no_wait_after=True)
    type_in(editor, NEW)
    editor.locator("[name=note]").blur()
    kept(editor)
    assert Unsaved.objects.open().get().text == NEW
    editor.context.set_offline(True)
    type_in(editor, NEW + "More.\n")
    editor.wait_for_selector("[data-saved].error")
    editor.click(".savebar >> text=Discard")
    assert (asked, editor.url.endswith("/edit/")) == (["beforeunload"], True)
    editor.context.set_offline(False)


def test_another_device_offers_it_and_another_person_does_not_see_it(editor, chromium, server, people, sign_in):
    type_in(editor, NEW)
    editor.locator("[name=note]").blur()
    kept(editor)
    for person, texts in ((people.ada, [NEW]), (people.bo, [])):
        pages = a_page(chromium, server)
        page = next(pages)
        sign_in(page, person)
        page.goto("/records/API-3/edit/")
        assert offered(page) == texts
        assert list(pages) == []
    sign_in(editor, people.bo)  # the same browser, another person: what Ada left in it is hers
    editor.goto("/records/API-3/edit/")
    editor.wait_for_load_state("networkidle")
    assert (offered(editor), Unsaved.objects.get().author) == ([], people.ada)


def test_two_tabs_of_one_person(editor, record):
    other = editor.context.new_page()
    other.goto(editor.url, wait_until="networkidle")  # the copy of the first is brought back, and the offers come anew
    for page, text in ((editor, "In one tab.\n"), (other, "In the other.\n")):
        type_in(page, text)
        page.locator("[name=note]").blur()
        kept(page)
    third = editor.context.new_page()
    third.goto(editor.url)
    assert offered(third) == ["In the other.\n", "In one tab.\n"]
    third.locator("#offers >> text=Throw it away").first.click()
    third.wait_for_selector("#offers [data-offer] >> nth=1", state="detached")
    assert offered(third) == ["In one tab.\n"]


def begun_and_opened_again(editor):
    """A second window of the same person, that offers what is typed and kept in the first."""
    type_in(editor, "Begun.\n")
    editor.locator("[name=note]").blur()
    kept(editor)
    other = editor.context.new_page()
    other.goto(editor.url, wait_until="networkidle")  # the copy of the first is brought back, and the offers come anew
    return other


def test_what_is_typed_on_in_one_tab_outlives_the_save_of_another_that_took_it_up(editor, record):
    other = begun_and_opened_again(editor)
    other.click("#offers >> text=Put it into the form")
    other.wait_for_url("**unsaved=*")
    type_in(editor, "Begun, and typed on.\n")
    editor.locator("[name=note]").blur()
    kept(editor)
    other.click("button:text-is('Save')")
    other.wait_for_url(f"**{record.get_absolute_url()}")
    assert (Record.objects.get(pk=record.pk).revision.text, other.evaluate(COPIES)) == ("Begun.\n", ["Begun, and typed on.\n"])
    other.goto(f"{record.get_absolute_url()}edit/")
    other.wait_for_load_state("networkidle")
    assert offered(other) == ["Begun, and typed on.\n"]


def test_a_text_that_was_typed_on_is_not_thrown_away_unseen(editor, record):
    other = begun_and_opened_again(editor)
    type_in(editor, "Begun, and typed on.\n")
    editor.locator("[name=note]").blur()
    kept(editor)
    other.click("#offers >> text=Throw it away")
    other.wait_for_selector("#offers >> text=You typed on in another window since")
    assert offered(other) == ["Begun, and typed on.\n"]


def test_all_of_a_filing_comes_back(page, people, sign_in):
    sign_in(page, people.ada)
    page.goto("/meetings/1/file/")
    page.click("summary:has-text('Anybody else who was there')")
    typed = {"text": NEW, "outcomes-1-sentence": "We sign with two keys.", "actions-1-text": "Tell the partners", "guests": "Linus Pauling"}
    for name, words in typed.items():
        page.fill(f"[name={name}]", words)
    page.select_option("[name=outcomes-1-kind]", "tentative")
    page.locator("[name=guests]").blur()
    kept(page)
    page.goto("/unsaved/")
    assert "words, 1 fact, 1 outcome, 1 action" in page.inner_text("main")
    page.click("main a.row-title")
    page.wait_for_url("**/meetings/1/file/?unsaved=*")
    assert {name: page.input_value(f"[name={name}]") for name in typed} == typed
    assert page.input_value("[name=outcomes-1-kind]") == "tentative"
    assert Meeting.objects.get(number=1).status == "planned"


def test_what_the_server_does_not_take_is_shown_from_the_browser(editor):
    copy = [["text_place", "records/API-3"], ["editing", "6d1b6f9b-75ca-4b17-9465-9cede5a0ac83"], ["text", "x" * 2_000_001]]
    editor.evaluate("copy => localStorage.setItem('unsaved:ada:6d1b6f9b-75ca-4b17-9465-9cede5a0ac83', JSON.stringify(copy))", copy)
    editor.reload()
    shown = editor.get_by_label("The text that only this browser has")
    assert len(shown.input_value()) == 2_000_001
    editor.click("earlier-copies >> text=Throw it away")
    assert (shown.count(), editor.evaluate("localStorage.length")) == (0, 0)


def test_offers_and_held_texts_are_accessible(page_without_csp, people, sign_in, record):
    page = page_without_csp
    sign_in(page, people.ada)
    for text in (NEW, NEW * 40):
        Unsaved.objects.keep(author=people.ada, place=record.text_place, editing=uuid4(), text=text, title=record.title, base=2)
    found = {}
    for path in (f"{record.get_absolute_url()}edit/", "/unsaved/", f"/unsaved/?place={record.text_place}"):
        page.goto(path)
        found[path] = (violations(page), overflow(page))
    page.goto("/meetings/1/file/")
    Session.objects.all().delete()
    page.evaluate("document.querySelector('form.sheet-form').submit()")
    page.wait_for_selector("h1 >> text=Not saved yet")
    found["held"] = (violations(page), overflow(page))
    assert [place for place, what in found.items() if what != ([], [])] == [], found


def test_what_is_held_is_sent_again_with_one_press(page_without_js, people, sign_in, record):
    page = page_without_js
    sign_in(page, people.ada)
    page.goto(f"{record.get_absolute_url()}edit/")
    type_in(page, NEW)
    Session.objects.all().delete()
    page.click("button:text-is('Save')")
    page.wait_for_selector("h1 >> text=Not saved yet")
    sign_in(page, people.ada)
    page.context.add_cookies([{"name": "csrftoken", "value": "a" * 32, "url": page.url}])  # another sign-in, another token
    page.click("text=Send again")
    page.wait_for_url(f"**{record.get_absolute_url()}")
    assert Record.objects.get(pk=record.pk).revision.text == NEW


def test_a_risk_that_is_typed_comes_back_and_asks_before_it_is_left(page, people, sign_in):
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    sign_in(page, people.ada)
    page.goto("/risks/1/edit/")
    page.context.set_offline(True)
    page.fill("[name=remedy]", "Start another worker.")
    page.wait_for_selector("[data-saved].error")
    again = page.context.new_page()
    page.close(run_before_unload=True)
    page.wait_for_event("close")
    again.context.set_offline(False)
    again.goto("/risks/1/edit/")
    again.wait_for_selector("#offers dd >> text=Start another worker.")
    assert (asked, again.locator("#offers dd").count()) == (["beforeunload"], 1)
    again.click("#offers >> text=Put it into the form")
    again.wait_for_url("**unsaved=*")
    again.click("button:text-is('Save')")
    again.wait_for_url("**/risks/1/")
    assert (Risk.objects.get().remedy, list(Unsaved.objects.open())) == ("Start another worker.", [])
