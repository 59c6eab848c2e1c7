"""A process that is killed, as by a power cut, in the middle of a seal and of a merge leaves an index that agrees with its texts."""

import os
import subprocess
import sys

import pytest
from django.db import connection

STORY = """
import os, signal, django
django.setup()
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from search import merging, segments, store
from search.checking import disagreements
from search.index import put
from tests.search.test_keeping import text

def die(*arguments, **more):
    os.kill(os.getpid(), signal.SIGKILL)

def killed_in_a_seal():
    MigrationExecutor(connection).migrate([("search", "0002_tune_engine")])
    put(map(text, range(255)))
    segments.add_to_df = die
    put([text(900)])

def killed_in_a_merge():
    assert disagreements() == []
    assert store.rows("SELECT count(*) FROM search_entry") == [(255,)]
    put([text(900)])
    put(text(n, seed=1) for n in range(60))
    merging._swap = die
    merging.tidy()

def well_afterwards():
    assert disagreements() == []
    assert store.rows("SELECT count(*) FROM search_segment WHERE NOT is_live") == [(1,)]
    assert merging.tidy() == 1
    assert disagreements() == []
    assert store.rows("SELECT n FROM search_segment") == [(196,)]

for part in (killed_in_a_seal, killed_in_a_merge, well_afterwards):
    process = os.fork()  # a process of its own, which opens the database anew
    if not process:
        part()
        os._exit(0)
    print(part.__name__, os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), flush=True)
"""


@pytest.fixture
def empty_database(tmp_path):
    """The URL of a database that nobody else uses, on the engine that is tested."""
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        yield f"sqlite:///{tmp_path / 'index.sqlite3'}"
        return
    import psycopg

    server = f"postgres://{settings['USER']}@{settings['HOST']}:{settings['PORT']}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as session:
        session.execute("CREATE DATABASE killed")
        yield f"{server}/killed"
        session.execute("DROP DATABASE killed WITH (FORCE)")


@pytest.mark.engine
def test_a_killed_process_leaves_the_index_as_it_was(empty_database):
    own = {"ENV_FILE": "", "SECRET_KEY": "killed", "DATABASE_URL": empty_database, "DJANGO_SETTINGS_MODULE": "config.settings"}
    told = subprocess.run([sys.executable, "-c", STORY], env={**os.environ, **own}, stdout=subprocess.PIPE, text=True)
    assert told.stdout.splitlines() == ["killed_in_a_seal -9", "killed_in_a_merge -9", "well_afterwards 0"]
