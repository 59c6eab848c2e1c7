"""A server that cannot store anything says so, gives back what was typed, and saves it when it is sent again later."""

import contextlib
import json
import os
import resource
import subprocess

import psycopg
import pytest
from django.conf import settings

from .site import Site, database
from .writers import Writer

ON_SQLITE = "sqlite" in settings.DATABASES["default"]["ENGINE"]
SENTENCE = "The server can store nothing at the moment."


@pytest.fixture
def place(tmp_path):
    """A folder with an address of a database for one site."""
    with database() as address:
        yield tmp_path, address


def opened(site):
    """Somebody with the first text open, the line that they typed into it, and its address."""
    writer = Writer(site, site.sessions[0], 1)
    with writer.connected() as connection:
        page = writer.opened(connection, site.texts[0]["editor"])
    return writer, page | {"text": page["text"] + "A line that nobody may lose.\n"}


def save(site, writer, page, is_script=False):
    with writer.connected() as connection:
        return writer.send(connection, site.texts[0]["place"], site.texts[0]["editor"], page, is_script)


def refuses(site, writer, page):
    """Check that neither a person nor a script is told of a success, and that reading goes on."""
    status, body = save(site, writer, page)
    assert (status, SENTENCE in body, "A line that nobody may lose." in body) == (503, True, True)
    status, body = save(site, writer, page, is_script=True)
    assert (status, json.loads(body)["sentence"].partition(".")[0] + ".") == (503, SENTENCE)
    with writer.connected() as connection:
        assert writer.ask(connection, "GET", "/records/API-1/")[0] == 200
    assert [len(texts) for texts in site.history().values()] == [1, 1, 1]


def takes(site, writer, page):
    assert save(site, writer, page)[0] == 302
    assert site.history()["records/API-1"][2] == page["text"]


@contextlib.contextmanager
def small_disk(folder):
    """A disk of 24 MB in memory where we may mount one; gives whether we may."""
    mounted = (
        os.getuid() == 0 and subprocess.run(["mount", "-t", "tmpfs", "-o", "size=24m", "none", folder], stderr=subprocess.DEVNULL).returncode == 0
    )
    try:
        yield mounted
    finally:
        if mounted:
            subprocess.run(["umount", "-l", folder], check=True)


@pytest.mark.skipif(not ON_SQLITE, reason="PostgreSQL’s disk is not ours to fill")
def test_a_full_disk(place):
    folder, address = place
    with small_disk(folder) as is_small, contextlib.closing(Site(folder, address)) as site:
        site.start()
        writer, page = opened(site)
        if is_small:
            with contextlib.suppress(OSError), open(f"{folder}/filler", "wb", buffering=0) as filler:
                while filler.write(b"x" * 4096):
                    pass
        else:  # no file may grow: the next best thing where we may not mount
            hard = resource.prlimit(site.pid, resource.RLIMIT_FSIZE)[1]
            resource.prlimit(site.pid, resource.RLIMIT_FSIZE, (1, hard))
        refuses(site, writer, page)
        if is_small:
            os.remove(f"{folder}/filler")
        else:
            resource.prlimit(site.pid, resource.RLIMIT_FSIZE, (hard, hard))
        takes(site, writer, page)


def test_a_database_that_may_not_be_written(place):
    folder, address = place
    with contextlib.closing(Site(folder, address)) as site:
        closed(folder, address)
        site.start("as others do")
        writer, page = opened(site)
        refuses(site, writer, page)
        site.kill()
        reopened(folder, address)
        site.start()
        takes(site, writer, page)


def closed(folder, address):
    """Let nobody write the database; its folder they may."""
    if address:
        set_read_only(address, "on")
    else:
        (folder / "data" / "db.sqlite3").chmod(0o444)


def reopened(folder, address):
    if address:
        set_read_only(address, "off")
    else:
        (folder / "data" / "db.sqlite3").chmod(0o644)


def set_read_only(address, value):
    with psycopg.connect(address, autocommit=True, options="-c default_transaction_read_only=off") as connection:
        connection.execute(f"ALTER DATABASE {address.rpartition('/')[2]} SET default_transaction_read_only = {value}")
