"""Read settings from the environment and from .env; whatever cannot be read is one sentence that names the setting."""

import os
import zoneinfo
from urllib.parse import urlsplit

import django
import environ
from django.core.exceptions import ImproperlyConfigured

FILES = "django.core.mail.backends.filebased.EmailBackend"
OPTIONS = {
    "EMAIL_FILE_PATH": "file_path",
    "EMAIL_HOST": "host",
    "EMAIL_PORT": "port",
    "EMAIL_HOST_USER": "username",
    "EMAIL_HOST_PASSWORD": "password",
    "EMAIL_USE_TLS": "use_tls",
    "EMAIL_USE_SSL": "use_ssl",
}
YES, NO = ("yes", "true", "on", "1"), ("no", "false", "off", "0")


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


def origin(name, default):
    """A setting that is the address of a site: scheme and host, no path."""
    value = text(name, default).rstrip("/")
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path or parts.query:
        fail(f"{name} is an address such as https://decisions.example.org, without a path; not “{value}”.")
    return value


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
    known = {"sqlite": "django.db.backends.sqlite3", "postgres": "django.db.backends.postgresql", "postgresql": "django.db.backends.postgresql"}
    value = text(name, default)
    if urlsplit(value).scheme not in known:
        fail(f"{name} is postgres://user:password@host:5432/name or sqlite:///path, not “{urlsplit(value).scheme}:…”.")
    try:
        return environ.Env.db_url_config(value)
    except ValueError:
        return fail(f"{name} cannot be read; is the port a number, and is every @ or / of the password written as %40 or %2F?")


def mail(name, folder):
    """A setting that is the address of a mail server, as Django's settings of it; without one, letters are files in the folder."""
    try:
        given = environ.Env.email_url_config(text(name)) if text(name) else {"EMAIL_BACKEND": FILES, "EMAIL_FILE_PATH": str(folder)}
    except (ImproperlyConfigured, ValueError):
        fail(f"{name} is smtp://, smtp+tls:// or smtp+ssl://user:password@host:port.")
    return given if django.VERSION < (6, 1) else {"MAILERS": {"default": mailer(given)}}


def mailer(given):
    """Django's older settings of a mail server as one of the MAILERS that it knows from 6.1 on."""
    options = {OPTIONS[name]: value for name, value in given.items() if name in OPTIONS and value}
    return {"BACKEND": given["EMAIL_BACKEND"], "OPTIONS": options}


def fail(sentence):
    raise ImproperlyConfigured(f"{sentence} See .env.example.")
