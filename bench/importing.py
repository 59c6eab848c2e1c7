"""python -m bench.importing [FILES]: how many records, and how many minutes, a second come in, in CPU time of one core; the folder is made here.

The floor is what nobody can avoid: read each file's bytes, take their digest, decode them, and store them as one row in one bulk insert.
"""

import hashlib
import os
import random
import sys
import tempfile
import threading
import time
from pathlib import Path

from bench.corpus import Writer

FILES = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
WORDS, SECTIONS, VOCABULARY = 400, 6, 20_000
HEADINGS = ("Context", "Considered options", "Decision", "Consequences", "Confirmation", "More information")


def main():
    with tempfile.TemporaryDirectory() as home:
        os.environ.update(DATA_DIR=home, ENV_FILE="", SECRET_KEY="only-to-measure", DJANGO_SETTINGS_MODULE="config.settings")
        os.environ.pop("DATABASE_URL", None)
        import django

        django.setup()
        measure(Path(home))


def measure(home):
    from django.core.management import call_command

    from accounts.models import User

    call_command("migrate", verbosity=0)
    root = User.objects.create_user("root@halyard.example", None, name="Root Admin", handle="root", role="admin")
    floor = None
    for make, (read_text, bring), reads in (
        (make_records, records(root), "title, status, people, relations"),
        (make_minutes, minutes(root), "day, hats, people, topics"),
    ):
        folder = home / make.__name__.removeprefix("make_")
        make(folder)
        files = sorted(folder.iterdir())
        bring(small(home, folder.name, files[:3]), "WARM")
        floor = floor or timed("the floor: bytes, digest, one bulk insert", store_plainly, files)
        timed(f"{folder.name}, reading: {reads}", read_all, read_text, files, floor=floor)
        timed(f"{folder.name}, import: all rows, sections, index", bring, folder, "BENCH", floor=floor)
        timed(f"{folder.name}, import again: nothing has changed", bring, folder, "BENCH", floor=floor)


def read_all(read_text, files):
    for file in files:
        read_text(file.name, file.read_text("utf-8"))


def records(root):
    """(how a text of a record is read, how a folder is imported into the log of this key)."""
    from records.importing import Task, import_records
    from records.models import Log, RecordSource
    from records.reading import read_text

    def bring(folder, key):
        log = Log.objects.filter(key=key).first() or Log(key=key, title=key)
        source = RecordSource.objects.filter(name=key).first() or RecordSource(name=key)
        return import_records(Task(folder=folder, log=log, source=source, by=root))

    return read_text, bring


def minutes(root):
    """The same for minutes and a series."""
    from meetings.importing import Task, import_meetings
    from meetings.models import MeetingSource, Series
    from meetings.reading import read_text

    def bring(folder, key):
        series = Series.objects.filter(slug=key).first() or Series(slug=key, name=key)
        source = MeetingSource.objects.filter(name=key).first() or MeetingSource(name=key)
        return import_meetings(Task(folder=folder, series=series, source=source, by=root))

    return read_text, bring


def timed(words, work, *things, floor=None):
    began = time.process_time()
    report = work(*things)
    for thread in threading.enumerate():  # tidying the index meanwhile is part of the price
        if thread is not threading.main_thread():
            thread.join()
    taken = time.process_time() - began
    ratio = f"{taken / floor:5.1f} × the floor" if floor else " " * 17
    assert report is None or sum(report.counts().values()) == FILES, report.counts()
    print(f"{words:52} {FILES / taken:8.0f} files/s {taken / FILES * 1000:7.2f} ms a file {ratio}")
    return taken


def store_plainly(files):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE plain (id INTEGER PRIMARY KEY, path TEXT, sha TEXT, text TEXT)")
        rows = [(file.name, hashlib.sha256(data := file.read_bytes()).hexdigest(), data.decode()) for file in files]
        cursor.executemany("INSERT INTO plain (path, sha, text) VALUES (%s, %s, %s)", rows)
        cursor.execute("DROP TABLE plain")


def small(home, name, files):
    """A folder of these few files, as first imports load code."""
    folder = home / "warm" / name
    folder.mkdir(parents=True)
    for file in files:
        (folder / file.name).write_bytes(file.read_bytes())
    return folder


def make_minutes(folder):
    """Minutes of 400 words, as `corpus.Writer` makes them, of 200 people."""
    folder.mkdir()
    writer = Writer()
    names = [" ".join(writer.some(2)).title() for _ in range(200)]
    people = [(name, f"{name.replace(' ', '').lower()}{at}") for at, name in enumerate(names)]
    for number in range(1, FILES + 1):
        (folder / f"{number:05}.md").write_text(writer.minutes(number, people))


def make_records(folder):
    """Texts of 400 words from a Zipf vocabulary, six sections, a third each Nygard, MADR 4 and log4brains."""
    folder.mkdir()
    chance = random.Random(7)
    syllables = [a + b for a in ["b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v"] for b in ["a", "e", "i", "o", "u"]]
    vocabulary = ["".join(chance.choice(syllables) for _ in range(chance.randint(1, 4))) for _ in range(VOCABULARY)]
    weights = [1 / (rank + 2) for rank in range(VOCABULARY)]
    people = [f"{chance.choice(vocabulary).title()} {chance.choice(vocabulary).title()}" for _ in range(200)]
    for number in range(1, FILES + 1):
        words = chance.choices(vocabulary, weights, k=WORDS)
        title = " ".join(words[:6]).capitalize()
        body = "".join(
            f"## {heading}\n\n{' '.join(words[at * WORDS // SECTIONS : (at + 1) * WORDS // SECTIONS]).capitalize()}.\n\n"
            for at, heading in enumerate(HEADINGS)
        )
        (folder / f"{number:05}-{'-'.join(words[:4])}.md").write_text(heads(number, title, chance, people) + body)


def heads(number, title, chance, people):
    day = f"20{chance.randint(18, 26)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    status = chance.choice(["Accepted", "Accepted", "Accepted", "Proposed", "Rejected", "Deprecated"])
    named = ", ".join(chance.sample(people, 3))
    if number % 3 == 0:
        return f'---\nstatus: "{status.lower()}"\ndate: {day}\ndecision-makers: {named}\ntags: [api, queues]\n---\n# {title}\n\n'
    if number % 3 == 1:
        older = f"\nSupersedes [{number - 1}]({number - 1:05}.md)\n" if number % 10 == 1 and number > 1 else ""
        return f"# {number}. {title}\n\nDate: {day}\n\n## Status\n\n{status}\n{older}\n"
    return f"# {title}\n\n- Status: {status.lower()}\n- Deciders: {named}\n- Date: {day}\n- Tags: api, queues\n\n"


if __name__ == "__main__":
    main()
