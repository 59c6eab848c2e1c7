import pytest

from tests.factories import make_record

TEXT = "## How\n\n```mermaid\ngraph TD\n  A[Gateway] --> B[Cursor]\n```\n\n```mermaid\nnonsense of somebody\n```\n"


@pytest.fixture
def record(site, ada):
    return make_record(text=TEXT)


def test_a_diagram_is_drawn_in_a_frame_that_knows_nothing_of_the_page(page, sign_in, ada, record):
    sign_in(page, ada)
    page.goto(record.get_absolute_url())
    frame = page.frame_locator("diagram-frame >> nth=0 >> iframe")
    frame.locator("svg").get_by_text("Gateway").wait_for()
    page.wait_for_function("() => document.querySelector('diagram-frame iframe').height > 50")
    assert frame.locator("body").evaluate("() => origin") == "null"
    assert page.locator("diagram-frame >> nth=0").get_by_text("Source of the diagram").is_visible()
    page.locator("diagram-frame >> nth=1 >> iframe").wait_for(state="detached")
    assert page.get_by_text("nonsense of somebody").is_visible()


def test_what_a_diagram_says_does_not_run(chromium, sign_in, ada, site):
    record = make_record(text='```mermaid\ngraph TD\n  A["<img src=x onerror=alert(1)>"] --> B\n  click B "javascript:alert(1)"\n```\n')
    page = chromium.new_context(base_url=site).new_page()  # not a watched one: mermaid tries the label out, and the frame's policy says no
    heard = []
    page.on("dialog", lambda dialog: (heard.append(dialog.message), dialog.dismiss()))
    sign_in(page, ada)
    page.goto(record.get_absolute_url())
    drawn = page.frame_locator("iframe")
    drawn.locator("svg").wait_for()
    assert drawn.locator("svg a[href^='javascript'], svg img[onerror], svg script").count() == 0
    assert heard == []
    page.context.close()


def test_without_javascript_the_source_is_there(page_without_js, sign_in, ada, record):
    sign_in(page_without_js, ada)
    page_without_js.goto(record.get_absolute_url())
    assert page_without_js.get_by_text("A[Gateway] --> B[Cursor]").is_visible()
    assert page_without_js.locator("iframe").count() == 0
