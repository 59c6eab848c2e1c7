"""Whatever is typed into an address or a form gets a page of 2xx, 3xx or 4xx, on both databases; nothing breaks the site."""

import re
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.db import transaction
from django.test import Client

from tests.pages import PAGES

from .conftest import signed_in

HOSTILE = {
    "NUL": "a\0b",
    "half a surrogate pair": "a\udc80b",
    "a million letters": "x" * 1_000_000,
    "a huge number": "9" * 30,
    "a number of 5000 digits": "9" * 5000,
    "a negative number": "-1",
    "not a number": "NaN",
    "the year 0": "0000-00-00",
    "the first day": "0001-01-01",
    "the last day": "9999-12-31",
    "no day": "2026-02-30",
    "other digits": "٣٤",
    "right to left and of no width": "\u202eAPI-1\u200b\u2066",
    "markup": "\"'><script>alert(1)</script>{{ 7|add:7 }}%s%n",
    "a path": "../../../../etc/passwd",
}
ASKED = re.findall(
    r"\w+",
    """q kind status area log tag year person sort view after before page every state severity from to series owner template
    supersedes record target next back token more""",
)


def address(path, params):
    """The address as a browser or a forger would send it."""
    return f"{path}?{urlencode(params, errors='surrogatepass')}"


def mixed(names, turn, longest=1_000_000):
    """Something hostile for each name, another at each turn."""
    words = list(HOSTILE.values())
    return {name: words[(place + 5 * turn) % len(words)][:longest] for place, name in enumerate(names)}


@pytest.mark.django_db
@pytest.mark.parametrize("turn", range(3))
def test_nothing_in_an_address_breaks_a_page(people, turn):
    broken = []
    for page in PAGES:
        if page.acts or page.query:
            continue
        asked = {name: words for name, words in mixed(ASKED, turn, 5_000).items() if "\0" not in words}
        status = signed_in(people, page).get(address(page.path, asked)).status_code
        if status >= 500:
            broken.append((str(page), status))
    assert broken == []


@pytest.mark.django_db
def test_a_nul_in_an_address_gets_a_sentence(people):
    client = Client()
    client.force_login(people.ada)
    for path in ("/records/?person=%00", "/people/?q=a%00", "/terms/a%00b/edit/", "/%00", "/search/?q=%00"):
        answer = client.get(path)
        assert (answer.status_code, "<h1>" in answer.text, "Content-Security-Policy" in answer.headers) == (400, True, True)


@pytest.mark.django_db
def test_a_forged_cookie_is_no_session(client):
    client.cookies["sessionid"] = '"\\000aaaaaaaaaaaa"'
    assert client.get("/").status_code in (302, 400)


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/records/API-99999999999/", "/records/API-0012/", "/records/API-٣/", "/meetings/99999999999999999999/",
    "/meetings/1/actions/99999999999999999999/", "/meetings/1/history/99999999999999999999/", "/risks/99999999999999999999/",
    "/meetings/1/outcomes/99999999999999999999/replace/", "/mission/history/99999999999999999999/", "/records/API-3/history/99999999999999999999/",
    "/records/API-3/history/?from=99999999999999&to=1", "/records/API-3/history/?from=%C2%B2&to=1", "/meetings/1/history/?from=1&to=٣",
    "/people/..%2F..%2Fetc%2Fpasswd/", "/static/../config/settings.py", "/static/%2e%2e/config/settings.py"])  # fmt: skip
def test_numbers_and_names_beyond_all_bounds_are_not_here(people, path):
    client = Client()
    client.force_login(people.root)
    assert client.get(path).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("turn", range(3))
def test_nothing_in_a_form_breaks_a_page(people, forms, turn):
    """Each form is sent with something hostile in every field, and with that in its first fields only."""
    broken = []
    for page in PAGES:
        if page.query or page.name in ("account_logout", "ui:theme"):
            continue
        client = signed_in(people, page)
        client.raise_request_exception = False
        shown = forms.get(page, [])
        for typed in (mixed(shown, turn), {**typical(shown), **mixed(shown[:3], turn)}):
            with transaction.atomic():
                status = client.post(page.path, encoded(typed), content_type="application/x-www-form-urlencoded").status_code
                transaction.set_rollback(True)
            if status >= 500:
                broken.append((str(page), status, sorted(typed)[:4]))
    assert broken == []


def encoded(typed):
    return urlencode(typed, errors="surrogatepass")


def typical(names):
    """Something that passes for each field, more or less."""
    kinds = {"FORMS|base|seen|as_of|number": "1", "day|due|until|on$": "2026-03-02"}
    return {name: next((value for kind, value in kinds.items() if re.search(kind, name)), "API-1") for name in names}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/areas/api-gateway/edit/", "/logs/API/edit/", "/risks/1/edit/", "/meetings/1/edit/", "/terms/new/", "/series/new/"]
)
@pytest.mark.parametrize("name", ["began", "merge"])
def test_what_is_nested_beyond_all_measure_says_nothing(people, path, name):
    client = Client()
    client.force_login(people.root)
    client.raise_request_exception = False
    typed = {name: "[" * 5000, "editing": str(uuid4()), "stroke": "1", "text_place": "meetings/1/edit", "title": "A plan"}
    statuses = [client.post(address, typed).status_code for address in (path, "/unsaved/")]
    statuses += [client.get(address).status_code for address in ("/unsaved/", "/meetings/1/edit/", "/")]
    assert [status for status in statuses if status >= 500] == []
