"""The only place that talks to the database in SQL of its own. The same statements serve SQLite and PostgreSQL.

All goes over Django's connection, so it is part of whatever transaction the caller stands in; but past Django's cursors,
which cost more than most of these statements do, and which count and log what goes through them.
"""

import fcntl
import json
import os
from contextlib import contextmanager, nullcontext
from functools import lru_cache

from django.db import connection

PREFIX_END = "\U0010ffff"


def is_postgresql():
    return connection.vendor == "postgresql"


def rows(sql, params=()):
    """Run a statement and give all its rows. PostgreSQL answers in binary, as postings are bytes."""
    connection.ensure_connection()
    with connection.wrap_database_errors:
        if is_postgresql():
            return _binary_cursor().execute(sql, params, binary=True).fetchall()
        return connection.connection.execute(_marked(sql), params).fetchall()


def run(sql, params=()):
    """Run a statement that gives no rows."""
    connection.ensure_connection()
    with connection.wrap_database_errors:
        if is_postgresql():
            _binary_cursor().execute(sql, params)
        else:
            connection.connection.execute(_marked(sql), params)


def run_many(sql, many):
    """Run a statement that gives no rows for each of these parameters."""
    connection.ensure_connection()
    with connection.wrap_database_errors:
        if not is_postgresql():
            connection.connection.executemany(_marked(sql), many)
        elif len(many := list(many)) == 1:  # which needs no pipeline
            _binary_cursor().execute(sql, many[0])
        else:
            _binary_cursor().executemany(sql, many)


def insert(table, columns, many):
    """Insert rows, ignoring those whose key is there already."""
    many = list(many)
    if not many:
        return
    marks = ", ".join(["%s"] * len(columns.split(",")))
    run_many(f"INSERT INTO {table} ({columns}) VALUES ({marks}) ON CONFLICT DO NOTHING", many)


def insert_postings(many):
    """Insert (key, bytes) pairs of a segment that has none of these keys yet; `many` may be a generator."""
    if is_postgresql():
        with _binary_cursor().copy("COPY search_posting (key, data) FROM STDIN (FORMAT BINARY)") as copy:
            copy.set_types(["int8", "bytea"])
            for pair in many:
                copy.write_row(pair)
    else:
        run_many("INSERT INTO search_posting (key, data) VALUES (%s, %s)", many)


def add_words(words):
    """Insert words that are not in the vocabulary yet; gives {word: number} of those."""
    each = "unnest(%s::text[]) AS each (value)" if is_postgresql() else "json_each(%s)"
    sql = f"INSERT INTO search_word (word, df) SELECT value, 0 FROM {each} WHERE true ON CONFLICT DO NOTHING RETURNING word, id"
    return dict(rows(sql, [several(words)]))


def add_to_words(many):
    """Add to the df of words: pairs of a word's number and how much."""
    many = list(many)
    if is_postgresql():
        run(
            "UPDATE search_word SET df = df + added.often FROM unnest(%s::bigint[], %s::int[]) AS added (id, often) WHERE search_word.id = added.id",
            [[number for number, _ in many], [often for _, often in many]],
        )
    else:
        run_many("UPDATE search_word SET df = df + %s WHERE id = %s", ((often, number) for number, often in many))


def set_df(many):
    """Set the df of words: pairs of a word's number and how much."""
    if is_postgresql():
        run("UPDATE search_word SET df = 0 WHERE df <> 0")
        add_to_words(many)
    else:
        run_many("UPDATE search_word SET df = %s WHERE id = %s", ((often, number) for number, often in many))


def move_places(refs, segs, target):
    """Move the texts with these refs, in this order, from any of the segments to numbers 0, 1, 2… of the target; gives the
    refs that were still there."""
    if is_postgresql():
        sql = (
            "UPDATE search_place SET seg = %s, no = moved.no - 1 FROM unnest(%s::bigint[]) WITH ORDINALITY AS moved (ref, no)"
            " WHERE search_place.ref = moved.ref AND search_place.seg = ANY(%s::bigint[]) RETURNING search_place.ref"
        )
        params = [target, refs, list(segs)]
    else:
        sql = (
            "UPDATE search_place SET seg = %s, no = moved.key FROM json_each(%s) AS moved"
            " WHERE search_place.ref = moved.value AND search_place.seg IN (SELECT value FROM json_each(%s)) RETURNING ref"
        )
        params = [target, json.dumps(refs), json.dumps(list(segs))]
    return {ref for (ref,) in rows(sql, params)}


def bury(refs):
    """Take the texts with these refs from their places and note their numbers as dead."""
    gone = f"DELETE FROM search_place WHERE ref {among()} RETURNING seg, no"
    if is_postgresql():
        run(f"WITH gone AS ({gone}) INSERT INTO search_dead (seg, no) SELECT seg, no FROM gone ON CONFLICT DO NOTHING", [refs])
    else:
        insert("search_dead", "seg, no", rows(gone, [several(refs)]))


def lock_segments():
    """Be the only one to number segments until the transaction ends. SQLite has one writer anyway."""
    if is_postgresql():
        rows("SELECT CAST(pg_advisory_xact_lock(7305804401) AS text)")


def lock_vocabulary(shared):
    """Keep words from being forgotten (`shared`), or be the only one who uses them, until the transaction ends."""
    if is_postgresql():
        rows(f"SELECT CAST(pg_advisory_xact_lock{'_shared' if shared else ''}(7305804402) AS text)")


@contextmanager
def only_merger():
    """Gives whether this is the only one who merges, to the end of the block. The right of a process that dies is free at once:
    on PostgreSQL it is a lock of the connection (of the transaction, in one), on SQLite a lock on a file beside the database."""
    if not is_postgresql():
        with _locked(f"{connection.settings_dict['NAME']}-merging") if not connection.is_in_memory_db() else nullcontext(True) as is_ours:
            yield is_ours
    elif connection.in_atomic_block:
        yield rows("SELECT pg_try_advisory_xact_lock(7305804403)")[0][0]
    else:
        is_ours = rows("SELECT pg_try_advisory_lock(7305804403)")[0][0]
        try:
            yield is_ours
        finally:
            if is_ours:
                rows("SELECT pg_advisory_unlock(7305804403)")


@contextmanager
def _locked(path):
    file = os.open(path, os.O_RDONLY | os.O_CREAT, 0o600)
    try:
        yield _is_free(file)
    finally:
        os.close(file)  # which gives the lock back


def _is_free(file):
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def analyze():
    """Let PostgreSQL's planner know how large the tables are now, rather than some time later."""
    if is_postgresql():
        run("ANALYZE search_word, search_spelling, search_posting, search_place, search_entry")


def among(kind="bigint"):
    """The condition "is one of", for one parameter made by `several`."""
    return f"= ANY(%s::{kind}[])" if is_postgresql() else "IN (SELECT value FROM json_each(%s))"


def several(values):
    """Many values as the one parameter of `among`."""
    return list(values) if is_postgresql() else json.dumps(list(values))


@contextmanager
def one_snapshot():
    """All statements inside see one state of the index, without holding anybody up.

    Inside a transaction of the caller it is theirs. Django's own `atomic` would take SQLite's write lock here.
    """
    if connection.in_atomic_block:
        yield
        return
    run("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY" if is_postgresql() else "BEGIN")
    try:
        yield
    finally:
        run("COMMIT")


def _binary_cursor():
    import psycopg

    connection.ensure_connection()
    return psycopg.Cursor(connection.connection)


@lru_cache(maxsize=200)
def _marked(sql):
    """The statement with SQLite's marks for parameters."""
    return sql.replace("%s", "?")
