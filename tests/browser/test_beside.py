"""What the editor has beside its text: the preview, names, sections, pictures. "^" stands for the caret."""

import pytest

from records.models import Log
from tests.factories import make_log, make_record
from writing.models import Upload

from .editor import begin, shown
from .test_axe import AXE, RUN

PICTURE = """async (box, kind) => { box.focus(); const canvas = new OffscreenCanvas(2, 2); canvas.getContext("2d").fillRect(0, 0, 2, 2);
    const data = new DataTransfer(), carried = {clipboardData: data, dataTransfer: data, bubbles: true, cancelable: true};
    data.items.add(new File([await canvas.convertToBlob()], "dot.png", {type: "image/png"}));
    return box.dispatchEvent(kind === "paste" ? new ClipboardEvent(kind, carried) : new DragEvent(kind, carried)); }"""


SCROLL_TO = """(box, words) => {
    box.scrollTop = box.closest("text-box").querySelector("text-mirror").points([box.value.indexOf(words)])[0].top; }"""
IS_ON_TOP = """words => { const pane = document.querySelector("scroll-along"), headings = [...pane.querySelectorAll("h2")];
    const heading = headings.find(one => one.textContent.startsWith(words));
    return Math.abs(heading.getBoundingClientRect().top - pane.getBoundingClientRect().top) < 60; }"""
BELOW = """box => { const [{top, height}] = box.closest("text-box").querySelector("text-mirror").points([box.value.length - 1]);
    const {paddingBottom, lineHeight} = getComputedStyle(box), gap = (parseFloat(lineHeight) - height) / 2;
    return Math.abs(box.scrollHeight - parseFloat(paddingBottom) - gap - top - height); }"""
IS_AT_END = """() => { const pane = document.querySelector("scroll-along");
    return pane.scrollTop + pane.clientHeight > pane.scrollHeight - 2; }"""


# Beside the text


def test_the_preview_follows_what_is_typed_and_where(box, ada):
    page = box.page
    make_record(by=ada, log=Log.objects.get(), title="Page with cursors")
    box.fill("## One\n\n" + "Words of one.\n\n" * 60 + "## Two\n\nSee API-1.\n\n" + "Words of two.\n\n" * 60 + "## Three\n\nThe end.\n")
    preview = page.get_by_role("region", name="Preview")
    preview.get_by_role("link", name="API-1").wait_for()
    box.evaluate(SCROLL_TO, "## Two")
    page.wait_for_function(IS_ON_TOP, arg="Two")
    box.evaluate("box => (box.scrollTop = box.scrollHeight)")
    preview.get_by_text("The end.").wait_for()
    page.wait_for_function(IS_AT_END)
    assert box.evaluate("box => box === document.activeElement") is True


def test_what_has_not_changed_is_not_drawn_again(box):
    box.fill("```mermaid\ngraph TD\n  A --> B\n```\n\nWords\n")
    frame = box.page.locator("live-preview iframe")
    frame.wait_for()
    frame.evaluate("one => (one.known = true)")
    box.press_sequentially("more")
    box.page.locator("live-preview p", has_text="more").wait_for()
    assert frame.evaluate("one => one.known") is True


def test_on_a_phone_the_text_or_its_preview(box):
    page = box.page
    page.set_viewport_size({"width": 390, "height": 800})
    box.fill("Some **bold** words")
    page.get_by_role("button", name="Preview", exact=True).click()
    page.locator("live-preview strong").wait_for()
    assert not box.is_visible()
    page.get_by_role("button", name="Write").click()
    assert box.is_visible() and not page.locator("live-preview").is_visible()


def test_without_javascript_the_preview_is_a_page(page_without_js, sign_in, ada):
    page = page_without_js
    make_log("API")
    sign_in(page, ada)
    page.goto("/records/new/")
    page.fill("#id_text", "Some **bold** words")
    with page.context.expect_page() as opened:
        page.get_by_role("button", name="Preview").click()
    opened.value.locator("#preview strong").wait_for()
    assert not page.get_by_role("toolbar").is_visible()


