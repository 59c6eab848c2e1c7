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

pytestmark = pytest.mark.engine

ON_SQLITE = "sqlite" in settings.DATABASES["default"]["ENGINE"]
SENTENCE = "The server can store nothing at the moment."


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A site on a small disk of its own, if we may mount one."""
    folder = tmp_path_factory.mktemp("site")
    with database() as address, small_disk(folder) as is_small, contextlib.closing(Site(folder, address)) as site:
        site.is_small = is_small
        yield site


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
    """Check that neither a person nor a script is told of a success, that reading goes on, and that nothing was stored."""
    before = site.history()
    status, body = save(site, writer, page)
    assert (status, SENTENCE in body, "A line that nobody may lose." in body) == (503, True, True)
    status, body = save(site, writer, page, is_script=True)
    assert (status, json.loads(body)["sentence"].partition(".")[0] + ".") == (503, SENTENCE)
    with writer.connected() as connection:
        assert writer.ask(connection, "GET", "/records/API-1/")[0] == 200
    assert site.history() == before


def takes(site, writer, page):
    assert save(site, writer, page)[0] == 302
    assert site.history()["records/API-1"][page["base"] + 1] == page["text"]


@pytest.mark.skipif(not ON_SQLITE, reason="PostgreSQL’s disk is not ours to fill")
def test_a_full_disk(site):
    site.start()
    writer, page = opened(site)
    hard = resource.prlimit(site.pid, resource.RLIMIT_FSIZE)[1]
    if site.is_small:
        with contextlib.suppress(OSError), open(f"{site.folder}/filler", "wb", buffering=0) as filler:
            while filler.write(b"x" * 4096):
                pass
    else:  # no file may grow: the next best thing where we may not mount
        resource.prlimit(site.pid, resource.RLIMIT_FSIZE, (1, hard))
    refuses(site, writer, page)
    if site.is_small:
        os.remove(f"{site.folder}/filler")
    resource.prlimit(site.pid, resource.RLIMIT_FSIZE, (hard, hard))
    takes(site, writer, page)
    site.kill()


def test_a_database_that_may_not_be_written(site):
    let_write(site, False)
    site.start("as others do")
    writer, page = opened(site)
    refuses(site, writer, page)
    site.kill()
    let_write(site, True)
    site.start()
    takes(site, writer, page)
    site.kill()


def let_write(site, may):
    """Let the server write the database, or not; into its folder it may."""
    if not site.database_url:
        (site.folder / "data" / "db.sqlite3").chmod(0o644 if may else 0o444)
        return
    with psycopg.connect(site.database_url, autocommit=True, options="-c default_transaction_read_only=off") as connection:
        name, value = site.database_url.rpartition("/")[2], "off" if may else "on"
        connection.execute(f"ALTER DATABASE {name} SET default_transaction_read_only = {value}")
