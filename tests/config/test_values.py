"""What a setting may be, and the one sentence about what it may not."""

import re

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from config import values

ORIGIN = "SITE_URL is an address such as https://decisions.example.org, without a path; not “{}”. See .env.example."
DATABASE = "DATABASE_URL is postgres://user:password@host:5432/name or sqlite:///path. See .env.example."
PASSWORD = "DATABASE_URL cannot be read; is the port a number, and is every @ or / of the password written as %40 or %2F? See .env.example."
PROXIES = "TRUSTED_PROXIES is a list of addresses such as 10.0.0.7 or 10.0.0.0/8, or *; not “{}”. See .env.example."
ZONE = "TIME_ZONE is a time zone such as Europe/Berlin, not “{}”. See .env.example."
NUMBER = "THREADS is a whole number from 1 to 64, not “{}”. See .env.example."
READERS = {
    "SITE_URL": lambda name: values.origin(name, "http://127.0.0.1:8000"),
    "DATABASE_URL": lambda name: values.database(name, "sqlite:///db")["NAME"],
    "TRUSTED_PROXIES": values.addresses,
    "TIME_ZONE": lambda name: values.zone(name, "UTC"),
    "THREADS": lambda name: values.number(name, 3, most=64),
    "DEMO": lambda name: values.flag(name, True),
}


def read(monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    return READERS[name](name)


@pytest.mark.parametrize(("name", "value", "meaning"), [
    ("SITE_URL", "", "http://127.0.0.1:8000"),
    ("SITE_URL", "https://decisions.example.org/", "https://decisions.example.org"),
    ("SITE_URL", "http://[::1]:8000", "http://[::1]:8000"),
    ("DATABASE_URL", "", "db"),
    ("DATABASE_URL", "postgres://ann:p%40ss@host:5432/whence", "whence"),
    ("TRUSTED_PROXIES", "", []),
    ("TRUSTED_PROXIES", "10.0.0.7, 10.1.2.3/8,fd00::/8,*", ["10.0.0.7", "10.1.2.3/8", "fd00::/8", "*"]),
    ("TIME_ZONE", "Europe/Berlin", "Europe/Berlin"),
    ("THREADS", "64", 64),
    ("DEMO", "No", False),
])  # fmt: skip
def test_a_setting_is_read(monkeypatch, name, value, meaning):
    assert read(monkeypatch, name, value) == meaning


@pytest.mark.parametrize(("name", "value", "sentence"), [
    ("SITE_URL", "nonsense", ORIGIN),
    ("SITE_URL", "ftp://decisions.example.org", ORIGIN),
    ("SITE_URL", "https://decisions.example.org/whence", ORIGIN),
    ("SITE_URL", "https://decisions.example.org?from=here", ORIGIN),
    ("SITE_URL", "https://decisions.example.org:99999", ORIGIN),
    ("SITE_URL", "https://decisions.example.org:port", ORIGIN),
    ("SITE_URL", "http://[::1", ORIGIN),
    ("DATABASE_URL", "nonsense", DATABASE),
    ("DATABASE_URL", "mysql://host/whence", DATABASE),
    ("DATABASE_URL", "postgres://ann:secret@host", DATABASE),
    ("DATABASE_URL", "postgres://ann:se/cret@host:5432/whence", PASSWORD),
    ("TRUSTED_PROXIES", "10.0.0.7, proxy", PROXIES),
    ("TIME_ZONE", "Mars/Base", ZONE),
    ("TIME_ZONE", "../zone", ZONE),
    ("THREADS", "abc", NUMBER),
    ("THREADS", "0", NUMBER),
    ("THREADS", "65", NUMBER),
    ("DEMO", "perhaps", "DEMO is yes or no, not “{}”. See .env.example."),
])  # fmt: skip
def test_what_a_setting_may_not_be_is_one_sentence(monkeypatch, name, value, sentence):
    with pytest.raises(ImproperlyConfigured) as refusal:
        read(monkeypatch, name, value)
    assert str(refusal.value) == sentence.format(value)


def test_every_setting_is_explained():
    asked = re.findall(r'(?:values\.\w+|environ\.get)\("([A-Z_]+)"', (settings.BASE_DIR / "config/settings.py").read_text())
    explained = re.findall(r"^#? ?([A-Z_]+)=", (settings.BASE_DIR / ".env.example").read_text(), re.MULTILINE)
    assert sorted(explained) == sorted(set(asked))
