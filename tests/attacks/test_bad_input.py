"""Whatever is typed into an address or a form gets a page of 2xx, 3xx or 4xx, on both databases; nothing breaks the site."""

import pytest
from django.db import transaction
from django.test import Client

from tests import world
from tests.pages import ANYONE, PAGES

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
ASKED = (
    "q kind status area log tag year person sort view after before page every state severity from to series owner template "
    "supersedes record target next back token more"
).split()


@pytest.fixture(scope="module")
def people(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield world.build()
        transaction.set_rollback(True)


def signed_in(people, page):
    client = Client()
    if page.who != ANYONE:
        client.force_login(getattr(people, page.who))
    return client


@pytest.mark.django_db
@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_nothing_in_an_address_breaks_a_page(people, words):
    """Each page is asked with all parameters that any page knows, at once and each for itself where it is a list."""
    words = words[:20_000]  # a server takes no longer address
    lists = ("records:index", "records:risks", "meetings:index", "meetings:actions", "home:search", "accounts:people")
    broken = []
    for page in PAGES:
        if page.acts or page.query:
            continue
        client = signed_in(people, page)
        asked = [dict.fromkeys(ASKED, words)] + ([{name: words} for name in ASKED] if page.name in lists else [])
        for params in asked:
            status = client.get(page.path, params).status_code
            if status >= 500:
                broken.append((str(page), status, list(params)[:1]))
    assert broken == []
