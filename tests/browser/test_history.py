"""The history of a text: found, compared, gone back to, asked who wrote it, and cleared of a secret."""

import pytest

from records.models import Record

from .test_axe import overflow, violations

OLD, NEW, SECRET = "## Decision\n\nWe page with offsets.\n", "## Decision\n\nWe page with cursors.\n", "hunter2zebra"


@pytest.mark.parametrize("width", [390, 1440])
def test_from_the_history_to_its_last_line(page_without_csp, people, sign_in, width):
    page, found = page_without_csp, {}
    record = Record.objects.draft(by=people.ada, log=people.accepted.log, title="Page", text=OLD)
    record.propose(by=people.ada)
    record.edit(by=people.bo, title="Page", text=f"{NEW}\nThe key is {SECRET}.\n", base=1, note="Cursors.")

    def look(name):
        found[name] = violations(page) + overflow(page)
        page.set_viewport_size({"width": width, "height": 900})

    sign_in(page, people.root)
    page.goto(record.history_address)
    look("history")
    page.click("button:text-is('Compare') >> nth=0")
    page.wait_for_selector("ins:has-text('cursors')")
    look("source")
    page.click("text=As it is read")
    page.wait_for_selector(".prose ins:has-text('cursors'):visible")
    look("read")
    page.click("text=In one")
    page.wait_for_selector(".diff--read ins:has-text('cursors'):visible")
    look("in one")
    page.goto(f"{record.history_address}1/")
    page.fill("[name=note]", "Offsets after all.")
    page.click("text=Restore revision 1")
    page.wait_for_selector("text=The text is that of revision 1 again, as revision 3.")
    page.click("text=Who wrote which line")
    page.wait_for_selector(".lines__text >> text=We page with offsets.")
    page.goto(f"{record.history_address}redact/")
    page.fill("[name=words]", SECRET)
    page.fill("[name=reason]", "A key.")
    page.click("text=Look where it stands")
    page.wait_for_selector("text=This cannot be undone.")
    look("redact")
    page.click("button:text-is('Take it out')")
    page.wait_for_selector("text=It is taken out of 1 place.")
    assert [SECRET in made.text for made in record.revisions.all()] == [False] * 3
    assert {name: what for name, what in found.items() if what} == {}
