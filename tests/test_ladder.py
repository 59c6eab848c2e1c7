"""Every address of the table climbs the ladder: works; signed out goes to sign-in; a reader reads and does not act; what is
restricted is not there for others; a wrong method is 405."""

import pytest
from django.db import transaction
from django.urls import get_resolver

from . import world
from .pages import ADMIN, ANYONE, MEMBER, NOT_HERE, PAGES, READER

pytestmark = pytest.mark.django_db
CLOSED = [page for page in PAGES if page.closed]
REFUSED = (403, 405)  # a page that only shows takes no POST from anybody
SIGNED_IN = [page for page in PAGES if page.who != ANYONE]


@pytest.fixture(scope="module")
def people(django_db_setup, django_db_blocker):
    """The world, built once for all tests here; each of them gives back what it changes, this gives back the world."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield world.build()
        transaction.set_rollback(True)


def names(resolver, space=()):
    """The names of all addresses below a resolver."""
    for pattern in resolver.url_patterns:
        if hasattr(pattern, "url_patterns"):
            yield from names(pattern, (*space, pattern.namespace) if pattern.namespace else space)
        elif pattern.name:
            yield ":".join([*space, pattern.name])


def test_the_table_holds_every_address():
    assert sorted(set(names(get_resolver())) ^ ({page.name for page in PAGES} | NOT_HERE)) == []


@pytest.mark.parametrize("page", [page for page in PAGES if not page.acts], ids=str)
def test_it_works_for_the_least_who_may(client, people, page):
    if page.who != ANYONE:
        client.force_login(getattr(people, page.who))
    assert client.get(page.path, follow=True).status_code == 200


@pytest.mark.parametrize("page", SIGNED_IN, ids=str)
def test_signed_out_goes_to_sign_in(client, people, page):
    answer = client.post(page.path) if page.acts else client.get(page.path)
    assert (answer.status_code, answer["Location"].partition("?")[0]) == (302, "/account/login/")


@pytest.mark.parametrize("page", [page for page in PAGES if page.who in (MEMBER, ADMIN) and page.args != ("API-4",)], ids=str)
def test_a_reader_does_not_act(client, people, page):
    client.force_login(people.grace)
    assert client.post(page.path).status_code in REFUSED
    assert page.acts or client.get(page.path).status_code == 403


@pytest.mark.parametrize("page", [page for page in PAGES if page.who == ADMIN], ids=str)
def test_a_member_is_no_admin(client, people, page):
    client.force_login(people.ada)
    assert page.acts or client.get(page.path).status_code == 403
    assert client.post(page.path).status_code in REFUSED


@pytest.mark.parametrize("page", CLOSED, ids=str)
def test_what_is_restricted_is_not_there_for_others(client, people, page):
    client.force_login(people.mallory)
    answers = [client.post(page.closed_path).status_code] if page.acts or page.who != READER else []
    answers += [] if page.acts else [client.get(page.closed_path).status_code]
    assert set(answers) == {404}


@pytest.mark.parametrize("page", [page for page in SIGNED_IN if not page.name.startswith("account_")], ids=str)  # those are allauth's
def test_a_wrong_method_is_refused(client, people, page):
    client.force_login(getattr(people, page.who))
    methods = ["delete", "put", *(["get"] if page.acts else [])]
    assert {method: getattr(client, method)(page.path).status_code for method in methods} == dict.fromkeys(methods, 405)


def test_above_each_form_stands_the_way_back(client, people):
    client.force_login(people.root)
    forms = [page.path for page in PAGES if page.path.endswith(("/new/", "/edit/", "/call-off/", "/drop/"))]
    assert [path for path in forms if 'class="crumbs"' not in client.get(path).text] == []
