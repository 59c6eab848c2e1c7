"""Read settings from the environment and from .env; whatever cannot be read is one sentence that names the setting."""

import ipaddress
import os
import zoneinfo
from email.utils import formataddr, parseaddr
from urllib.parse import urlsplit

import django
import environ
from django.core.exceptions import ImproperlyConfigured

FILES = "django.core.mail.backends.filebased.EmailBackend"
SERVER = "django.core.mail.backends.smtp.EmailBackend"
OPTIONS = {
    "EMAIL_FILE_PATH": "file_path",
    "EMAIL_HOST": "host",
    "EMAIL_PORT": "port",
    "EMAIL_HOST_USER": "username",
    "EMAIL_HOST_PASSWORD": "password",
    "EMAIL_USE_TLS": "use_tls",
    "EMAIL_USE_SSL": "use_ssl",
    "EMAIL_TIMEOUT": "timeout",
}
PATIENCE = 10  # seconds that a mail server may take to answer: a page waits for it
YES, NO = ("yes", "true", "on", "1"), ("no", "false", "off", "0")


def read(path):
    """Read the file of settings, where there is one; what the environment says stays as it is."""
    try:
        open(path).close()
    except FileNotFoundError:
        return
    except OSError as problem:
        fail(f"{path} cannot be read: {problem.strerror}. Give it to whoever runs the site, or name another file in ENV_FILE.")
    environ.Env.read_env(path)


def text(name, default=""):
    """The setting; the default if it is unset or empty."""
    return os.environ.get(name, "").strip() or default


def required(name, remedy):
    return text(name) or fail(f"{name} is not set. {remedy}")


def flag(name, default):
    """A setting that is yes or no."""
    value = text(name, "yes" if default else "no").lower()
    return value in YES if value in YES + NO else fail(f"{name} is yes or no, not “{value}”.")


def number(name, default, least=1, most=65535):
    """A setting that is a whole number."""
    value = text(name, str(default))
    if not value.isdecimal() or not least <= int(value) <= most:
        fail(f"{name} is a whole number from {least} to {most}, not “{value}”.")
    return int(value)


def listed(name, default=()):
    """A setting that is a list, with commas between its items."""
    return [item.strip() for item in text(name).split(",") if item.strip()] or list(default)


def addresses(name, default=()):
    """A setting that is a list of addresses and networks, such as 10.0.0.0/8; * is any."""
    given = listed(name, default)
    try:
        [ipaddress.ip_network(item, strict=False) for item in given if item != "*"]
    except ValueError:
        fail(f"{name} is a list of addresses such as 10.0.0.7 or 10.0.0.0/8, or *; not “{', '.join(given)}”.")
    return given


def origin(name, default):
    """A setting that is the address of a site: scheme and host, no path."""
    value = text(name, default).rstrip("/")
    try:
        parts = urlsplit(value)
        is_origin = parts.scheme in ("http", "https") and parts.hostname and value == f"{parts.scheme}://{parts.netloc}" and parts.port != 0
    except ValueError:  # no number, or no IPv6 address, where one must be
        is_origin = False
    return value if is_origin else fail(f"{name} is an address such as https://decisions.example.org, without a path; not “{value}”.")


def zone(name, default):
    """A setting that is the name of a time zone."""
    value = text(name, default)
    try:
        zoneinfo.ZoneInfo(value)
    except (ValueError, OSError, zoneinfo.ZoneInfoNotFoundError):
        fail(f"{name} is a time zone such as Europe/Berlin, not “{value}”.")
    return value


def database(name, default):
    """A setting that is the address of a database, as Django's settings of it; SQLite or PostgreSQL."""
    schemes, value = ("sqlite", "postgres", "postgresql"), text(name, default)
    try:
        given = environ.Env.db_url_config(value) if urlsplit(value).scheme in schemes else {}
    except ValueError:
        fail(f"{name} cannot be read; is the port a number, and is every @ or / of the password written as %40 or %2F?")
    return given if given.get("NAME") else fail(f"{name} is postgres://user:password@host:5432/name or sqlite:///path.")


def mail(name, folder):
    """A setting that is the address of a mail server, as Django's settings of it; without one, letters are files in the folder."""
    try:
        given = environ.Env.email_url_config(text(name)) if text(name) else {"EMAIL_BACKEND": FILES, "EMAIL_FILE_PATH": str(folder)}
    except (ImproperlyConfigured, ValueError):
        given = {}
    if not given or (given["EMAIL_BACKEND"] == SERVER and not given["EMAIL_HOST"]):
        fail(f"{name} is smtp://, smtp+tls:// or smtp+ssl://user:password@host:port.")
    if given["EMAIL_BACKEND"] == SERVER:
        given["EMAIL_TIMEOUT"] = PATIENCE
    return given if django.VERSION < (6, 1) else {"MAILERS": {"default": mailer(given)}}


def sender(name, default):
    """A setting that is an address of mail with a name before it; the default is such a pair."""
    value = text(name, formataddr(default))
    return value if "@" in parseaddr(value)[1] else fail(f"{name} is an address such as Decisions <decisions@example.org>, not “{value}”.")


def mailer(given):
    """Django's older settings of a mail server as one of the MAILERS that it knows from 6.1 on."""
    options = {OPTIONS[name]: value for name, value in given.items() if name in OPTIONS and value}
    return {"BACKEND": given["EMAIL_BACKEND"], "OPTIONS": options}


def fail(sentence):
    raise ImproperlyConfigured(f"{sentence} See .env.example.")
