"""python -m bench.writing [ROUNDS]: what it costs to keep a text of 60 kB while it is typed, and as a multiple of a bare write;
and what the pages of a history of 2,000 revisions cost, as a multiple of the floor (bench/pages.py) measured between them.

Between any two requests, the bare write puts the same text into a row of a table of its own, in one transaction with the same
database settings. Wall time, as a writer waits for the disk; the CPU time stands beside it.
"""

import os
import random
import sys
import time
from datetime import UTC, datetime, timedelta
from uuid import UUID

from bench.differences import differences
from bench.pages import collect, queries_of
from bench.reader import Reader
from bench.stage import CACHE, set_up

BYTES = 60_000
REVISIONS, HISTORY_ROUNDS = 2_000, 40
EDITING = UUID(int=1)
AT, MINUTE = datetime(2026, 3, 2, 9, tzinfo=UTC), timedelta(minutes=1)


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    os.environ["STATIC_ROOT"] = str(CACHE / "collected")
    set_up("writing", fresh=True)
    collect()
    from django.conf import settings

    settings.ROOT_URLCONF = "bench.floor"
    from django.core.wsgi import get_wsgi_application
    from django.db import connection
    from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

    from accounts.models import User
    from writing.models import Unsaved

    reader = Reader(get_wsgi_application(), User.objects.create_user("writer@halyard.example", None, name="Writer", role="member"))
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bare (id INTEGER PRIMARY KEY, text TEXT)")
        cursor.execute("INSERT INTO bare VALUES (1, '')")
    bare, kept, cpu = [], [], []
    for stroke, text in enumerate(texts(rounds), 1):
        bare.append(timed(lambda text=text: write(connection, text)))
        body = encode_multipart(BOUNDARY, typed(reader, text, stroke))
        kept.append(timed(lambda body=body: cpu.append(reader.ask("POST", "/unsaved/", "", body, {"CONTENT_TYPE": MULTIPART_CONTENT}).ms)))
    assert Unsaved.objects.get().stroke == rounds
    print(f"{'60 kB':24}{'p50':>8}{'p95':>8}   ms; n = {rounds}")
    for name, times in (("bare write", bare), ("autosave", kept), ("autosave, CPU", cpu)):
        print(f"{name:24}{at(times, 50):8.2f}{at(times, 95):8.2f}")
    print(f"{'autosave / bare write':24}{at(kept, 50) / at(bare, 50):8.1f}{at(kept, 95) / at(bare, 95):8.1f}")
    history(reader)
    differences()


def history(reader):
    """Read the pages of a long history, and print what they cost in CPU time."""
    base = long_record().history_address
    floor, asked = "/bench/floor/", {"newest": base}
    asked["in the middle"] = f"{base}?before={older(REVISIONS // 2)}"
    asked |= {"one revision": f"{base}1000/", "who wrote which line": f"{base}lines/", "compare 1 with the last": f"{base}?from=1&to={REVISIONS}"}
    print(f"\n{f'{REVISIONS:,} revisions':28}{'CPU ms':>8}{'p95':>8}{'x floor':>9}{'queries':>9}{'status':>8}   n = {HISTORY_ROUNDS}")
    for name, address in asked.items():
        answer, queries, floors, taken = reader.get(address), queries_of(lambda address=address: reader.get(address)), [], []
        for _ in range(HISTORY_ROUNDS):
            floors.append(reader.get(floor).ms)
            taken.append(reader.get(address).ms)
        print(f"{name:28}{at(taken, 50):8.2f}{at(taken, 95):8.2f}{at(taken, 50) / at(floors, 50):9.1f}{queries:9}{answer.status:8}")


def long_record():
    """A record of 4 kB that somebody changed a line of so often, a minute apart; gives it."""
    from accounts.models import User
    from records.models import Log, Record, RecordRevision
    from writing.models import digest

    writer, log = User.objects.get(name="Writer"), Log.objects.create(key="API", title="API")
    lines = next(texts(1))[:4000].split("\n")
    record = Record.objects.draft(by=writer, log=log, title="Page with cursors", text="\n".join(lines))
    RecordRevision.objects.all().update(at=AT)
    made = []
    for number in range(2, REVISIONS + 1):
        lines[number % len(lines)] = f"Line {number}, changed once more."
        text = "\n".join(lines)
        facts = {"title": record.title, "text": text, "by": writer, "at": AT + number * MINUTE, "note": f"Line {number}"}
        made.append(RecordRevision(parent=record, number=number, base_number=number - 1, sha256=digest(text), words=len(text.split()), **facts))
    RecordRevision.objects.bulk_create(made, batch_size=200)
    record.revision = made[-1]
    record.save(update_fields=["revision"])
    return record


def older(number):
    """Where the page begins that follows a revision of this number."""
    from writing.history import EPOCH

    return f"{(AT + number * MINUTE - EPOCH) // timedelta(microseconds=1)}-1"


def texts(count):
    """The same text, a few words longer each time, as somebody types it."""
    chance = random.Random(7)
    text = ""
    while len(text) < BYTES:
        text += "".join(chance.choices("aeioulnrstdm", k=chance.randint(2, 10))) + chance.choice((" ", " ", " ", "\n"))
    for n in range(count):
        yield f"{text[: BYTES // 2]} word {n} {text[BYTES // 2 :]}"


def write(connection, text):
    from django.db import transaction

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE bare SET text = %s WHERE id = 1", [text])


def typed(reader, text, stroke):
    token = reader.cookies["csrftoken"]
    return {"csrfmiddlewaretoken": token, "text_place": "records/new", "editing": EDITING, "stroke": stroke, "title": "Page", "text": text}


def timed(act):
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000


def at(times, percent):
    return sorted(times)[min(len(times) - 1, len(times) * percent // 100)]


if __name__ == "__main__":
    main()
