"""All settings, read from the environment and from .env; .env.example explains those that people change."""

import os
from pathlib import Path
from urllib.parse import urlsplit

import django
from csp.constants import NONE, SELF

from . import values

BASE_DIR = Path(__file__).resolve().parent.parent
if env_file := os.environ.get("ENV_FILE", str(BASE_DIR / ".env")):
    values.read(env_file)

# The site and its secrets

SECRET_KEY = values.required("SECRET_KEY", "`make run` writes one into .env; elsewhere make it of 50 random characters.")
DEBUG = values.flag("DEBUG", False)
HOST = values.text("HOST", "127.0.0.1")
PORT = values.number("PORT", 8000)
THREADS = values.number("THREADS", 3, most=64)  # more of them fight for the interpreter and make each page slower
SITE_URL = values.origin("SITE_URL", f"http://127.0.0.1:{PORT}")
SITE_NAME = values.text("SITE_NAME", "Whence")
SITE_MARK = values.text("SITE_MARK", SITE_NAME[:1].upper())
DEMO = values.flag("DEMO", True)
DATA_DIR = (BASE_DIR / values.text("DATA_DIR", "data")).resolve()
ALLOWED_HOSTS = values.listed("ALLOWED_HOSTS", [urlsplit(SITE_URL).hostname, "127.0.0.1", "localhost", "[::1]"])
IS_SECURE = SITE_URL.startswith("https://")
TRUSTED_PROXIES = values.addresses("TRUSTED_PROXIES", ["127.0.0.1"] if IS_SECURE else [])  # only a proxy can make it https

# Rooms, lowest first

INSTALLED_APPS = [
    "config.static.SiteStaticFilesConfig",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.forms",
    "django_htmx",
    "csp",
    "allauth",
    "allauth.account",
    "ui",
    "writing",
    "search",
    "accounts",
    "records",
    "meetings",
    "onboarding",
    "home",
    "config",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "ui.answers.whole_pages",
    "csp.middleware.CSPMiddleware",
    "ui.answers.large_bodies",
    "ui.answers.readable_addresses",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "ui.holding.held_forms",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.SignInMiddleware",
    "accounts.middleware.own_time_zone",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "ui.answers.refusals",
]

ROOT_URLCONF = "config.urls"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "ui.context.site",
            ],
            "builtins": ["django.templatetags.static", "ui.templatetags.whence"],
        },
    }
]
FORM_RENDERER = "ui.forms.SiteRenderer"
if django.VERSION < (6,):  # partials are Django's own from 6 on
    INSTALLED_APPS.insert(0, "template_partials")
    TEMPLATES[0]["OPTIONS"]["builtins"].append("template_partials.templatetags.partials")

# Data

DATABASES = {"default": values.database("DATABASE_URL", f"sqlite:///{DATA_DIR / 'db.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["ENGINE"] = "config.sqlite3"  # the same, but nobody who waits to write is overtaken for long
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-16000;",
    }
DATABASES["default"]["CONN_MAX_AGE"] = None

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# People

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
ACCOUNT_ADAPTER = "accounts.adapter.Adapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
ACCOUNT_DEFAULT_HTTP_PROTOCOL = urlsplit(SITE_URL).scheme
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "10/m/ip,5/5m/key", "reset_password": "20/m/ip,5/m/key"}
ACCOUNT_FORMS = {
    "login": "accounts.sign_in.SignInForm",
    "reset_password": "accounts.sign_in.ResetPasswordForm",
    "reset_password_from_key": "accounts.sign_in.NewPasswordForm",
    "set_password": "accounts.sign_in.SetPasswordForm",
    "change_password": "accounts.sign_in.ChangePasswordForm",
}
LOGIN_REDIRECT_URL = "/"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]

# Letters: without a mail server they are files that anyone who runs the site can read

LETTERS = "" if values.text("EMAIL_URL") else DATA_DIR / "mail"
globals().update(values.mail("EMAIL_URL", LETTERS))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = values.sender("MAIL_FROM", (SITE_NAME, f"whence@{urlsplit(SITE_URL).hostname}"))
ACCOUNT_EMAIL_SUBJECT_PREFIX = f"{SITE_NAME}: "

# Words and time

LANGUAGE_CODE = "en-gb"
TIME_ZONE = values.zone("TIME_ZONE", "UTC")
USE_I18N = False
USE_TZ = True

# Static files

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = BASE_DIR / values.text("STATIC_ROOT", "collected")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "config.static.SiteStaticFilesStorage"},
}

# What a browser may do

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-src": [SELF],
        "manifest-src": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}
CSRF_FAILURE_VIEW = "ui.views.csrf_failure"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = IS_SECURE
SECURE_HSTS_SECONDS = 31_536_000 if IS_SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = IS_SECURE
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_TRUSTED_ORIGINS = [SITE_URL]
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024  # 2,000,000 characters of four bytes, or a picture, and the form around it
PICTURES_A_DAY = values.number("PICTURES_A_DAY", 100, most=100_000)  # megabytes of one person
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a filing sheet of a large meeting

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"one_line": {"()": "django.utils.log.CallbackFilter", "callback": "ext://config.logs.one_line"}},
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django.request": {"level": "ERROR"},  # a refusal is an answer, not trouble
        "django.security.DisallowedHost": {"filters": ["one_line"]},  # anybody may ask by any name
    },
}
