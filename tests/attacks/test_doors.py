"""Signing in and staying in: who is shut out is shut out at once, and no forged request passes."""

import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import transaction
from django.test import Client

from accounts.models import Team, User
from records.models import Record
from tests import world
from tests.factories import make_audience, make_record
from tests.pages import ANYONE, PAGES

pytestmark = pytest.mark.django_db
SECRET = "correct horse battery"
FORMS = [page for page in PAGES if page.acts or page.who != "grace"]


@pytest.fixture(autouse=True)
def fresh_counts():
    cache.clear()


@pytest.fixture(scope="module")
def people(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield world.build()
        transaction.set_rollback(True)


@pytest.fixture
def ada(people):
    return User.objects.get(pk=people.ada.pk)


@pytest.fixture
def bo(people):
    return User.objects.get(pk=people.bo.pk)


def with_password(person):
    person.set_password(SECRET)
    person.save()
    return person


def wrong(client, login, **headers):
    return client.post("/account/login/", {"login": login, "password": "wrong"}, **headers)


def test_no_form_is_taken_from_elsewhere(people):
    taken = []
    for page in FORMS:
        client = Client(enforce_csrf_checks=True)
        if page.who != ANYONE:
            client.force_login(getattr(people, page.who))
        status = client.post(page.path, {"x": "1"}).status_code
        if status not in (403, 405):
            taken.append((str(page), status))
    assert taken == []


@pytest.mark.parametrize("page", [page for page in PAGES if not page.acts and page.who != ANYONE and not page.query], ids=str)
def test_head_answers_like_get_without_the_page(people, page):
    client = Client()
    client.force_login(getattr(people, page.who))
    get, head = client.get(page.path), client.head(page.path)
    assert (head.status_code, head.content) == (get.status_code, b"")


@pytest.mark.parametrize("disguise", ["{}", "  {} ", "{}\t"])
def test_guesses_count_by_account_however_it_is_written(client, ada, disguise):
    with_password(ada)
    for n in range(5):
        wrong(
            client,
            (str.upper if n % 2 else str.title)(disguise.format(ada.email)),
            REMOTE_ADDR=f"10.0.0.{n}",
            HTTP_HOST=f"localhost:{8000 + n}",
            HTTP_X_FORWARDED_FOR=f"1.2.3.{n}",
        )
    answer = client.post("/account/login/", {"login": ada.email, "password": SECRET}, REMOTE_ADDR="10.0.0.99")
    assert ("Wait five minutes" in answer.text, "_auth_user_id" in client.session) == (True, False)


def test_guesses_count_by_place_whatever_a_header_says(client, db):
    for n in range(31):
        answer = wrong(client, f"nobody{n}@halyard.example", HTTP_X_FORWARDED_FOR=f"1.2.3.{n}", HTTP_X_REAL_IP=f"1.2.3.{n}")
    assert answer.status_code == 429


@pytest.mark.parametrize(
    "next", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "///evil.example", "http:evil.example"]
)
def test_no_way_leads_off_the_site(client, ada, next):
    with_password(ada)
    answer = client.post("/account/login/", {"login": ada.email, "password": SECRET, "next": next})
    assert answer["Location"] == "/"
    answer = client.post("/theme/", {"theme": "dark"}, HTTP_REFERER=next, HTTP_HX_CURRENT_URL=next)
    assert answer["Location"] == "/"


def test_who_is_shut_out_is_out_at_the_next_page(as_ada, ada):
    assert as_ada.get("/records/").status_code == 200
    User.objects.filter(pk=ada.pk).update(is_active=False)
    assert as_ada.get("/records/").status_code == 302


def test_who_is_made_a_reader_no_longer_writes(as_ada, ada):
    assert as_ada.get("/records/new/").status_code == 200
    User.objects.filter(pk=ada.pk).update(role="reader")
    assert [as_ada.get("/records/new/").status_code, as_ada.post("/records/new/", {}).status_code, as_ada.get("/").status_code] == [403, 403, 200]


