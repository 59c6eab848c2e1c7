"""Each page of the table: no violation that axe-core finds, in both themes and two widths; silent, and no wider than a phone."""

from pathlib import Path

import pytest

from tests.pages import ANYONE, GROUPS

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text()
# What is not a colour is the same in both themes.
RUN = """async (rules) => {
    const found = await axe.run(document, {resultTypes: ["violations"], iframes: false, ...rules});
    return found.violations.flatMap(rule => rule.nodes.map(
        node => [rule.id, node.target.join(" "), node.failureSummary.split("\\n").slice(1).join("; ").trim()].join(": ")));
}"""
COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"]}
VIEWS = [("light", 1280, {}), ("light", 390, {}), ("dark", 390, COLOURS), ("dark", 1280, COLOURS)]
PHONES = (390, 360)
WIDEST = """() => [...document.querySelectorAll("body *")].filter(one => one.getBoundingClientRect().right > innerWidth + 1)
    .map(one => one.tagName.toLowerCase() + "." + one.className).slice(0, 5)"""


@pytest.mark.parametrize("group", GROUPS)
def test_pages_are_accessible(page_without_csp, people, sign_in, group):
    assert found_on(page_without_csp, people, sign_in, GROUPS[group], violations) == {}


@pytest.mark.parametrize("group", GROUPS)
def test_pages_are_silent_and_fit_a_phone(page, people, sign_in, group):
    assert found_on(page, people, sign_in, GROUPS[group], overflow) == {}


def test_refusals_are_accessible(page_without_csp, people, sign_in):
    sign_in(page_without_csp, people.grace)
    found = {path: (page_without_csp.goto(path).status, violations(page_without_csp)) for path in ("/records/API-99/", "/records/API-3/edit/")}
    assert found == {"/records/API-99/": (404, []), "/records/API-3/edit/": (403, [])}


def found_on(page, people, sign_in, rows, look):
    """What `look(page)` finds on each page of the table, where it finds anything."""
    found = {}
    for row in rows:
        if row.acts:
            continue
        page.context.clear_cookies()
        if row.who != ANYONE:
            sign_in(page, getattr(people, row.who))
        status = page.goto(row.path).status
        found[str(row)] = look(page) if status == 200 else [status]
    return {row: what for row, what in found.items() if what}


def violations(page):
    page.evaluate(AXE)
    found = []
    for theme, width, rules in VIEWS:
        page.emulate_media(color_scheme=theme)
        page.set_viewport_size({"width": width, "height": 900})
        found += [f"{theme} {width}: {violation}" for violation in page.evaluate(RUN, rules)]
    return found


def overflow(page):
    found = []
    for width in PHONES:
        page.set_viewport_size({"width": width, "height": 800})
        if page.evaluate("document.scrollingElement.scrollWidth > innerWidth"):
            found.append(f"wider than {width}: {page.evaluate(WIDEST)}")
    return found
