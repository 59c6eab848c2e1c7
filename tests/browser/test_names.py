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
