"""python -m bench.writing [ROUNDS]: what it costs to keep a text of 60 kB while it is typed, and as a multiple of a bare write.

Between any two requests, the bare write puts the same text into a row of a table of its own, in one transaction with the same
database settings. Wall time, as a writer waits for the disk; the CPU time stands beside it.
"""

import os
import random
import sys
import time
from uuid import UUID

from bench.pages import collect
from bench.reader import Reader
from bench.stage import CACHE, set_up

BYTES = 60_000
EDITING = UUID(int=1)


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    os.environ["STATIC_ROOT"] = str(CACHE / "collected")
    set_up("writing", fresh=True)
    collect()
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
