"""Each page of the table, unfolded: no violation that axe-core finds, in both themes and two widths; silent, and no wider than a phone,
also where the text is twice as large."""

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
TARGETS = {"rules": {"target-size": {"enabled": True}}}  # 24 px; axe leaves it out unless asked
VIEWS = [("light", 1280, {}), ("light", 390, TARGETS), ("dark", 390, COLOURS), ("dark", 1280, COLOURS)]
UNFOLD = "() => document.querySelectorAll('main details').forEach(one => one.open = true)"
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
    page.evaluate(UNFOLD)
    found = []
    for theme, width, rules in VIEWS:
        page.emulate_media(color_scheme=theme)
        page.set_viewport_size({"width": width, "height": 900})
        found += [f"{theme} {width}: {violation}" for violation in page.evaluate(RUN, rules)]
    return found


def overflow(page):
    found = []
    page.evaluate(UNFOLD)
    for width, text in ((390, "100%"), (360, "100%"), (390, "200%")):
        page.set_viewport_size({"width": width, "height": 800})
        page.evaluate("size => document.documentElement.style.fontSize = size", text)
        if page.evaluate("document.scrollingElement.scrollWidth > innerWidth"):
            found.append(f"wider than {width}, text at {text}: {page.evaluate(WIDEST)}")
    return found
