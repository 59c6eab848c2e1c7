"""Addresses put together from patterns are those that reverse() gives, wherever the site lies."""

import pytest
from django.urls import reverse, set_script_prefix

from ui.addresses import address_of

NAMED = [
    ("records:record", "API-12"),
    ("meetings:meeting", 42),
    ("meetings:edit_action", 42, 3),
    ("meetings:edit_action", 1, 900_000_000),
]


@pytest.fixture(params=["/", "/whence/"])
def prefix(request):
    set_script_prefix(request.param)
    yield request.param
    set_script_prefix("/")


@pytest.mark.parametrize(("view", "names"), [(view, names) for view, *names in NAMED])
def test_an_address_is_what_reverse_gives(prefix, view, names):
    assert address_of(view, *names) == reverse(view, args=names)
    assert address_of(view, *names).startswith(prefix)
