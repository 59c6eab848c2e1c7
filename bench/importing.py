"""python -m bench.importing [FILES]: how many files a second come in, in CPU time of one core; the folder is made here.

The floor is what nobody can avoid: read each file's bytes, take their digest, decode them, and store them as one row in one bulk insert.
"""

import hashlib
import os
import random
import sys
import tempfile
import time
from pathlib import Path

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
    from records.importing import Task, import_records
    from records.models import Log, RecordSource
    from records.reading import read_text

    call_command("migrate", verbosity=0)
    folder = home / "decisions"
    make_folder(folder)
    files = sorted(folder.iterdir())
    root = User.objects.create_user("root@halyard.example", None, name="Root Admin", handle="root", role="admin")
    import_records(Task(folder=small(home), log=Log(key="WARM", title="Warm"), source=RecordSource(name="warm"), by=root))

    def bring(number):
        log = Log.objects.filter(key="BENCH").first() or Log(key="BENCH", title="Bench")
        source = RecordSource.objects.filter(name="bench").first() or RecordSource(name="bench")
        report = import_records(Task(folder=folder, log=log, source=source, by=root))
        assert sum(report.counts().values()) == FILES, report.counts()
        return report

    floor = timed("the floor: bytes, digest, one bulk insert", lambda: store_plainly(files))
    timed("reading: title, status, people, relations", lambda: [read_text(file.name, file.read_text("utf-8")) for file in files], floor)
    timed("import: all rows, revisions, sections, index", lambda: bring(1), floor)
    timed("import again: nothing has changed", lambda: bring(2), floor)


def timed(words, work, floor=None):
    began = time.process_time()
    work()
    taken = time.process_time() - began
    ratio = f"{taken / floor:5.1f} × the floor" if floor else " " * 17
    print(f"{words:48} {FILES / taken:8.0f} files/s {taken / FILES * 1000:7.2f} ms a file {ratio}")
    return taken


def store_plainly(files):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE plain (id INTEGER PRIMARY KEY, path TEXT, sha TEXT, text TEXT)")
        rows = [(file.name, hashlib.sha256(data := file.read_bytes()).hexdigest(), data.decode()) for file in files]
        cursor.executemany("INSERT INTO plain (path, sha, text) VALUES (%s, %s, %s)", rows)
        cursor.execute("DROP TABLE plain")


def small(home):
    folder = home / "warm"
    folder.mkdir()
    (folder / "0001-warm.md").write_text("# 1. Warm\n\n## Status\n\nAccepted\n\n## Context\n\nCold starts cost.\n")
    return folder


def make_folder(folder):
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