def test_places_in_the_text_are_where_they_seem(box):
    """The mirror wraps as the textarea does: its last line ends where the text does."""
    box.fill("Words that wrap, some of them `code` and some WIDE, more than once in a line of this width. " * 40 + "\nlast")
    assert box.evaluate(BELOW) <= 2


# Names


def test_names_are_offered_and_taken_by_keyboard_and_mouse(box, ada, bo):
    page, options = box.page, box.page.locator("#id_text_mentions [role=option]")
    make_record(by=ada, log=Log.objects.get(), title="Page with cursors")
    begin(box, "Ask ^")
    box.press_sequentially("@b")
    options.first.wait_for()
    assert options.all_text_contents() == ["@ada Ada Byron", "@bo Bo Lindgren"]
    box.press("ArrowUp")
    assert page.evaluate("document.querySelector('#' + document.activeElement.getAttribute('aria-activedescendant')).dataset.words") == "@bo"
    box.press("Enter")
    assert (shown(box), page.locator("#id_text_mentions").is_visible()) == ("Ask @bo ^", False)
    box.press_sequentially("about #page")
    options.first.click()
    assert shown(box) == "Ask @bo about API-1 ^"
    box.press_sequentially("@a")
    options.first.wait_for()
    box.press("Escape")
    box.press("Enter")
    assert shown(box) == "Ask @bo about API-1 @a\n^"


def test_a_section_of_the_template_that_is_lacking_is_put_in(box):
    page = box.page
    begin(box, "## Context\n\nWe grow.^")
    page.get_by_role("button", name="Section").click()
    assert [one.inner_text() for one in page.locator("[data-heading]:visible").all()] == ["Decision", "Consequences"]
    page.locator("[data-heading=Decision]").click()
    assert shown(box) == "## Context\n\nWe grow.\n\n## Decision\n\nWe will …\n^"


# Pictures


@pytest.mark.parametrize("kind", ["paste", "drop"])
def test_a_picture_is_asked_what_it_shows_and_put_in(box, kind):
    page = box.page
    begin(box, "See ^")
    assert kind == "paste" or box.evaluate(PICTURE, "dragover") is False  # so that a browser lets it drop here
    assert box.evaluate(PICTURE, kind) is False  # and does not open it in the place of the page
    page.get_by_label("What does it show?").press("Enter")
    page.get_by_text("Say in a few words what the picture shows.").wait_for()
    page.get_by_label("What does it show?").fill("A red dot")
    page.get_by_role("button", name="Add it").click()
    page.locator("live-preview img").wait_for()
    assert shown(box) == f"See {Upload.objects.get().markdown}^"
    page.wait_for_function("() => document.querySelector('live-preview img').naturalWidth === 2")


def test_a_file_that_is_no_picture_is_refused_and_can_be_left_out(box):
    page = box.page
    begin(box, "See ^")
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Picture").click()
    chooser.value.set_files({"name": "x.svg", "mimeType": "image/svg+xml", "buffer": b"<svg onload=alert(1)>"})
    page.get_by_label("What does it show?").fill("A drawing")
    page.get_by_label("What does it show?").press("Enter")
    page.get_by_text("This is an SVG").wait_for()
    page.get_by_role("button", name="Leave it out").click()
    assert (shown(box), page.evaluate("document.activeElement.id"), page.url.endswith("/records/new/")) == ("See ^", "id_text", True)


# For everybody


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_accessible_with_everything_open(page_without_csp, sign_in, ada, bo, scheme):
    page = page_without_csp
    page.emulate_media(color_scheme=scheme)
    make_log("API")
    sign_in(page, ada)
    page.goto("/records/new/")
    page.evaluate(AXE)
    box = page.locator("#id_text")
    page.get_by_role("button", name="Section").click()
    found = page.evaluate(RUN, {})
    box.press_sequentially("@")
    page.locator("#id_text_mentions [role=option]").first.wait_for()
    box.press("ArrowDown")
    found += page.evaluate(RUN, {})
    box.press("Escape")
    box.press("Control+Shift+f")
    assert found + page.evaluate(RUN, {}) == []