def test_who_leaves_a_team_no_longer_sees_what_it_sees(as_ada, ada, bo):
    team = Team.objects.create(slug="keys", name="Keys")
    team.members.add(ada)
    audience = make_audience(bo)
    audience.admit(teams=[team])
    record = make_record("accepted", by=bo, title="Zanzibar keys", audience=audience)
    pages = (record.get_absolute_url(), "/records/", "/search/?q=zanzibar")
    first = [as_ada.get(page) for page in pages]
    assert ["Zanzibar" in answer.text for answer in first] == [True] * 3
    team.members.clear()
    tags = [answer.headers.get("ETag", '"none"') for answer in first]
    then = [as_ada.get(page, headers={"If-None-Match": tag}) for page, tag in zip(pages, tags, strict=True)]
    assert [(answer.status_code, "Zanzibar" in answer.text) for answer in then] == [(404, False), (200, False), (200, False)]


def test_guests_get_neither_letter_nor_session(client, db):
    User.objects.guest("Linus Pauling")
    for login in ("", "linus-pauling", "None", "Linus Pauling"):
        client.post("/account/password/reset/", {"email": login})
        client.post("/account/login/", {"login": login, "password": ""})
    assert (mail.outbox, "_auth_user_id" in client.session) == ([], False)


def test_who_is_shut_out_comes_in_by_no_letter(client, ada):
    from accounts.invitations import link

    with_password(ada)
    way = link(ada).partition("8000")[2]
    User.objects.filter(pk=ada.pk).update(is_active=False)
    page = client.get(way, follow=True)
    if page.redirect_chain:
        client.post(page.redirect_chain[-1][0], {"password1": "another horse entirely", "password2": "another horse entirely"}, follow=True)
    assert "_auth_user_id" not in client.session


def test_an_invitation_works_once(client, bo):
    from accounts.invitations import link

    bo.set_unusable_password()
    bo.save()
    way = link(bo).partition("8000")[2]
    page = client.get(way, follow=True)
    client.post(page.redirect_chain[-1][0], {"password1": "another horse entirely", "password2": "another horse entirely"})
    again = Client().get(way, follow=True)
    assert "does not work any more" in again.text


@pytest.mark.parametrize(
    "address", ["http://[", "http://[::1", "//", "javascript:alert(1)", "http://testserver:99999999/", "\\", "http://testserver@evil.example/"]
)
def test_a_signed_out_part_of_a_page_leads_to_sign_in(client, db, address):
    answer = client.get("/records/", headers={"HX-Request": "true", "HX-Current-URL": address, "HX-Target": "div#listing"})
    assert (answer.status_code, answer["HX-Redirect"].startswith("/account/login/?next=/")) == (200, True)


@pytest.mark.parametrize("hidden, absent", [("/records/API-9/", "/records/API-99/"), ("/meetings/3/", "/meetings/99/"),
    ("/records/API-9/edit/", "/records/API-99/edit/"), ("/records/API-9/history/1/", "/records/API-99/history/1/"),
    ("/meetings/3/actions/1/", "/meetings/99/actions/1/")])  # fmt: skip
@pytest.mark.parametrize("who", ["grace", "mallory", "root"])
def test_what_is_closed_looks_like_what_is_not_there(people, who, hidden, absent):
    client = Client()
    client.force_login(getattr(people, who))
    pages = [client.get(address) for address in (hidden, absent)]
    plain = [without_token(page.text).replace("99", "9").replace("meetings 9", "meetings 3") for page in pages]
    assert [page.status_code for page in pages] == [404, 404]
    assert plain[0] == plain[1]


def without_token(page):
    return re.sub(r"[A-Za-z0-9]{64}", "", page)


@pytest.mark.parametrize("typed", [{"record": "API-9"}, {"record": "API-99"}])
def test_a_forged_name_is_one_that_is_not_there(people, typed):
    client = Client()
    client.force_login(people.mallory)
    name = typed["record"]
    with transaction.atomic():
        answer = client.post("/risks/new/", {"title": "T", "symptom": "S", "severity": "low", "state": "open", **typed})
        transaction.set_rollback(True)
    assert (answer.status_code, f"there is no “{name}”" in answer.text) == (422, True)
    assert Record.objects.get(number=9).risks.count() == 0
