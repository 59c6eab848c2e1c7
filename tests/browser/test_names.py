"""Names of people and records in a form: chosen from a list, or asked about where they mean nothing."""

import pytest

from records.models import Record

FOCUSED = "document.activeElement.id"


@pytest.fixture(params=["with JavaScript", "without"])
def desk(request, people, sign_in):
    """Ada's page, once with JavaScript and once without."""
    page = request.getfixturevalue("page" if request.param == "with JavaScript" else "page_without_js")
    sign_in(page, people.ada)
    return page


def test_a_misspelt_decision_maker_is_mended_by_one_choice(desk, people):
    desk.goto("/records/new/?log=API")
    desk.fill("[name=title]", "Limit retries")
    desk.fill("[name=decision_makers]", "Bo Lindgrn")
    desk.click("text=Save draft")
    desk.wait_for_selector("#errors >> text=Did you mean Bo Lindgren?")
    assert (desk.evaluate(FOCUSED), desk.input_value("[name=title]")) == ("errors", "Limit retries")
    desk.get_by_role("group", name="“Bo Lindgrn” is").get_by_role("radio", name="Bo Lindgren (@bo)").check()
    desk.click("text=Save draft")
    desk.wait_for_selector("text=It is a draft")
    assert Record.objects.get(title="Limit retries").people.get().who == people.bo


def test_a_record_is_chosen_from_words_of_its_title(desk, people):
    desk.goto("/records/API-2/relate/")
    desk.fill("[name=target]", "cursors page")
    desk.keyboard.press("Escape")  # whatever list there is
    desk.click("text=Continue")
    desk.get_by_role("group", name="“cursors page” is").get_by_role("radio", name="API-3 Page with cursors").check()
    desk.click("text=Continue")
    desk.get_by_role("heading", name="API-2 depends on API-3", exact=True).wait_for()


def test_records_are_listed_while_somebody_types(page, people, sign_in):
    sign_in(page, people.ada)
    page.goto("/records/new/?log=API")
    box = page.locator("[name=supersedes]")
    box.fill("API-8, cursor")
    page.wait_for_selector("#id_supersedes_records >> text=Page with cursors")
    assert page.get_by_role("listbox", name="Records").get_by_role("option").count() == 1
    box.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") == "id_supersedes_records_0"
    box.press("Enter")
    assert (box.input_value(), page.locator("#id_supersedes_records").is_visible(), page.evaluate(FOCUSED)) == (
        "API-8, API-3",
        False,
        "id_supersedes",
    )
    box.press_sequentially(", cursor")
    page.locator("#id_supersedes_records [role=option]").click()
    assert (box.input_value(), page.evaluate(FOCUSED)) == ("API-8, API-3, API-3", "id_supersedes")


@pytest.mark.parametrize(("address", "name"), [
    ("/meetings/held/", "outcomes-0-record"), ("/meetings/new/", "topics-0-record"), ("/meetings/1/outcomes/1/replace/", "record"),
])  # fmt: skip
def test_a_record_is_listed_in_the_row_of_an_outcome_or_topic(page, people, sign_in, address, name):
    sign_in(page, people.ada)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(address)
    box, options = page.locator(f"[name={name}]"), page.locator(f"#id_{name}_records")
    box.fill("cursor")
    options.locator("text=Page with cursors").wait_for()
    assert (options.bounding_box()["x"] >= 0, box.get_attribute("list")) == (True, None)
    box.press("ArrowDown")
    box.press("Enter")
    assert (box.input_value(), page.evaluate(FOCUSED)) == ("API-3", f"id_{name}")
    box.fill("")
    assert box.get_attribute("list") == "records"  # the browser lists what waits to be decided


def test_words_in_the_row_of_an_outcome_are_asked_about(desk):
    desk.goto("/meetings/held/")
    desk.fill("[name=title]", "Limits")
    desk.fill("[name=outcomes-0-sentence]", "We keep our cursors.")
    desk.fill("[name=outcomes-0-record]", "cursors page")
    desk.keyboard.press("Escape")  # whatever list there is
    desk.click(".savebar .btn--go")
    desk.wait_for_selector("#errors >> text=“cursors page” is no record’s name. Write one such as API-12. Did you mean API-3?")
    assert desk.input_value("[name=outcomes-0-record]") == "cursors page"
