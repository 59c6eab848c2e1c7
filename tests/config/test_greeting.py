"""What whoever starts the site is told."""

import pytest

from config.greeting import UNWANTED, greeting
from home.demo.cast import PASSWORD, SIGN_INS, sign_ins
from tests.factories import make_user

HERE = "\nWhence is at http://127.0.0.1:8000 (Ctrl-C stops it)."


@pytest.fixture
def demo(db, settings):
    """The demo organisation's people, on a site with a mail server."""
    settings.LETTERS = ""
    for handle in SIGN_INS:
        person = make_user(handle, email=f"{handle}@halyard.example", role="admin")
        person.set_password(PASSWORD)
        person.save()


@pytest.mark.parametrize(("wanted", "last"), [(True, []), (False, [UNWANTED])])
def test_the_demo_organisation_that_is_not_wanted_is_pointed_out(demo, settings, wanted, last):
    settings.DEMO = wanted
    assert greeting().splitlines() == [*HERE.splitlines(), *sign_ins().splitlines(), *last]
