"""A site of its own, served by a real process, on SQLite or PostgreSQL; and what is in its database, read past the site."""

import contextlib
import json
import os
import signal
import sqlite3
import subprocess
import sys
import uuid
from pathlib import Path

import psycopg
from django.conf import settings

from config.serving import listen

ROOT = Path(__file__).resolve().parents[2]


class Site:
    """`sessions` are those of the four people who write, `texts` what they write: place, editor, table and parent of each."""

    def __init__(self, folder, database_url=None, limits=None):
        with listen("127.0.0.1", 0) as free:
            self.port = free.getsockname()[1]
        self.folder, self.database_url = folder, database_url
        own = {"PORT": str(self.port), "DATA_DIR": f"{folder}/data", "STATIC_ROOT": f"{folder}/static", "ENV_FILE": "", "DEMO": "no"}
        kept = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "DATABASE_URLS", "TEST_FOLDER")}
        own |= {"SECRET_KEY": "x" * 50, "DJANGO_SETTINGS_MODULE": "config.settings", "HOST": "127.0.0.1"}
        environment = {**kept, **own, **({"DATABASE_URL": database_url} if database_url else {})}
        self.errors = Path(folder) / "errors"
        with self.errors.open("w") as errors:
            self.nursery = subprocess.Popen(
                [sys.executable, "-m", "tests.faults.nursery"], cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                stderr=errors, preexec_fn=limits,
            )  # fmt: skip
        line = self.nursery.stdout.readline()
        assert line, self.errors.read_text()
        about = json.loads(line)
        self.sessions, self.texts, self.pid = about["sessions"], about["texts"], None

    def start(self, how=""):
        """Serve; returns when pages are answered. `how` "as others do": without root's right to write any file."""
        self.nursery.stdin.write(f"{how}\n")
        self.nursery.stdin.flush()
        self.pid = int(self.heard("pid ").split()[1])
        self.heard("Whence is at")

    def kill(self):
        os.kill(self.pid, signal.SIGKILL)
        self.heard("gone")

    def heard(self, beginning):
        """The next line that begins so."""
        for line in self.nursery.stdout:
            if line.startswith(beginning):
                return line
            if line.startswith("gone"):
                break
        raise AssertionError(self.errors.read_text())

    def close(self):
        if self.pid:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
        self.nursery.stdin.close()
        self.nursery.wait(20)

    def rows(self, query):
        """What the database answers."""
        if self.database_url:
            with psycopg.connect(self.database_url) as connection:
                return connection.execute(query).fetchall()
        with contextlib.closing(sqlite3.connect(f"{self.folder}/data/db.sqlite3")) as connection:
            return connection.execute(query).fetchall()

    def history(self):
        """{place: {number: text}} of all revisions."""
        return {
            text["place"]: dict(self.rows(f"SELECT number, text FROM {text['table']} WHERE parent_id = {text['parent']} ORDER BY number"))
            for text in self.texts
        }

    def unsaved(self):
        """{UUID of the editor: (stroke, text, whether it was saved)}."""
        rows = self.rows("SELECT editing, stroke, text, done_at FROM writing_unsaved")
        return {uuid.UUID(str(editing)).hex: (stroke, text, done_at is not None) for editing, stroke, text, done_at in rows}


@contextlib.contextmanager
def database():
    """A new database where the tests run on PostgreSQL, as its address; None on SQLite."""
    own = settings.DATABASES["default"]
    if "postgresql" not in own["ENGINE"]:
        yield None
        return
    name = f"faults_{uuid.uuid4().hex[:8]}"
    server = f"postgres://{own['USER']}@{own['HOST']}:{own['PORT']}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        yield f"{server}/{name}"
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
