"""Django's SQLite backend, with a line for those who wait to write.

SQLite lets each of them knock again and again, at intervals that grow to 100 ms: who writes without a pause keeps the
others out until they give up ("database is locked"). Here a writer first takes the head of the line, and keeps it only until
SQLite lets it in; who has just written goes to the end. The head is a lock (flock) on the database's folder: it needs no
file of its own, and that of a process that dies is free at once.
"""

import fcntl
import os
import time
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from sqlite3 import SQLITE_BUSY

from django.db.backends.sqlite3 import base

WRITES = ("BEGIN IMMEDIATE", "INSERT", "UPDATE", "DELETE", "REPLACE")
PAUSE = 0.001  # seconds between two knocks


class DatabaseWrapper(base.DatabaseWrapper):
    """The setting `timeout` is how many seconds a writer waits in all; half of them at most in line, as a stopped process may hold its head."""

    def create_cursor(self, name=None):
        if self.is_in_memory_db():
            return super().create_cursor(name)
        folder, patience = Path(self.settings_dict["NAME"]).parent, self.settings_dict["OPTIONS"].get("timeout", 5)
        return self.connection.cursor(factory=partial(Cursor, folder, patience))


class Cursor(base.SQLiteCursorWrapper):
    def __init__(self, folder, patience, connection):
        super().__init__(connection)
        self.folder, self.patience = folder, patience

    def execute(self, query, params=None):
        if self.connection.in_transaction or not query.startswith(WRITES):
            return super().execute(query, params)
        start = time.monotonic()
        with head_of_the_line(self.folder, start + self.patience / 2):
            return self.knock(query, params, start + self.patience)

    def knock(self, query, params, until):
        self.connection.execute("PRAGMA busy_timeout = 0")
        try:
            while True:
                try:
                    return super().execute(query, params)
                except base.Database.OperationalError as refusal:
                    if refusal.sqlite_errorcode & 255 != SQLITE_BUSY or time.monotonic() > until:
                        raise
                time.sleep(PAUSE)
        finally:
            self.connection.execute(f"PRAGMA busy_timeout = {int(self.patience * 1000)}")


@contextmanager
def head_of_the_line(folder, until):
    """Inside, nobody else who waits to write into this folder is ahead of us; unless it got later than `until` (monotonic seconds)."""
    line = os.open(folder, os.O_RDONLY)
    try:
        while not is_ours(line) and time.monotonic() < until:
            time.sleep(PAUSE)
        yield
    finally:
        os.close(line)  # which gives the head away


def is_ours(line):
    try:
        fcntl.flock(line, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
