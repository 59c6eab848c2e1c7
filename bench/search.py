"""How fast is search? Prints CPU milliseconds (client and, on PostgreSQL, server) at 100,000 texts, beside a bare view and FTS5.

Other programs make every one of them dearer, up to three times. So a fixed piece of work, the reference, is done before and
after each call, and each row says how many references a call costs at p95: that number is the same on a busy machine.

python -m bench.search                      # SQLite, builds its corpus once into bench/cache
python -m bench.search --texts 10000
python -m tests.postgres python -m bench.search --postgresql
"""

import argparse
import os
import random
import sqlite3
import time
from pathlib import Path

import numpy as np

from bench.findable import Maker
from bench.stage import CACHE, set_up

WORDS = "Whence keeps what was decided and the meetings in which it was decided " * 15
SCORES = np.linspace(0, 1, 65_536, dtype=np.float32)
AUDIENCES = frozenset(range(1, 11))
REPEATS = 60
FTS5 = "SELECT rowid FROM t WHERE t MATCH ? ORDER BY bm25(t) LIMIT 20"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--texts", type=int, default=100_000)
    parser.add_argument("--postgresql", action="store_true", help="on the database that DATABASE_URL names")
    options = parser.parse_args()
    set_up(f"corpus-{options.texts}", os.environ["DATABASE_URL"] if options.postgresql else None)
    maker = Maker()
    build(maker, options.texts)
    queries = typed(maker)
    table("engine: permission, facets, total, 20 ids", queries, engine)
    page_table(queries)
    typing_table(maker)
    saving_table(maker, options.texts)
    comparison(queries, options)


def build(maker, texts):
    from django.db import transaction

    from search.index import Findable, rebuild
    from search.models import Entry
    from search.segments import seal

    there = Entry.objects.count()
    if there != texts:
        start = clock()
        rebuild(Findable(**maker.fields(n)) for n in range(texts))
        made = time.process_time()
        for n in range(0, texts, 100):
            maker.fields(n)
        making = (time.process_time() - made) * 100
        spent = clock() - start - making
        references = 1000 * spent / texts / sorted(work() for _ in range(50))[25]
        print(f"bulk: {texts / spent:.0f} texts/s of CPU, rows included; {references:.1f} references a text")
    with transaction.atomic():  # what an earlier measurement saved
        seal()
    print(f"index: {size() / texts / 1024:.2f} KB a text")


def size():
    from django.db import connection

    from search import store

    if connection.vendor == "postgresql":
        tables = ("word", "spelling", "posting", "segment", "place", "dead", "tail", "stamp", "name")
        return sum(int(store.rows(f"SELECT pg_total_relation_size('search_{table}')")[0][0]) for table in tables)
    sums = "SELECT coalesce(sum(length(data)), 0) FROM search_posting", "SELECT sum(length(columns)) FROM search_segment"
    small = "SELECT 30 * count(*) FROM search_word", "SELECT 14 * count(*) FROM search_spelling", "SELECT 12 * count(*) FROM search_place"
    rows = "SELECT 12 * count(*) FROM search_posting"
    return sum(store.rows(sql)[0][0] or 0 for sql in (*sums, *small, rows))


def typed(maker):
    """{row: list of queries}: words by how common they are, and sentences."""
    chance = random.Random(7)
    words = maker.words

    def some(low, high, count):
        return " ".join(words[chance.randrange(low, high)] for _ in range(count))

    return {
        "rare word": [some(15_000, 40_000, 1) for _ in range(REPEATS)],
        "middling": [some(1_000, 4_000, 1) for _ in range(REPEATS)],
        "common": [some(30, 60, 1) for _ in range(REPEATS)],
        "2 words": [some(200, 8_000, 2) for _ in range(REPEATS)],
        "2 common": [some(30, 80, 2) for _ in range(REPEATS)],
        "3, a typo": [f"{some(200, 5_000, 2)} {slip(chance, some(300, 3_000, 1))}" for _ in range(REPEATS)],
        "5 words": [f"{some(30, 80, 2)} {some(200, 20_000, 3)}" for _ in range(REPEATS)],
        "20 words": [f"{some(0, 80, 8)} {some(100, 20_000, 12)}" for _ in range(REPEATS)],
    }


def slip(chance, word):
    at = chance.randrange(1, max(2, len(word)))
    return word[:at] + chance.choice("aeiou") + word[at:]


def engine(text):
    from search.ranking import Sight, newest, rank
    from search.state import current
    from search.terms import understand

    sight = Sight(current(), AUDIENCES)
    terms = understand(sight, text).terms
    return rank(sight, terms) if terms.stems else newest(sight)


