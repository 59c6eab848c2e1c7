"""What was typed under an expired login or an old token is held on a page of ours; nobody else can make us show their text."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client

from records.models import Record
from tests.factories import make_record

pytestmark = pytest.mark.django_db
OURS = {"Sec-Fetch-Site": "same-origin"}
ELSEWHERE = [{}, {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "https://evil.example"}, {"Origin": "null"},
    {"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"}]  # fmt: skip
TYPED = {"title": "Page with cursors", "text": "\n## Context\n\n<b>Lists</b> & tables grow.\n", "note": "Shorter.", "base": "1", "typed_by": "ada"}


@pytest.fixture
def strict(ada):
    client = Client(enforce_csrf_checks=True)
    client.force_login(ada)
    return client


@pytest.fixture
def address(ada):
    return make_record("proposed", by=ada, title="Page with cursors").get_absolute_url() + "edit/"


def token_of(page):
    return re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)[1]


def held(page):
    """What the form of a hold page holds."""
    return {name: value for name, value in sent(page).items() if name not in ("csrfmiddlewaretoken", "held")}


def sent(page):
    """What the form of a hold page would send."""
    form = re.search(r'<form class="form".*?</form>', page.text, re.S)[0]
    pairs = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form)
    pairs += re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>\n(.*?)</textarea>', form, re.S)
    from html import unescape

    return {name: unescape(value) for name, value in pairs}


def test_signed_out_the_text_is_held_and_sent_again(strict, ada, address):
    typed = {**TYPED, "csrfmiddlewaretoken": token_of(strict.get(address))}
    Session.objects.all().delete()
    page = strict.post(address, typed, headers=OURS)
    assert (page.status_code, held(page)) == (403, TYPED)
    assert ["Sign in in another tab" in page.text, "You are signed out." in page.text] == [True, True]
    other_tab = Client(enforce_csrf_checks=True)
    other_tab.force_login(ada)
    strict.cookies["sessionid"] = other_tab.cookies["sessionid"].value
    strict.cookies["csrftoken"] = "a" * 32
    answer = strict.post(address, sent(page), headers=OURS)
    assert answer.status_code == 302
    assert Record.objects.get().revision.text == TYPED["text"]


@pytest.mark.parametrize("headers", ELSEWHERE, ids=str)
def test_a_held_form_is_not_taken_from_elsewhere(strict, address, headers):
    page = strict.post(address, TYPED, headers=OURS)
    assert (page.status_code, "Send again" in page.text) == (403, True)
    answer = strict.post(address, sent(page) | {"csrfmiddlewaretoken": "a" * 32}, headers=headers)
    assert (answer.status_code, Record.objects.get().revision.number) == (403, 1)


@pytest.mark.parametrize("mark", ["", "nonsense", "of another address"])
def test_a_form_without_its_mark_is_held_again(strict, address, mark):
    page = strict.post(address, TYPED, headers=OURS)
    wrong = sent(strict.post("/unsaved/", TYPED, headers=OURS))["held"] if mark == "of another address" else mark
    again = strict.post(address, sent(page) | {"csrfmiddlewaretoken": "a" * 32, "held": wrong}, headers=OURS)
    assert (again.status_code, held(again), Record.objects.get().revision.number) == (403, TYPED, 1)


@pytest.mark.parametrize("headers", ELSEWHERE, ids=str)
def test_a_text_from_elsewhere_is_not_held(strict, address, headers):
    page = strict.post(address, TYPED, headers=headers)
    assert (page.status_code, "Lists" in page.text, "Send again" in page.text) == (403, False, False)
    Session.objects.all().delete()
    answer = Client().post(address, TYPED, headers=headers)
    assert (answer.status_code, answer["Location"].partition("?")[0]) == (302, "/account/login/")


def test_an_origin_that_is_ours_is_enough_where_browsers_tell_no_more(strict, address):
    assert "Send again" in strict.post(address, TYPED, headers={"Origin": "http://testserver"}).text


@pytest.mark.parametrize("fields", [{}, {"title": " "}, {"login": "ada@halyard.example", "password": "secret words"}])
def test_nothing_and_passwords_are_not_held(strict, address, fields):
    page = strict.post(address, fields, headers=OURS)
    assert (page.status_code, "Send again" in page.text, "secret" in page.text) == (403, False, False)


def test_a_script_is_told_and_gets_a_fresh_token(strict, address):
    asked = {"Accept": "application/json", **OURS}
    answer = strict.post(address, TYPED, headers=asked)
    assert (answer.status_code, sorted(answer.json())) == (403, ["sentence", "token"])
    again = strict.post(address, {**TYPED, "csrfmiddlewaretoken": answer.json()["token"]}, headers=asked)
    assert again.status_code in (200, 302)


@pytest.mark.parametrize("headers", ELSEWHERE, ids=str)
def test_a_token_is_for_our_own_pages_only(strict, address, headers):
    answer = strict.post(address, TYPED, headers={"Accept": "application/json", **headers})
    assert (answer.status_code, sorted(answer.json())) == (403, ["sentence"])


def test_a_script_that_is_signed_out_is_told_where_to_sign_in(client, db):
    answer = client.post("/unsaved/", TYPED, headers={"Accept": "application/json", **OURS})
    sentence = "You are signed out. Sign in again in another tab; your text stays here."
    assert (answer.status_code, answer.json()) == (401, {"sentence": sentence, "sign_in": "/account/login/"})


@pytest.mark.parametrize("part", ["preview", "offers"])
def test_nothing_takes_the_place_of_a_text_that_is_typed(client, strict, ada, part):
    asked = {"HX-Request": "true", "HX-Target": f"section#{part}"}
    signed_out = client.post("/preview/", TYPED, headers=asked)
    old_token = strict.post("/preview/", TYPED, headers=asked)
    client.force_login(ada)
    too_large = client.post("/preview/", {"text": "x" * 13_000_000}, headers=asked)
    shown = [
        (answer.status_code, answer.headers.get("HX-Reswap"), answer.headers.get("HX-Retarget")) for answer in (signed_out, old_token, too_large)
    ]
    assert shown == [(401, "none", None), (403, "none", None), (413, "none", None)]


def test_a_text_is_not_saved_in_the_name_of_another(client, bo, address):
    client.force_login(bo)
    page = client.post(address, TYPED, headers=OURS)
    assert (page.status_code, held(page), Record.objects.get().revision.number) == (403, TYPED, 1)
    assert "You are signed in as Bo Lindgren, and @ada typed this text." in page.text
    answer = client.post("/unsaved/", TYPED, headers={"Accept": "application/json", **OURS})
    assert (answer.status_code, sorted(answer.json())) == (401, ["sentence", "sign_in"])
    assert client.post(address, TYPED).status_code == 403


def test_too_much_at_once_gets_a_sentence(as_ada):
    answer = as_ada.post("/unsaved/", {"text": "x" * 13_000_000}, headers={"Accept": "application/json"})
    assert (answer.status_code, answer.json()) == (
        413,
        {"sentence": "This is more than the 12.0\xa0MB that are taken at once. It is not saved: make it smaller or split it in two."},
    )


@pytest.mark.parametrize("letter", ["x", "é", "語", "𝕏"])
def test_the_longest_text_is_taken_in_any_alphabet(as_ada, address, letter):
    longest = letter * 2_000_000
    assert as_ada.post(address, TYPED | {"text": longest}).status_code == 302
    assert Record.objects.get().revision.text == longest
    refused = as_ada.post(address, TYPED | {"text": longest + letter, "base": 2})
    assert (refused.status_code, "Write at most 2,000,000 characters." in refused.text) == (422, True)


def test_forms_with_a_text_are_sent_as_they_are():
    """In the usual code of forms a letter that is not English takes six bytes or more, and long texts would not pass."""
    forms = {path: path.read_text() for path in Path(settings.BASE_DIR, "templates").rglob("*.html")}
    asked = {path for path, text in forms.items() if "{% desk " in text or path.name == "hold.html"}
    assert {path for path, text in forms.items() if 'enctype="multipart/form-data"' in text} >= asked != set()


def test_what_pages_note_for_themselves_is_carried_and_not_shown(strict, address):
    typed = TYPED | {"began": '{"summary": "' + "x" * 80 + '"}', "outcomes-1-sentence": "We sign with two keys. " * 4}
    page = strict.post(address, typed, headers=OURS)
    assert (held(page), re.findall(r'<label for="held-[^>]*>([^<]+)</label>', page.text)) == (typed, ["Text", "Outcomes 2: sentence"])


def test_what_was_typed_is_held_where_it_is_refused(as_ada, ada, bo, address):
    """Another closed or moved the thing meanwhile: a browser without a script has the words nowhere else."""
    record = Record.objects.get()
    ada.role = "reader"
    ada.save()
    forbidden = as_ada.post(address, TYPED, headers=OURS)
    ada.role = "member"
    ada.save()
    gone = as_ada.post("/records/API-999/edit/", TYPED, headers=OURS)
    record.withdraw(by=bo if record.author == bo else ada, note="No.")
    impossible = as_ada.post(f"{record.get_absolute_url()}accept/", {"note": "We all agreed.\nAt length."}, headers=OURS)
    assert [(page.status_code, held(page)) for page in (forbidden, gone, impossible)] == [
        (403, TYPED), (404, TYPED), (422, {"note": "We all agreed.\nAt length."}),
    ]  # fmt: skip
    assert "You may read" in forbidden.text or "Only members write records." in forbidden.text


def test_a_press_of_a_button_that_is_refused_gets_a_page_of_its_own(as_ada, ada, address):
    Record.objects.get().withdraw(by=ada, note="No.")
    page = as_ada.post(address.replace("edit", "accept"), {"note": "Short."}, headers=OURS)
    assert ("Send again" in page.text, "Back to the page" in page.text) == (False, True)
