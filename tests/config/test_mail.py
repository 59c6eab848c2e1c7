"""EMAIL_URL, in the settings that Django wants of each version."""

import django
import pytest
from django.core.exceptions import ImproperlyConfigured

from config import values


@pytest.fixture
def read(monkeypatch):
    def read(address):
        monkeypatch.setenv("EMAIL_URL", address)
        given = values.mail("EMAIL_URL", "/data/mail")
        return given["MAILERS"]["default"] if "MAILERS" in given else values.mailer(given)

    return read


@pytest.mark.parametrize(("address", "backend", "options"), [
    ("", "filebased", {"file_path": "/data/mail"}),
    ("smtp://host:25", "smtp", {"host": "host", "port": 25, "timeout": 10}),
    ("smtp+tls://ann:a%2Fb@host:587", "smtp", {"host": "host", "port": 587, "username": "ann", "password": "a/b", "use_tls": True, "timeout": 10}),
    ("smtp+ssl://ann:word@host:465", "smtp", {"host": "host", "port": 465, "username": "ann", "password": "word", "use_ssl": True, "timeout": 10}),
])  # fmt: skip
def test_an_address_of_a_mail_server_is_read(read, address, backend, options):
    assert read(address) == {"BACKEND": f"django.core.mail.backends.{backend}.EmailBackend", "OPTIONS": options}


@pytest.mark.parametrize("address", ["nonsense", "http://mail.example", "smtp://mail.example:port", "smtp+tls://", "smtp://:25"])
def test_what_is_no_address_of_a_mail_server_is_one_sentence(read, address):
    with pytest.raises(ImproperlyConfigured, match="EMAIL_URL is smtp://, smtp.tls:// or smtp.ssl://user:password@host:port"):
        read(address)


def test_django_gets_the_shape_of_its_version(monkeypatch):
    monkeypatch.setenv("EMAIL_URL", "smtp://host:25")
    assert ("MAILERS" in values.mail("EMAIL_URL", "")) is (django.VERSION >= (6, 1))


@pytest.mark.parametrize(("value", "sender"), [
    ("", '"Halyard, Ltd." <whence@halyard.example>'),
    ("Decisions <decisions@halyard.example>", "Decisions <decisions@halyard.example>"),
    ("decisions@halyard.example", "decisions@halyard.example"),
])  # fmt: skip
def test_a_sender_is_read(monkeypatch, value, sender):
    monkeypatch.setenv("MAIL_FROM", value)
    assert values.sender("MAIL_FROM", ("Halyard, Ltd.", "whence@halyard.example")) == sender


@pytest.mark.parametrize("value", ["nonsense", "Halyard, Ltd. <whence@halyard.example>"])
def test_what_is_no_sender_is_one_sentence(monkeypatch, value):
    monkeypatch.setenv("MAIL_FROM", value)
    with pytest.raises(ImproperlyConfigured, match=f"MAIL_FROM is an address such as Decisions <decisions@example.org>, not “{value}”"):
        values.sender("MAIL_FROM", ("Halyard", "whence@halyard.example"))
