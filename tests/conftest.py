"""The cast: ada is a member, grace a reader, mallory a member outside every restricted audience, root an admin."""

import pytest
from hypothesis import settings

from accounts.models import User
from records import facets
from ui import freshness

settings.register_profile("repeatable", derandomize=True)  # other texts at each run: --hypothesis-profile=default
settings.load_profile("repeatable")


@pytest.hookimpl(tryfirst=True)  # before -m chooses
def pytest_collection_modifyitems(items):
    """Mark what may end otherwise on another database engine: what asks one, and does not say that all of them answer alike."""
    for item in items:
        if item.get_closest_marker("one_engine"):
            continue
        if "db" in item.fixturenames or "transactional_db" in item.fixturenames or item.get_closest_marker("django_db"):
            item.add_marker("engine")


@pytest.fixture(autouse=True)
def nothing_kept():
    """What one test read is not there for the next, whose rows have the same numbers."""
    freshness.forget()
    facets.forget()


@pytest.fixture
def ada(db):
    return User.objects.create_user("ada@halyard.example", None, name="Ada Byron", handle="ada", role="member")


@pytest.fixture
def bo(db):
    return User.objects.create_user("bo@halyard.example", None, name="Bo Lindgren", handle="bo", role="member")


@pytest.fixture
def grace(db):
    return User.objects.create_user("grace@halyard.example", None, name="Grace Kim", handle="grace", role="reader")


@pytest.fixture
def mallory(db):
    return User.objects.create_user("mallory@halyard.example", None, name="Mallory Reyes", handle="mallory", role="member")


@pytest.fixture
def root(db):
    return User.objects.create_user("root@halyard.example", None, name="Root Admin", handle="root", role="admin")


@pytest.fixture
def as_ada(client, ada):
    client.force_login(ada)
    return client


@pytest.fixture
def as_root(client, root):
    client.force_login(root)
    return client