def page_table(queries):
    from search.find import Filters, find

    table("find(): the same, with entries, sections, excerpts", queries, lambda text: find(text, audiences=AUDIENCES))
    accepted = Filters(status=("accepted",), kind=("record",))
    table("find() with two filters", {"2 words": queries["2 words"]}, lambda text: find(text, audiences=AUDIENCES, filters=accepted))


def typing_table(maker):
    from search.suggest import suggest

    chance = random.Random(8)
    words = [chance.choice(maker.words[100:5_000]) for _ in range(REPEATS)]
    typed_so_far = {f"{letters} letters": [word[:letters] for word in words] for letters in (2, 3, 5)}
    typed_so_far["word and 3"] = [f"{chance.choice(maker.words[60:2_000])} {word[:3]}" for word in words]
    table("suggest()", typed_so_far, lambda text: suggest(text, audiences=AUDIENCES))


def saving_table(maker, texts):
    from django.db import transaction

    from search.find import find
    from search.index import Findable, put

    changed = random.Random(9).sample(range(texts), 240)
    made = {n: {**maker.fields(n), "text": maker.fields(n)["text"] + "\nChanged today.\n"} for n in changed}
    table("save one text of 400 words", {"put()": changed}, lambda n: put([Findable(**made[n])]), warm=2)
    table("first search after each save", {"2 words": [f"changed {n}" for n in range(20)]}, lambda text: (touch(), find(text, audiences=AUDIENCES)))
    with transaction.atomic():
        for n in changed:
            put([Findable(**maker.fields(n))])


def touch():
    from search import segments

    segments.stamp()


def comparison(queries, options):
    from django.http import HttpResponse
    from django.test import RequestFactory

    request = RequestFactory().get("/")
    bare = measured(["x"] * 200, lambda _: (HttpResponse(b"x"), request.path))[0]
    print(f"\nbare answer of Django: {bare:.3f} ms")
    if options.postgresql or options.texts > 100_000:
        return
    fts = fts5(CACHE / f"fts5-{options.texts}.sqlite3")
    print(f"{'20 ids of OR by bm25, p50':46}{'FTS5':>9}{'engine':>9}{'ratio':>9}")
    for name in ("rare word", "common", "2 words", "2 common", "5 words", "20 words"):
        few = queries[name][:15]
        other = measured(few, lambda text: fts.execute(FTS5, [" OR ".join(text.split())]).fetchall())[0]
        ours = measured(few, engine)[0]
        print(f"  {name:44}{other:9.2f}{ours:9.2f}{other / ours:9.1f}")


def fts5(path):
    from search.models import Entry

    fresh = not Path(path).exists()
    fts = sqlite3.connect(path)
    if fresh:
        fts.execute("CREATE VIRTUAL TABLE t USING fts5(title, body, content='')")
        rows = Entry.objects.order_by("id").values_list("id", "title", "text").iterator(chunk_size=500)
        fts.executemany("INSERT INTO t(rowid, title, body) VALUES (?, ?, ?)", rows)
        fts.commit()
    return fts


def table(title, rows, call, warm=3):
    print(f"\n{title:46}{'p50':>9}{'p95':>9}{'p95/ref':>9}{'ref':>9}")
    for name, values in rows.items():
        for value in values[:warm]:
            call(value)
        middle, late, relative, reference = measured(values, call)
        print(f"  {name:44}{middle:9.2f}{late:9.2f}{relative:9.1f}{reference:9.2f}", flush=True)


def measured(values, call):
    """(p50, p95) of the CPU milliseconds of each call, p95 in references, and the p50 of the reference."""
    spent, references = [], []
    for value in values:
        reference = work()
        start = clock()
        call(value)
        spent.append(1000 * (clock() - start))
        references.append((reference + work()) / 2)
    relative = sorted(ours / other for ours, other in zip(spent, references, strict=True))
    spent.sort()
    references.sort()
    middle, late = len(spent) // 2, int(len(spent) * 0.95)
    return spent[middle], spent[late], relative[late], references[middle]


def work():
    """CPU milliseconds of the reference: words counted in a dictionary, and a pass over the scores of a full segment."""
    start = time.process_time()
    often = {}
    for word in WORDS.split():
        often[word] = often.get(word, 0) + 1
    for _ in range(2):
        np.flatnonzero(SCORES * 1.5 > 1)
    return 1000 * (time.process_time() - start)


def clock():
    """CPU seconds of this process and of the server process that works for it."""
    return time.process_time() + _server()


def _server():
    from django.db import connection

    if connection.vendor != "postgresql":
        return 0
    connection.ensure_connection()
    pid = connection.connection.info.backend_pid
    return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e9


if __name__ == "__main__":
    main()
