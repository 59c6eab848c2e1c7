"""Two browsers on one text: what both typed is in it at the end, joined by itself or settled by the second; with JavaScript and without."""

import pytest

from meetings.models import Meeting
from records.models import Record

from .desk import kept, offered
from .test_axe import overflow, violations

TEXT = "## Decision\n\nWe page with offsets.\n\n## Watch for\n\nOld clients.\n"
DIFFERENT_LINES = {"ada": ("We page with offsets.", "We page with cursors."), "bo": ("Old clients.", "Old clients, and caches.")}
SAME_LINES = {"ada": ("We page with offsets.", "We page with <b>cursors</b>."), "bo": ("We page with offsets.", "We page with keys & offsets.")}


def write_both(desks, address, changes, save):
    """Both open the editor; each changes a line, and saves: Bo first."""
    for page in desks.values():
        page.goto(address)
    for name in ("bo", "ada"):
        page = desks[name]
        page.fill("[name=text]", page.input_value("[name=text]").replace(*changes[name]))
        page.click(f"button:text-is('{save}')")
        page.wait_for_selector(".messages" if name == "bo" else "main h1")
    return desks["ada"]


def a_record(people):
    record = Record.objects.draft(by=people.ada, log=people.accepted.log, title="Page with cursors", text=TEXT)
    record.propose(by=people.ada)
    return record


def test_changes_of_different_lines_are_joined(desks, people):
    record = a_record(people)
    page = write_both(desks, f"{record.get_absolute_url()}edit/", DIFFERENT_LINES, "Save")
    page.wait_for_selector("text=Saved as revision 3, merged with revision 2 by Bo Lindgren.")
    record.refresh_from_db()
    assert (record.revision.text, record.revision.origin) == (TEXT.replace(*DIFFERENT_LINES["ada"]).replace(*DIFFERENT_LINES["bo"]), "merged")
    page.click("text=See what yours changed in it")
    page.wait_for_selector("ins:has-text('cursors')")


@pytest.mark.parametrize(("choice", "line"), [
    ("Both, theirs first", "We page with keys & offsets.\nWe page with <b>cursors</b>."),
    ("Theirs", "We page with keys & offsets."),
    ("My own words", "We page with <b>cursors</b>, not keys & offsets."),
])  # fmt: skip
def test_changes_of_the_same_line_are_settled(desks, people, choice, line):
    meeting = Meeting.objects.plan(by=people.ada, title="Review", text=TEXT)
    page = write_both(desks, f"{meeting.get_absolute_url()}notes/", SAME_LINES, "Save the notes")
    page.wait_for_selector(f"h1:text-is('Two texts of meeting {meeting.number}')")
    assert page.locator(".sides .raw").all_inner_texts() == [SAME_LINES["bo"][1], SAME_LINES["ada"][1]]
    page.get_by_role("radio", name=choice, exact=True).check()
    if choice == "My own words":
        page.get_by_role("textbox", name=choice).fill(line)
    page.click("text=Save what I settled")
    page.wait_for_selector(".messages")
    meeting.refresh_from_db()
    assert meeting.revision.text == TEXT.replace(SAME_LINES["ada"][0], line)
    assert sorted(meeting.revisions.values_list("number", "text"))[1] == (2, TEXT.replace(*SAME_LINES["bo"]))


def settling(page, people, sign_in):
    """Ada is asked how her text and Bo's come together, and is about to write her own words; gives the record."""
    record = a_record(people)
    sign_in(page, people.ada)
    page.goto(f"{record.get_absolute_url()}edit/")
    Record.objects.get(pk=record.pk).edit(by=people.bo, title=record.title, text=TEXT.replace(*SAME_LINES["bo"]), base=1)
    page.fill("[name=text]", TEXT.replace(*SAME_LINES["ada"]))
    page.click("button:text-is('Save')")
    page.get_by_role("radio", name="My own words").check()
    return record


def test_own_words_that_settle_two_texts_come_back(people, page, sign_in):
    record = settling(page, people, sign_in)
    own = "We page with <b>both</b>,\n\nas API-3 says; שלום."
    page.get_by_role("textbox", name="My own words").fill(own)
    page.get_by_role("textbox", name="My own words").blur()
    kept(page)
    again = page.context.new_page()
    page.close(run_before_unload=False)
    again.goto(f"{record.get_absolute_url()}edit/")
    again.wait_for_selector("#offers h2")
    assert offered(again)[0] == TEXT.replace(SAME_LINES["ada"][0], own)
    again.locator("#offers >> text=Put it into the form").first.click()
    again.wait_for_url("**unsaved=*")
    again.click("button:text-is('Save')")
    again.wait_for_url(f"**{record.get_absolute_url()}")
    assert Record.objects.get(pk=record.pk).revision.text == TEXT.replace(SAME_LINES["ada"][0], own)


def test_own_words_come_back_from_the_browser_that_was_offline(people, page, sign_in):
    record = settling(page, people, sign_in)
    page.context.set_offline(True)
    page.get_by_role("textbox", name="My own words").fill("Both, offline.")
    page.wait_for_selector("[data-saved].error")
    again = page.context.new_page()
    page.close(run_before_unload=False)
    again.context.set_offline(False)
    again.goto(f"{record.get_absolute_url()}edit/")
    again.wait_for_selector("#offers >> text=Both, offline.")
    assert offered(again)[0] == TEXT.replace(SAME_LINES["ada"][0], "Both, offline.")


def test_settling_and_the_whole_screen_are_accessible(people, page_without_csp, sign_in):
    page, found = page_without_csp, {}

    def look(name):
        found[name] = violations(page) + overflow(page)
        page.set_viewport_size({"width": 1280, "height": 900})

    record = settling(page, people, sign_in)
    look("asked")
    page.get_by_role("textbox", name="My own words").fill("Both.")
    page.get_by_role("radio", name="Theirs", exact=True).check()
    page.click("text=Save what I settled")
    page.wait_for_selector("#errors >> text=1 passage to settle")
    look("asked again")
    page.goto(f"{record.get_absolute_url()}edit/")
    page.press("[name=text]", "Control+Shift+f")
    page.get_by_role("button", name="Full screen", pressed=True).wait_for()
    look("whole screen")
    assert {name: what for name, what in found.items() if what} == {}
