"""The one-time link by which a site without an admin gets its first."""

import pytest
import time_machine

from accounts import first_admin
from accounts.models import User
from tests.factories import make_user

pytestmark = pytest.mark.django_db
TYPED = {"name": "Ada Byron", "email": "Ada@halyard.example", "password": "a-difference-engine"}


def path():
    return first_admin.link().partition("8000")[2]


def test_the_link_opens_a_form_for_somebody_signed_out(client):
    answer = client.get(path())
    assert (answer.status_code, "Be the first admin of Whence" in answer.text) == (200, True)


def test_filling_it_in_makes_an_admin_and_signs_them_in(client):
    answer = client.post(path(), TYPED)
    ada = User.objects.get()
    assert (answer.status_code, answer.url) == (302, "/")
    assert (ada.name, ada.email, ada.role, ada.check_password(TYPED["password"])) == ("Ada Byron", "ada@halyard.example", "admin", True)
    assert client.session["_auth_user_id"] == str(ada.pk)


def test_the_link_works_once(client):
    link = path()
    client.post(link, TYPED)
    answer = client.post(link, {**TYPED, "email": "mallory@halyard.example"})
    assert (answer.status_code, "has an admin already" in answer.text) == (403, True)
    assert User.objects.count() == 1


def test_it_is_wanted_until_an_admin_can_sign_in(client, root):
    assert first_admin.is_wanted()  # an admin without a password cannot
    root.set_password("a-difference-engine")
    root.save()
    assert not first_admin.is_wanted()


@pytest.mark.parametrize("role", ["reader", "member"])
def test_other_people_do_not_end_it(client, role):
    somebody = make_user(role=role)
    somebody.set_password("a-difference-engine")
    somebody.save()
    assert first_admin.is_wanted()


def test_another_key_or_an_old_link_opens_nothing(client):
    with time_machine.travel("2026-11-01 12:00", tick=False):
        old = path()
    for link in (old, path() + "x", "/first-admin/made:up/"):
        assert client.get(link).status_code in (403, 404)


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("password", "short", "too short"),
        ("password", "ada@halyard.example", "too similar"),
        ("email", "no address", "Write an e-mail address, such as"),
        ("name", "", "This cannot stay empty."),
        ("name", "x" * 151, "at most 150"),
    ],
)
def test_what_is_wrong_is_said(client, field, value, sentence):
    answer = client.post(path(), {**TYPED, field: value})
    assert (answer.status_code, sentence in answer.text, User.objects.count()) == (422, True, 0)
