"""On SQLite, who waits to write is not overtaken by who has just written; and nobody waits for ever."""

import contextlib
import fcntl
import os
import threading
import time

import pytest
from django.conf import settings
from django.db import connection, transaction

from accounts.models import Team
from ui.answers import NOT_STORED

pytestmark = [
    pytest.mark.skipif("sqlite" not in settings.DATABASES["default"]["ENGINE"], reason="PostgreSQL lets many write at once"),
    pytest.mark.django_db(transaction=True),
]


@contextlib.contextmanager
def somebody(act):
    """Meanwhile somebody does this, in a thread with a connection of its own, which begins before we go on."""
    begun = threading.Event()

    def acts():
        try:
            act(begun)
        finally:
            begun.set()
            connection.close()

    thread = threading.Thread(target=acts)
    thread.start()
    assert begun.wait(30)
    yield
    thread.join(30)


@contextlib.contextmanager
def head_taken():
    """Hold the head of the line, as a process that was stopped does."""
    folder = os.open(settings.DATA_DIR, os.O_RDONLY)
    fcntl.flock(folder, fcntl.LOCK_EX)
    yield
    os.close(folder)


def is_head_taken():
    folder = os.open(settings.DATA_DIR, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(folder)
    return False


def until_somebody_waits():
    """Return once somebody stands at the head of the line."""
    end = time.monotonic() + 30
    while not is_head_taken():
        assert time.monotonic() < end


@pytest.fixture
def impatient(monkeypatch):
    """Whoever writes here waits a fifth of a second."""
    monkeypatch.setitem(connection.settings_dict["OPTIONS"], "timeout", 0.2)


@pytest.mark.parametrize("waiting", [transaction.atomic, contextlib.nullcontext], ids=["in a transaction", "one statement"])
def test_who_waits_comes_before_who_has_just_written(waiting):
    def waits(begun):
        begun.set()
        with waiting():
            Team.objects.filter(slug="first").update(slug="second")

    with contextlib.ExitStack() as stack:
        with transaction.atomic():
            Team.objects.create(name="First", slug="first")
            stack.enter_context(somebody(waits))
            until_somebody_waits()
        with transaction.atomic():
            found = [team.slug for team in Team.objects.all()]
    assert found == ["second"]


def test_a_stopped_process_at_the_head_holds_nobody_up_for_ever(impatient):
    with head_taken():
        Team.objects.create(name="Patient", slug="patient")
    assert Team.objects.count() == 1


def test_who_may_not_write_for_too_long_is_told(impatient, client, root):
    client.force_login(root)
    done = threading.Event()

    def writes(begun):
        with transaction.atomic():
            Team.objects.create(name="Long", slug="long")
            begun.set()
            assert done.wait(30)

    with somebody(writes):
        answer = client.post("/teams/new/", {"name": "A team that nobody may lose", "slug": "kept"}, headers={"Sec-Fetch-Site": "same-origin"})
        done.set()
    page = answer.content.decode()
    assert (answer.status_code, NOT_STORED in page, "A team that nobody may lose" in page) == (503, True, True)
    assert [team.slug for team in Team.objects.all()] == ["long"]
