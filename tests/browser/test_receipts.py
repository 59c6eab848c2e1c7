"""The line beside the button tells what the server has, and only that, whatever happens to the network, the login or the server."""

from datetime import timedelta

import pytest
from django.utils import timezone

from records.models import Record
from tests.serving import served
from writing.models import Unsaved

from .conftest import a_page
from .desk import COPIES, NEW, kept, line, type_in


def test_what_is_typed_is_kept_and_the_line_says_so(editor, people):
    type_in(editor, NEW)
    editor.locator("[name=note]").blur()
    kept(editor)
    row = Unsaved.objects.get()
    assert (row.author, row.text, row.base_number) == (people.ada, NEW, 2)
    assert line(editor).inner_text().endswith("on top of revision 2, 7 words")
    assert Record.objects.get(pk=people.accepted.pk).revision_number == 2


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


def test_what_waited_to_be_kept_while_it_was_saved_is_no_alarm(editor):
    held = []
    editor.route("**/edit/", lambda route: held.append(route), times=1)
    type_in(editor, NEW)
    kept(editor)
    with editor.expect_request("**/edit/"):
        editor.press("[name=note]", "!")
        editor.keyboard.press("Control+s")
    editor.locator("[name=note]").blur()
    held[0].continue_()
    editor.wait_for_selector("[data-saved] >> text=/^Saved .*, revision 3, /")
    editor.wait_for_function("() => !document.querySelector('text-courier').isBusy")
    assert line(editor).inner_text().startswith("Saved ")
    assert list(Unsaved.objects.open()) == []


def test_a_save_that_failed_is_not_forgotten_over_what_was_typed_since_and_failed_too(editor, record):
    held = []
    editor.route("**/edit/", lambda route: held.append(route), times=1)
    editor.route("**/unsaved/", lambda route: route.abort("internetdisconnected"))
    type_in(editor, "Before it went.\n")
    with editor.expect_request("**/edit/"):
        editor.keyboard.press("Control+s")
    type_in(editor, NEW)
    with editor.expect_event("requestfailed", lambda request: request.url.endswith("/unsaved/")):
        held[0].abort("internetdisconnected")
    editor.wait_for_function("() => !document.querySelector('text-courier').isBusy")
    editor.evaluate("dispatchEvent(new Event('online'))")
    editor.wait_for_selector("[data-saved] >> text=/^Saved .*, revision 3, /")
    assert Record.objects.get(pk=record.pk).revision.text == NEW


def test_a_minute_without_a_network(editor):
    editor.clock.install()
    editor.reload()
    type_in(editor, "Before it went.\n")
    editor.locator("[name=note]").blur()
    kept(editor)
    since = f"{Unsaved.objects.get().at:%H:%M:%S}"
    editor.context.set_offline(True)
    type_in(editor, NEW)
    editor.clock.run_for(2_500)
    editor.wait_for_selector("[data-saved].error >> text=The server does not answer.")
    editor.clock.run_for(60_000)
    editor.wait_for_selector(f"[data-saved].late >> text=/^Not saved since {since}. The server does not answer./")
    assert editor.locator("[data-saved] [role=status]").inner_text() == line(editor).inner_text()
    assert (Unsaved.objects.get().text, editor.evaluate(COPIES)) == ("Before it went.\n", [NEW])
    editor.context.set_offline(False)
    kept(editor)
    assert (Unsaved.objects.get().text, editor.locator("[data-saved]").get_attribute("class")) == (NEW, "saved")


def test_a_request_that_left_before_the_network_was_back_is_sent_again_at_once(editor):
    held = []
    editor.route("**/unsaved/", lambda route: held.append(route), times=1)
    editor.clock.install()
    editor.reload()
    editor.clock.pause_at(timezone.now() + timedelta(minutes=1))
    with editor.expect_request("**/unsaved/"):
        type_in(editor, NEW)  # going on to the note leaves the text
    editor.evaluate("dispatchEvent(new Event('online'))")
    held[0].abort("internetdisconnected")
    editor.wait_for_selector("[data-saved].error")
    editor.clock.run_for(100)
    kept(editor)
    assert Unsaved.objects.get().text == NEW


def test_a_network_that_says_too_early_that_it_is_back_is_asked_again_at_once(editor):
    refused = []
    editor.route("**/unsaved/", lambda route: (refused.append(route), route.abort("internetdisconnected")), times=2)
    editor.clock.install()
    editor.reload()
    editor.clock.pause_at(timezone.now() + timedelta(minutes=1))
    type_in(editor, NEW)  # going on to the note leaves the text
    editor.wait_for_selector("[data-saved].error")
    editor.evaluate("dispatchEvent(new Event('online'))")
    editor.wait_for_function("() => document.querySelector('autosave-form').isBack === false")  # it has failed again
    editor.clock.run_for(100)
    kept(editor)
    assert (len(refused), Unsaved.objects.get().text) == (2, NEW)


def test_it_is_sent_every_two_seconds_at_most(editor):
    sent = []
    editor.on("request", lambda request: sent.append(request.url) if request.url.endswith("/unsaved/") else None)
    editor.clock.install()
    editor.reload()
    editor.focus("[name=text]")
    for letter in "Lists grow, on and on":
        editor.keyboard.press(letter)
        editor.clock.run_for(400)
    assert 1 <= len(sent) <= 4
    editor.locator("[name=text]").blur()
    kept(editor)
    assert Unsaved.objects.get().text == editor.input_value("[name=text]")


