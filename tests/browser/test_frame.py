"""What the frame of every page does with a keyboard, with a mouse, and without JavaScript."""

import pytest

from accounts.models import User

FOCUSED = "document.activeElement.id || document.activeElement.getAttribute('popovertarget') || document.activeElement.textContent.trim()"
THEME = "document.documentElement.dataset.theme || 'system'"


@pytest.fixture
def ada(site):
    return User.objects.create_user("ada@halyard.example", "correct horse battery", name="Ada Byron", handle="ada", role="member")


@pytest.fixture
def desk(page, ada, sign_in):
    """The glossary, as ada sees it: a plain page inside the frame."""
    sign_in(page, ada)
    page.goto("/terms/")
    return page


def test_single_keys_find_and_go(desk):
    desk.keyboard.press("/")
    assert desk.evaluate(FOCUSED) == "quick"
    desk.keyboard.type("c?g")  # typing is typing
    assert desk.input_value("#quick") == "c?g"
    desk.evaluate("document.activeElement.blur()")
    desk.keyboard.press("g")
    desk.keyboard.press("r")
    desk.wait_for_url("**/records/")


def test_question_mark_lists_the_keys_and_escape_closes(desk):
    desk.keyboard.press("?")
    assert desk.locator("#keys").is_visible()
    desk.keyboard.press("Escape")
    assert not desk.locator("#keys").is_visible()
    desk.get_by_role("button", name="Keyboard shortcuts").click()
    assert desk.locator("#keys").is_visible()


def test_keys_are_off_for_who_switched_them_off(page, ada, sign_in):
    ada.shortcuts = False
    ada.save()
    sign_in(page, ada)
    page.goto("/terms/")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.tagName") == "BODY"


def test_a_menu_by_keyboard_gives_the_focus_back(desk):
    desk.focus("[popovertarget=menu-new]")
    desk.keyboard.press("Enter")
    desk.keyboard.press("Tab")
    assert desk.evaluate(FOCUSED) == "New record"
    desk.keyboard.press("Escape")
    assert desk.evaluate(FOCUSED) == "menu-new"


def test_the_theme_changes_in_place_and_stays(desk):
    desk.fill("#quick", "half typed")
    desk.click("[popovertarget=menu-me]")
    with desk.expect_response("**/theme/"):
        desk.click("#menu-me >> text=Dark")
    assert (desk.evaluate(THEME), desk.input_value("#quick")) == ("dark", "half typed")
    desk.reload()
    assert desk.evaluate(THEME) == "dark"


def test_everything_in_the_frame_works_without_javascript(page_without_js, ada, sign_in):
    page = page_without_js
    sign_in(page, ada)
    page.goto("/terms/")
    assert not page.get_by_role("button", name="Keyboard shortcuts").is_visible()
    page.click("[popovertarget=menu-me]")
    page.click("#menu-me >> text=Dark")
    assert page.get_attribute("html", "data-theme") == "dark"
    page.fill("#quick", "cursors")
    page.press("#quick", "Enter")
    assert page.url.endswith("/search/?q=cursors")
    page.click("[popovertarget=menu-me]")
    page.click("#menu-me >> text=Sign out")
    assert page.url.endswith("/account/login/")


def test_signing_in_by_keyboard_alone(page, ada):
    page.goto("/terms/")
    assert page.evaluate("location.pathname") == "/account/login/"
    page.focus("[name=login]")
    page.keyboard.type("ada@halyard.example")
    page.keyboard.press("Tab")
    page.keyboard.type("wrong")
    page.keyboard.press("Enter")
    page.wait_for_selector("#errors")
    assert page.evaluate(FOCUSED) == "errors"
    page.fill("[name=password]", "correct horse battery")
    page.keyboard.press("Enter")
    page.wait_for_url("**/terms/")


def test_the_compact_menu_on_a_phone(page, ada, sign_in):
    sign_in(page, ada)
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto("/terms/")
    page.click("[popovertarget=menu-nav]")
    page.click("#menu-nav >> text=Meetings")
    page.wait_for_url("**/meetings/")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_printing_leaves_the_frame_out(desk, scheme):
    desk.emulate_media(media="print", color_scheme=scheme)
    assert [desk.locator(part).is_visible() for part in (".top", ".foot", "h1")] == [False, False, True]
    assert desk.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
