"""Settings of a site whose pages are those of `pages.py`, for the tests that start and stop a server."""

from config.settings import *  # noqa: F403

ROOT_URLCONF = "tests.config.pages"
MIDDLEWARE = ["allauth.account.middleware.AccountMiddleware"]  # allauth does not start without
