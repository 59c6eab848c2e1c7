"""A sign-in that ends under somebody who writes costs them no word, and no second save."""

from django.contrib.sessions.models import Session

from records.models import Record

from .desk import NEW, type_in


def test_the_session_ends_under_the_form(editor, people, record):
    people.ada.set_password("any-parcel-any-carrier")
    people.ada.save()
    Session.objects.all().delete()
    type_in(editor, NEW)
    editor.keyboard.press("Control+s")
    editor.wait_for_selector("[data-saved] >> text=You are signed out.")
    with editor.context.expect_page() as opened:
        editor.click("[data-saved] >> text=Sign in in another tab")
    other = opened.value
    other.fill("[name=login]", people.ada.email)
    other.fill("[name=password]", "any-parcel-any-carrier")
    other.press("[name=password]", "Enter")
    other.wait_for_url(lambda address: "/account/" not in address)
    other.close()
    editor.evaluate("dispatchEvent(new Event('focus'))")
    editor.wait_for_selector("[data-saved] >> text=/^Saved .*, revision 3, /")
    assert (editor.input_value("[name=text]"), Record.objects.get(pk=record.pk).revision.text) == (NEW, NEW)
    editor.fill("[name=text]", NEW + "And on.\n")
    editor.click("button:text-is('Save')")
    editor.wait_for_url(f"**{record.get_absolute_url()}")
    assert Record.objects.get(pk=record.pk).revision.text == NEW + "And on.\n"


def test_a_token_that_changes_twice_while_somebody_signs_in_stops_nothing(editor, record):
    def old_token(route):
        route.fulfill(status=403, json={"sentence": "This page is old.", "token": editor.input_value("form.writing-page [name=csrfmiddlewaretoken]")})

    editor.route("**/edit/", old_token, times=2)
    type_in(editor, NEW)
    editor.keyboard.press("Control+s")
    editor.wait_for_selector("[data-saved].error >> text=This page is old.")
    editor.evaluate("dispatchEvent(new Event('focus'))")
    editor.wait_for_selector("[data-saved] >> text=/^Saved .*, revision 3, /")
    assert Record.objects.get(pk=record.pk).revision.text == NEW


def test_without_javascript_a_login_that_ended_holds_the_text(page_without_js, people, sign_in, record):
    page = page_without_js
    sign_in(page, people.ada)
    page.goto(f"{record.get_absolute_url()}edit/")
    Session.objects.all().delete()
    type_in(page, NEW)
    page.click("button:text-is('Save')")
    assert (page.input_value("textarea[name=text]"), page.locator("h1").inner_text()) == (NEW, "Not saved yet")
    sign_in(page, people.ada)
    page.click("text=Send again")
    page.wait_for_url(f"**{record.get_absolute_url()}")
    assert Record.objects.get(pk=record.pk).revision.text == NEW
