import re
import socket

import pytest
from django.core import mail
from django.core.cache import cache

SECRET = "correct horse battery"


@pytest.fixture(autouse=True)
def fresh_counts():
    cache.clear()


@pytest.fixture
def ada(ada):
    ada.set_password(SECRET)
    ada.save()
    return ada


def sign_in(client, password=SECRET, **more):
    return client.post("/account/login/", {"login": "ADA@halyard.example", "password": password, **more})


def test_signs_in_and_goes_where_one_wanted(client, ada):
    response = sign_in(client, next="/records/API-12/")
    assert (response.status_code, response["Location"]) == (302, "/records/API-12/")
    assert client.session["_auth_user_id"] == str(ada.pk)


def test_never_leads_away_from_the_site(client, ada):
    assert sign_in(client, next="https://elsewhere.example/")["Location"] == "/"


def test_stays_signed_in_only_if_asked(client, ada):
    sign_in(client)
    assert client.session.get_expire_at_browser_close()
    client.logout()
    sign_in(client, remember="on")
    assert not client.session.get_expire_at_browser_close()


def test_a_wrong_password_says_what_to_do(client, ada):
    page = sign_in(client, password="wrong").content.decode()
    assert "do not belong together" in page
    assert 'value="ADA@halyard.example"' in page


def test_unknown_and_known_addresses_look_alike(client, ada):
    known = sign_in(client, password="wrong").content.decode()
    unknown = client.post("/account/login/", {"login": "nobody@halyard.example", "password": "wrong"}).content.decode()
    sentence = re.compile(r"<li>(.*?)</li>")
    assert sentence.findall(known) == sentence.findall(unknown)


def test_guessing_is_stopped(client, ada):
    for _ in range(5):
        sign_in(client, password="wrong")
    page = sign_in(client).content.decode()
    assert "Wait five minutes" in page
    assert "_auth_user_id" not in client.session


def test_many_tries_from_one_place_get_a_kind_page(client, ada):
    for _ in range(30):
        client.post("/account/login/", {})
    response = client.post("/account/login/", {})
    assert response.status_code == 429
    assert "Too many tries in a short time" in response.content.decode()


@pytest.mark.parametrize("fields", [{"is_active": False}])
def test_a_closed_account_stays_closed(client, ada, fields):
    for name, value in fields.items():
        setattr(ada, name, value)
    ada.save()
    sign_in(client)
    assert "_auth_user_id" not in client.session


def test_signing_out_needs_a_post(client, ada):
    client.force_login(ada)
    assert "Sign out" in client.get("/account/logout/").content.decode()
    assert "_auth_user_id" in client.session
    assert client.post("/account/logout/")["Location"] == "/account/login/"
    assert "_auth_user_id" not in client.session


def test_nobody_signs_up(client, db):
    from accounts.models import User

    response = client.post("/account/signup/", {"email": "eve@halyard.example", "password1": SECRET})
    assert "Accounts are made by an admin" in response.content.decode()
    assert User.objects.count() == 0


def test_a_new_password_by_letter(client, ada):
    assert client.post("/account/password/reset/", {"email": "ada@halyard.example"})["Location"] == "/account/password/reset/sent/"
    [letter] = mail.outbox
    link = re.search(r"http://127.0.0.1:8000(\S+)", letter.body)[1]
    assert (letter.subject, letter.from_email) == ("Whence: A new password", "Whence <whence@127.0.0.1>")
    page = client.get(link, follow=True)
    assert "Choose a new password" in page.content.decode()
    client.post(page.redirect_chain[-1][0], {"password1": "another horse entirely", "password2": "another horse entirely"})
    ada.refresh_from_db()
    assert ada.check_password("another horse entirely")
    client.logout()
    assert "does not work any more" in client.get(link, follow=True).content.decode()


def test_no_letter_to_strangers_and_no_word_about_it(client, ada):
    response = client.post("/account/password/reset/", {"email": "nobody@halyard.example"})
    assert response["Location"] == "/account/password/reset/sent/"
    assert mail.outbox == []


@pytest.mark.parametrize("address", ["ada@halyard.example", "nobody@halyard.example"])
def test_a_mail_server_that_is_away_tells_nobody_who_has_an_account(client, ada, settings, caplog, address):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    smtp = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = smtp, "127.0.0.1", port
    settings.MAILERS = {"default": {"BACKEND": smtp, "OPTIONS": {"host": "127.0.0.1", "port": port}}}  # from Django 6.1 on
    response = client.post("/account/password/reset/", {"email": address})
    assert (response.status_code, response["Location"]) == (302, "/account/password/reset/sent/")
    said = "A letter could not be sent; EMAIL_URL says where to: [Errno 111] Connection refused"
    assert caplog.messages == [said] * (address == ada.email)


def test_changing_the_password(client, ada):
    client.force_login(ada)
    client.post("/account/password/change/", {"oldpassword": SECRET, "password1": "another horse entirely", "password2": "another horse entirely"})
    ada.refresh_from_db()
    assert ada.check_password("another horse entirely")


@pytest.mark.parametrize("page", ["email/", "reauthenticate/", "confirm-email/"])
def test_pages_that_this_site_does_not_have(client, ada, page):
    assert client.get(f"/account/{page}").status_code == 404
