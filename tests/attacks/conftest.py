"""A world that a file of attacks shares, and what its pages ask for."""

import re

import pytest
from django.db import transaction
from django.test import Client

from tests import world
from tests.pages import ANYONE, PAGES


@pytest.fixture(scope="module")
def people(django_db_setup, django_db_blocker):
    """The small organisation of `tests.world`, made once for a file and rolled back at its end."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield world.build()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def forms(people):
    """{page: the names of its controls} of the table of pages, without those that show nothing."""
    return {page: fields(signed_in(people, page).get(page.path)) for page in PAGES if not page.query and not page.acts}


def signed_in(people, page):
    """A browser of the least who may open the page."""
    client = Client()
    if page.who != ANYONE:
        client.force_login(getattr(people, page.who))
    return client


def fields(answer):
    """The names of the controls on a page."""
    return sorted(set(re.findall(r'<(?:input|select|textarea)[^>]* name="([^"]+)"', answer.text)) - {"csrfmiddlewaretoken", "q"})
