"""What a small screen and a thumb need: every control can be reached, is large enough, and shows when it has the focus."""

import pytest

COVERED = """() => {
    const one = document.activeElement, {left, top, width, height} = one.getBoundingClientRect();
    const seen = (y) => document.elementFromPoint(left + width / 2, y)?.closest(".savebar, .top");
    const end = one.matches("textarea") ? 2 : height - 2; // of a tall text the browser shows the line that is written
    return !one.closest(".savebar, .top") && (seen(top + 2) || seen(top + end)) ? one.id || one.textContent : "";
}"""
FOCUSED = "document.activeElement.closest('footer') ? null : document.activeElement.tagName"
SHORT = """(sizes) => Object.keys(sizes).filter(
    words => [...document.querySelectorAll(words)].some(one => one.offsetHeight && one.offsetHeight < sizes[words]))"""

LINES = """(size) => {
    document.documentElement.style.fontSize = size;
    const range = document.createRange(), lines = (one) => { range.selectNodeContents(one); return range.getClientRects().length; };
    return Object.fromEntries([...document.querySelectorAll(".table--small tbody th")].map(one => [one.textContent, lines(one)]));
}"""


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


@pytest.mark.parametrize("address", ["/records/API-3/edit/", "/meetings/held/"])
def test_no_bar_covers_what_has_the_focus(phone, people, sign_in, address):
    phone.goto(address)
    covered = []
    phone.focus("main a, main input:not([type=hidden])")
    while phone.evaluate(FOCUSED):
        covered.append(phone.evaluate(COVERED))
        phone.keyboard.press("Escape")  # lets Tab leave the text
        phone.keyboard.press("Tab")
    assert (len(covered) > 15, [words for words in covered if words]) == (True, [])


def test_what_sorts_a_list_shows_itself_to_the_keyboard(phone):
    phone.goto("/records/")
    heads = phone.locator("thead")
    before = heads.bounding_box()["height"]
    phone.focus("thead a")
    assert (before <= 1, heads.bounding_box()["height"] >= 24) == (True, True)


@pytest.mark.parametrize(
    ("address", "sizes"),
    [
        ("/records/API-3/edit/", {".btn": 44, ".input": 44, ".mdbar button": 44, ".segs button": 36}),
        ("/records/API-3/", {".aside-actions a": 44, ".aside-actions button": 44, "details.fold > summary": 44}),
        ("/records/?status=accepted", {".btn": 44, ".chip": 36, ".segs a": 36}),
        ("/series/new/", {".btn": 44, ".check": 44}),
    ],
)
def test_a_thumb_hits_what_it_aims_at(phone, address, sizes):
    phone.goto(address)
    assert phone.evaluate(SHORT, sizes) == []


def test_the_rota_keeps_each_name_on_its_line_however_large_the_text(phone):
    phone.goto("/series/api-review/")
    assert [phone.evaluate(LINES, size) for size in ("100%", "200%")] == [{"Ada Byron": 1, "Bo Lindgren": 1, "Grace Kim": 1}] * 2


def test_the_name_of_a_record_is_never_broken(phone):
    phone.goto("/records/API-3/")
    lines = {}
    for width in range(320, 420, 4):
        phone.set_viewport_size({"width": width, "height": 560})
        lines[width] = phone.evaluate("[...document.querySelectorAll('main .ref, main .adr')].map(one => one.getClientRects().length)")
    assert lines == dict.fromkeys(range(320, 420, 4), [1] * len(lines[320]))
    assert phone.locator("main .ref, main .adr").count() > 3
