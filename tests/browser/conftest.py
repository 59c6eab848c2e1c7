"""A real browser before the real server; a page that says anything to the console, or asks another server, fails its test."""

import os
import pickle
import shutil
import sqlite3
import time

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client, override_settings
from playwright.sync_api import sync_playwright

from tests import world
from tests.factories import make_log
from tests.serving import answered, served

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "yes"  # Playwright keeps a loop in the main thread, where the tests use the database
NO_TROUBLE = ("the server responded with a status of 4", "net::ERR_INTERNET_DISCONNECTED", "net::ERR_CONNECTION_REFUSED", "Failed to fetch")
KEPT, MINUTES = {}, 3  # to copy the world takes a fortieth of what it takes to make it; but what happened in it must have happened just now
OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"]


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        own = os.environ.get("CHROMIUM") or shutil.which("chromium-headless-shell") or shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=own, args=OPTIONS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def collected(tmp_path_factory):
    """The static files as users get them: collected, joined, with hashed names."""
    storages = {**settings.STORAGES, "staticfiles": {"BACKEND": "config.static.SiteStaticFilesStorage"}}
    with override_settings(STATIC_ROOT=str(tmp_path_factory.mktemp("static")), STORAGES=storages, WHITENOISE_USE_FINDERS=False):
        call_command("collectstatic", interactive=False, verbosity=0)
        yield


@pytest.fixture(scope="session")
def server(django_db_setup, collected):
    with served() as address:
        yield address


@pytest.fixture
def site(server, transactional_db):
    """The address of the site, whose tables are empty but for what the test makes."""
    yield server
    answered()


@pytest.fixture
def people(site):
    """The small organisation of `tests.world`, which was made within these minutes."""
    connection.ensure_connection()
    if not KEPT or time.monotonic() - KEPT["at"] > MINUTES * 60:
        made = world.build()
        KEPT.update(at=time.monotonic(), world=pickle.dumps(made), rows=sqlite3.connect(":memory:"))
        connection.connection.backup(KEPT["rows"])
    else:
        KEPT["rows"].backup(connection.connection)
    return pickle.loads(KEPT["world"])


@pytest.fixture
def page(chromium, site):
    """A page of a fresh browser, with JavaScript; `sign_in(page, ada)` signs somebody in."""
    yield from a_page(chromium, site)


@pytest.fixture
def page_without_csp(chromium, site):
    """axe sets styles to measure with, which our policy would stop and report."""
    yield from a_page(chromium, site, bypass_csp=True)


@pytest.fixture
def page_without_js(chromium, site):
    yield from a_page(chromium, site, java_script_enabled=False)


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without"])
def desks(request, chromium, site, people, sign_in):
    """The pages of Ada and Bo by their names, each in a browser of their own."""
    opened = {name: a_page(chromium, site, java_script_enabled=request.param) for name in ("ada", "bo")}
    pages = {name: next(page) for name, page in opened.items()}
    for name, page in pages.items():
        sign_in(page, getattr(people, name))
    yield pages
    for page in opened.values():
        next(page, None)


@pytest.fixture
def record(people):
    """A record in force, at revision 2."""
    return people.accepted


@pytest.fixture
def editor(page, record, people, sign_in):
    """Ada's page with the editor of that record."""
    sign_in(page, people.ada)
    page.goto(f"{record.get_absolute_url()}edit/")
    return page


def a_page(chromium, address, **options):
    still = {"reduced_motion": "reduce"}  # no test looks at what is only half drawn
    context = chromium.new_context(base_url=address, viewport={"width": 1280, "height": 900}, **still, **options)
    context.set_default_timeout(10_000)
    page = context.new_page()
    trouble = watch(page, address)
    yield page
    context.close()
    assert trouble == []


def watch(page, address):
    """The list that everything goes to which a page may not do: errors and broken rules of the CSP in the console, failed
    pages, requests to other servers. An answer of 4xx is no trouble, though the console reports it; nor is a server or network that a
    test takes away."""
    trouble = []

    def heard(message):
        if message.type in ("error", "warning") and not any(words in message.text for words in NO_TROUBLE):
            trouble.append(f"{page.url}: {message.text}")

    def asked(request):
        if not request.url.startswith((address, "data:", "blob:", "about:")):
            trouble.append(f"{page.url} asks {request.url}")

    page.on("console", heard)
    page.on("pageerror", lambda error: trouble.append(f"{page.url}: {error}"))
    page.on("request", asked)
    page.on("response", lambda answer: trouble.append(f"{answer.url}: {answer.status}") if answer.status >= 500 else None)
    return trouble


@pytest.fixture
def sign_in(server):
    """`sign_in(page, ada)` gives the page's browser a session of this person."""

    def sign_in(page, user):
        client = Client()
        client.force_login(user)
        page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": server}])

    return sign_in


@pytest.fixture
def box(page, sign_in, ada):
    """The text of a new record, for ada to write."""
    make_log("API")
    sign_in(page, ada)
    page.goto("/records/new/")
    return page.locator("#id_text")
