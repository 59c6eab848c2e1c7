"""Do readers and writers keep out of each other's way? Several processes save and search for a while; then the index is checked.

python -m bench.together --seconds 60           # SQLite in bench/cache
python -m tests.postgres python -m bench.together --postgresql
"""

import argparse
import os
import random
import re
import subprocess
import sys
import time
from collections import Counter

from bench.findable import Maker
from bench.stage import set_up

TEXTS = 3000


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--writers", type=int, default=4)
    parser.add_argument("--readers", type=int, default=8)
    parser.add_argument("--postgresql", action="store_true", help="on the database that DATABASE_URL names")
    parser.add_argument("--part", choices=["write", "read"], help="what a process of its own does")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    database = os.environ["DATABASE_URL"] if options.postgresql else None
    set_up("together", database, fresh=not options.part)
    if options.part:
        return {"write": write, "read": read}[options.part](options.seconds, options.seed)
    from search.checking import disagreements
    from search.index import Findable, put

    maker = Maker()
    put(Findable(**maker.fields(n)) for n in range(TEXTS))
    parts = [("write", seed) for seed in range(options.writers)] + [("read", seed) for seed in range(options.readers)]
    command = [sys.executable, "-m", "bench.together", "--seconds", str(options.seconds), *["--postgresql"][: options.postgresql]]
    running = [subprocess.Popen([*command, "--part", part, "--seed", str(seed)]) for part, seed in parts]
    time.sleep(options.seconds / 2)
    running[0].kill()  # as the power does
    codes = [process.wait() for process in running[1:]]
    wrong = disagreements()
    for sort, count in Counter(re.sub(r"^.*? (is|has|can|cannot|holds) ", r"\1 ", one) for one in wrong).most_common(5):
        print(f"{count} x: {sort}")
    print(f"{len(wrong)} disagreements after it all, one writer killed; the others ended with {sorted(set(codes))}")
    sys.exit(bool(wrong or any(codes)))


def write(seconds, seed):
    from django.db import transaction

    from search.index import Findable, put, remove

    maker, chance, spent = Maker(), random.Random(seed), []
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        fields, text = maker.fields(chance.randrange(TEXTS)), maker.fields(chance.randrange(10 * TEXTS))["text"]
        start = time.monotonic()
        with transaction.atomic():
            if chance.random() < 0.1:
                remove(fields["kind"], fields["key"])
            else:
                put([Findable(**{**fields, "text": text})])
        spent.append(time.monotonic() - start)
    tell(f"writer {seed}", "saves", spent)


def read(seconds, seed):
    from search.find import find
    from search.suggest import suggest

    maker, chance, spent = Maker(), random.Random(1000 + seed), []
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        words = " ".join(maker.draw(chance, 3))
        start = time.monotonic()
        results = find(words, audiences=frozenset({1, 2}))
        assert len({(hit.kind, hit.key, hit.anchor) for hit in results.hits}) == len(results.hits)
        suggest(maker.draw(chance, 1)[0][:4])
        spent.append(time.monotonic() - start)
    tell(f"reader {seed}", "searches", spent)


def tell(who, what, spent):
    spent = sorted(1000 * seconds for seconds in spent)
    middle, late = spent[len(spent) // 2], spent[int(len(spent) * 0.95)]
    print(f"{who}: {len(spent)} {what}, p50 {middle:.0f} ms, p95 {late:.0f} ms, slowest {spent[-1]:.0f} ms", flush=True)


if __name__ == "__main__":
    main()
