"""Doing things at the same moment, in real threads with a database connection each; for tests marked `transaction=True`."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection


def together(*acts):
    """Begin all acts at once; give for each what it returned, or the exception that it raised, in their order."""
    start = Barrier(len(acts))

    def perform(act):
        try:
            start.wait(timeout=30)
            return act()
        except Exception as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(perform, acts))