def test_the_server_is_restarted(chromium, people, sign_in, record):
    with served() as address:
        pages = a_page(chromium, address)
        page = next(pages)
        sign_in(page, people.ada)
        page.goto(f"{record.get_absolute_url()}edit/")
        page.wait_for_load_state("networkidle")  # nothing is asked of the server when it goes
    type_in(page, NEW)
    page.keyboard.press("Control+s")
    page.wait_for_selector("[data-saved].error >> text=The server does not answer.")
    with served(port=int(address.rpartition(":")[2])):
        page.evaluate("dispatchEvent(new Event('online'))")
        page.wait_for_selector("[data-saved] >> text=/^Saved .*, revision 3, /")
    assert (list(pages), Record.objects.get(pk=record.pk).revision.text) == ([], NEW)


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


@pytest.mark.parametrize("length, sentence", [(2_000_001, "A text has at most 2,000,000 characters"), (13_000_000, "This is more than the 12.0")])
def test_a_paste_that_is_too_long_stays_on_the_page(editor, length, sentence):
    editor.set_viewport_size({"width": 390, "height": 700})  # where nothing is previewed meanwhile
    editor.evaluate("""length => { const box = document.querySelector("[name=text]"); box.value = "x".repeat(length);
        box.dispatchEvent(new Event("input", {bubbles: true})); }""", length)  # fmt: skip
    editor.keyboard.press("Control+s" if length > 5_000_000 else "Tab")
    editor.wait_for_selector(f"[data-saved]:is(.error, .late) >> text={sentence}", timeout=30_000)  # late where it takes 10 s
    assert editor.evaluate("document.querySelector('[name=text]').value.length") == length


def test_the_line_stays_in_sight_on_a_phone(editor):
    editor.set_viewport_size({"width": 390, "height": 700})
    editor.fill("[name=text]", "A line.\n" * 400)
    editor.locator("[name=text]").blur()
    kept(editor)
    editor.evaluate("scrollTo(0, 0)")
    box = line(editor).bounding_box()
    assert (box["y"] + box["height"] <= 700, editor.evaluate("document.documentElement.scrollWidth")) == (True, 390)


def test_a_browser_without_room_says_so(editor):
    editor.evaluate("""() => { let room = 4_000_000, n = 0;
        while (room >= 1) try { localStorage.setItem(n++, "x".repeat(room)); } catch { room = Math.floor(room / 2); } }""")
    type_in(editor, NEW)
    editor.wait_for_selector("[data-saved] [role=status] >> text=This browser has no room", state="attached")
    editor.locator("[name=note]").blur()
    kept(editor)
    assert Unsaved.objects.get().text == NEW


@pytest.mark.parametrize(("is_full", "sentence"), [
    (False, "The server does not answer. Your text is kept in this browser, and sent again by itself."),
    (True, "The server does not answer, and this browser has no room for a copy: leave this page open. Your text is sent again by itself."),
])  # fmt: skip
def test_the_line_claims_no_copy_in_the_browser_that_there_is_not(editor, is_full, sentence):
    if is_full:
        editor.evaluate("() => { Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }; }")
    editor.context.set_offline(True)
    type_in(editor, NEW)
    editor.wait_for_function(f"() => document.querySelector('browser-copy').isFull === {str(is_full).lower()}")
    editor.locator("[name=note]").blur()
    editor.wait_for_selector("[data-saved].error")
    assert (line(editor).inner_text(), editor.evaluate(COPIES)) == (sentence, [] if is_full else [NEW])
    editor.context.set_offline(False)


def test_an_answer_that_is_none_of_ours_is_asked_for_again(editor):
    editor.clock.install()
    editor.reload()
    editor.route("**/unsaved/", lambda route: route.fulfill(status=413, body="<h1>Too large</h1>"), times=1)
    editor.fill("[name=text]", NEW)
    editor.locator("[name=text]").blur()
    editor.wait_for_selector("[data-saved].error >> text=sent again by itself")
    editor.clock.run_for(6_000)
    kept(editor)
    assert Unsaved.objects.get().text == NEW


def test_enter_saves(editor, record):
    editor.fill("[name=title]", "Page with cursors, always")
    editor.fill("[name=note]", "For the test.")
    editor.press("[name=title]", "Enter")
    editor.wait_for_url(f"**{record.get_absolute_url()}")
    assert (Record.objects.get(pk=record.pk).title, len(editor.context.pages)) == ("Page with cursors, always", 1)


@pytest.mark.parametrize("text", ["a\ufeffb c", "a\u0085b\u001cc d", "a\u00a0b\u2028c"])
def test_the_count_beside_the_text_is_that_of_its_receipt(editor, text):
    editor.fill("[name=text]", text)
    editor.locator("[name=text]").blur()
    kept(editor)
    counted = f"{Unsaved.objects.get().words} words"
    editor.locator("word-count", has_text=counted).wait_for()
    assert line(editor).inner_text().endswith(counted)


def test_a_browser_that_may_keep_nothing_says_so_and_saves(editor, record):
    editor.context.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError'); }})")
    editor.reload()
    type_in(editor, NEW)
    editor.wait_for_selector("[data-saved] [role=status] >> text=This browser has no room", state="attached")
    editor.keyboard.press("Control+s")
    editor.wait_for_selector("[data-saved] >> text=/^Saved .*, revision 3, /")
    assert Record.objects.get(pk=record.pk).revision.text == NEW
