"""What a small screen and a thumb need: every control can be reached, is large enough, and shows when it has the focus."""

import pytest


@pytest.fixture
def phone(chromium, site, people, sign_in):
    """Ada's phone: a small one, held upright."""
    context = chromium.new_context(base_url=site, viewport={"width": 390, "height": 560}, has_touch=True, is_mobile=True, reduced_motion="reduce")
    context.set_default_timeout(10_000)
    page = context.new_page()
    sign_in(page, people.ada)
    yield page
    context.close()


def test_the_menu_of_a_small_phone_scrolls_to_its_end(phone):
    phone.goto("/terms/")
    phone.tap("[popovertarget=menu-nav]")
    phone.tap("#menu-nav >> text=Sign out")
    phone.wait_for_url("**/account/login/")
