"""The server is killed at random moments while four people write three texts; whatever a receipt was sent for is in the history, word for
word. Twenty rounds here; `make faults` runs 200 on each engine."""

import os
import random
from threading import Event, Thread

import pytest

from .site import Site, database
from .writers import Writer, missing

pytestmark = pytest.mark.engine

ROUNDS = int(os.environ.get("ROUNDS", 20))


@pytest.fixture
def site(tmp_path):
    with database() as address:
        made = Site(tmp_path, address)
        yield made
        made.close()


def test_what_a_receipt_was_sent_for_outlives_the_server(site):
    seed = random.randrange(10**6)
    chance, writers = random.Random(seed), [Writer(site, session, seed + number) for number, session in enumerate(site.sessions)]
    for number in range(ROUNDS):
        site.start()
        assert trouble(site, writers, last=40) == [], f"in round {number} of seed {seed}"
        threads = [Thread(target=writer.write) for writer in writers]
        for thread in threads:
            thread.start()
        Event().wait(chance.uniform(0.1, 1))
        site.kill()
        for thread in threads:
            thread.join(30)
    site.start()
    assert trouble(site, writers) == [], f"in the last round of seed {seed}"
    receipts = [receipt for writer in writers for receipt in writer.receipts]
    assert len(receipts) >= ROUNDS, f"only {len(receipts)} receipts, seed {seed}"


def trouble(site, writers, last=None):
    """Receipts that were not true, gaps in the numbers, and answers that should not have been."""
    history = site.history()
    gaps = [place for place, texts in history.items() if list(texts) != [*range(1, len(texts) + 1)]]
    return [*missing(writers, history, site.unsaved(), last), *gaps, *(each for writer in writers for each in writer.trouble)]
