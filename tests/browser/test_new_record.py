"""A new record that is saved without leaving its page goes on as what it became, whatever happens to the receipt."""

from records.models import Record
from writing.models import Unsaved

from .desk import COPIES, NEW


def test_a_new_record_goes_on_in_its_editor(page, people, sign_in):
    sign_in(page, people.ada)
    page.goto("/records/new/")
    page.fill("[name=title]", "Answer with one format of errors")
    page.fill("[name=text]", NEW)
    page.keyboard.press("Control+s")
    page.wait_for_url("**/records/API-10/edit/")
    assert (page.input_value("[name=text]"), page.input_value("[name=base]")) == (NEW, "1")


def new_record(page, people, sign_in, answer):
    """Ada saves a new record by its key; `answer(route)` is what becomes of the request."""
    sign_in(page, people.ada)
    page.goto("/records/new/")
    page.fill("[name=title]", "Answer with one format of errors")
    page.fill("[name=text]", "One format")
    page.route("**/records/new/", answer, times=1)
    with page.expect_request("**/records/new/"):
        page.keyboard.press("Control+s")


def saved_as(page, name, text):
    page.wait_for_url(f"**/records/{name}/edit/")
    records = Record.objects.filter(revision__title="Answer with one format of errors")
    assert [(record.name, record.revision.text) for record in records] == [(name, text)]
    page.wait_for_load_state("networkidle")
    assert (list(Unsaved.objects.open()), page.evaluate(COPIES)) == ([], [])


def test_what_is_typed_on_while_a_new_record_is_saved_is_saved_in_it(page, people, sign_in):
    held = []
    new_record(page, people, sign_in, lambda route: held.append(route))
    page.locator("[name=text]").press_sequentially(" of errors")
    held[0].continue_()
    page.wait_for_selector("[data-saved] >> text=/^Saved .*, revision 1, 2 words/")
    page.keyboard.press("Control+s")
    saved_as(page, "API-10", "One format of errors")


def test_a_new_record_whose_receipt_did_not_arrive_is_not_begun_again(page, people, sign_in):
    new_record(page, people, sign_in, lambda route: (route.fetch(), route.abort("connectionrefused")))
    page.wait_for_selector("[data-saved].error")
    page.locator("[name=text]").press_sequentially(" of errors")
    page.wait_for_function("() => Object.values(localStorage).join().includes('One format of errors')")
    page.evaluate("dispatchEvent(new Event('online'))")
    page.wait_for_selector("[data-saved].error >> text=The server has another text than this page.")
    page.evaluate("dispatchEvent(new Event('online'))")
    saved_as(page, "API-10", "One format of errors")
