"""The index stays equal to the texts, whatever happens: changes, rollbacks, seals, merges, crashes, rebuilds."""

import random
import threading

import pytest
from django.db import connection, transaction

from search import merging, segments, store
from search.checking import disagreements
from search.find import find
from search.index import Findable, purge, put, rebuild, remove
from search.models import Entry

pytestmark = pytest.mark.django_db
WORDS = ["cursor", "page", "retry", "queue", "lane", "label", "token", "budget", "region", "replica", "ledger"]
WORDS += ["invoice", "courier", "parcel", "webhook", "schema", "index", "cache", "shard", "quota"]


def text(n, seed=0, **more):
    chance = random.Random(n * 1000 + seed)
    body = " ".join(chance.choice(WORDS) + chance.choice(["", "s", "ing"]) for _ in range(40))
    title = " ".join(chance.sample(WORDS, 3))
    return Findable(
        "record", f"API-{n}", f"/records/API-{n}/", title, f"## Context\n\n{body}.\n", status=chance.choice(["accepted", "proposed"]), **more
    )


def answers(size=50):
    typed = ["cursor", "retry queue", "courier parcel invoice", "lablel", "shards of the cache", "replica OR region", '"page retry"']
    return {words: [(hit.key, hit.worth) for hit in find(words, size=size).hits] for words in typed}


def test_the_writer_sees_its_change_and_a_rollback_takes_it_back():
    put(map(text, range(10)))
    before = answers()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        put([Findable("record", "API-3", "/", "Quokka register")])
        assert [hit.key for hit in find("quokka").hits] == ["API-3"]
        raise ZeroDivisionError
    assert find("quokka").hits == []
    assert answers() == before
    put([Findable("record", "API-3", "/", "Wombat register")])
    assert [hit.key for hit in find("wombat").hits] == ["API-3"]
    assert disagreements() == []


def test_sealing_and_merging_change_no_answer():
    put(map(text, range(200)))
    before = answers()
    segments.seal()
    assert answers() == before
    for first in range(200, 2400, 100):
        put(map(text, range(first, first + 100)))
    assert len(store.rows("SELECT seg FROM search_segment")) == 8
    grown = answers()
    assert merging.tidy() == 1
    assert answers() == grown
    assert disagreements() == []


@pytest.mark.django_db(transaction=True)
def test_who_saves_does_not_wait_for_a_merge():
    for seed in range(2):  # the second time, all that the first one wrote is dead
        put(text(n, seed=seed) for n in range(256))
    for thread in threading.enumerate():
        if thread.name == merging.MEANWHILE:
            thread.join(30)
    assert merging.due() == []
    assert store.rows("SELECT n FROM search_segment") == [(256,)]
    assert disagreements() == []


def test_changes_and_removals_survive_seals_and_merges():
    chance, texts = random.Random(5), {}
    for turn in range(12):
        for n in chance.sample(range(400), 90):
            texts[n] = text(n, seed=turn)
        put(texts.values())
        gone = chance.choice(sorted(texts))
        remove("record", f"API-{gone}")
        del texts[gone]
        merging.tidy()
        assert disagreements(texts[n] for n in sorted(texts)) == []
    assert Entry.objects.count() == len(texts)


def test_what_somebody_else_has_merged_meanwhile_is_left_alone():
    put([text(1)])
    segments.seal()
    put([text(1, seed=2)])
    seen = merging.due()
    assert merging.tidy() == 1
    assert merging.merge(seen) is False
    assert store.rows("SELECT seg FROM search_segment") == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("first", "second", "found"), [("put", "remove", []), ("remove", "put", ["API-1"])])
def test_one_who_puts_and_one_who_removes_the_same_text_take_turns(first, second, found):
    act = {"put": lambda: put([text(1, seed=1)]), "remove": lambda: remove("record", "API-1")}
    put([text(1)])

    def follow():
        with transaction.atomic():
            act[second]()
        connection.close()

    follower = threading.Thread(target=follow)
    with transaction.atomic():
        act[first]()
        follower.start()
        while store.is_postgresql() and not store.rows("SELECT 1 FROM pg_locks WHERE NOT granted"):
            pass
    follower.join()
    assert ([entry.key for entry in Entry.objects.all()], disagreements()) == (found, [])


def test_what_became_a_segment_while_others_are_swept_is_left_alone():
    put(map(text, range(20)))
    segments.seal()
    [(seg, count)] = store.rows("SELECT seg, (SELECT count(*) FROM search_posting) FROM search_segment")
    assert (merging.drop_some(seg), disagreements()) == (0, [])
    store.run("DELETE FROM search_segment")
    assert (merging.drop_some(seg), merging.drop_some(seg)) == (count, 0)


def test_a_segment_in_which_nothing_lives_can_be_merged():
    put([text(1)])
    segments.seal()
    put([text(1, seed=2)])
    assert merging.tidy() == 1
    assert store.rows("SELECT seg FROM search_segment") == []
    assert disagreements() == []


def test_a_rebuild_answers_as_if_all_had_been_put_at_once():
    for turn in range(3):
        put(text(n, seed=turn) for n in range(400))
    rebuild(text(n, seed=9) for n in range(300))
    rebuilt = answers()
    assert disagreements(text(n, seed=9) for n in range(300)) == []
    for n in range(300):
        remove("record", f"API-{n}")
    rebuild(text(n, seed=9) for n in reversed(range(300)))
    assert answers() == rebuilt
    assert store.rows("SELECT count(*) FROM search_dead") == [(0,)]


def test_a_rebuild_forgets_words_that_no_text_holds():
    put([Findable("record", "API-1", "/", "Hunter2 password")])
    remove("record", "API-1")
    rebuild(map(text, range(3)))
    assert store.rows("SELECT word FROM search_word WHERE word = 'hunter2'") == []


def test_a_crash_in_the_middle_of_a_seal_leaves_the_index_as_it_was(monkeypatch):
    put(map(text, range(255)))
    before = answers()

    def fail(*arguments):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt), transaction.atomic():  # the caller's
        patched.setattr(segments, "add_to_df", fail)
        put([text(900)])
    assert answers() == before
    assert disagreements() == []
    put([text(900)])
    assert Entry.objects.count() == 256
    assert disagreements() == []


def test_a_crash_in_the_middle_of_a_merge_leaves_the_index_as_it_was(monkeypatch):
    for first in range(0, 2400, 300):
        put(map(text, range(first, first + 300)))
    before = answers()

    def fail(*arguments):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(merging, "_swap", fail)
        merging.tidy()
    assert answers() == before
    assert disagreements() == []
    put([text(5, seed=3)])
    assert merging.tidy() == 1
    merging.sweep()
    assert disagreements() == []
    assert len(store.rows("SELECT seg FROM search_segment")) == 1


@pytest.mark.django_db(transaction=True)
def test_nobody_merges_while_another_does(monkeypatch):
    swap, made = merging._swap, []

    def try_too():
        made.append(merging.tidy())
        connection.close()

    def let_another_try(*arguments):
        other = threading.Thread(target=try_too)
        other.start()
        other.join(30)
        return swap(*arguments)

    monkeypatch.setattr(merging, "_swap", let_another_try)
    for first in range(0, 2400, 300):  # the eighth makes a merge due
        put(map(text, range(first, first + 300)))
    for thread in threading.enumerate():
        if thread.name == merging.MEANWHILE:
            thread.join(30)
    assert (made, store.rows("SELECT n FROM search_segment")) == ([0], [(2400,)])
    assert disagreements() == []


def test_a_text_that_changes_while_it_is_merged_is_found_by_its_new_words(monkeypatch):
    for first in range(0, 2400, 300):
        put(map(text, range(first, first + 300)))
    swap = merging._swap

    def change_first(*arguments):
        put([Findable("record", "API-7", "/", "Quokka register")])
        remove("record", "API-8")
        return swap(*arguments)

    monkeypatch.setattr(merging, "_swap", change_first)
    assert merging.tidy() == 1
    assert [hit.key for hit in find("quokka").hits] == ["API-7"]
    assert disagreements() == []


def test_the_check_names_what_is_wrong():
    put(map(text, range(5)))
    store.run("DELETE FROM search_tail WHERE ref = (SELECT min(ref) FROM search_tail)")
    segments.stamp()
    assert disagreements() == ["record API-0 is not in the index."]
    Entry.objects.filter(key="API-1").update(text="Other words")
    Entry.objects.filter(key="API-2").update(status="withdrawn")
    assert len(disagreements()) == 3
    assert disagreements(map(text, range(1, 7)))[:3] == [
        "record API-1 has changed since it was indexed.",
        "record API-2 has changed since it was indexed.",
        "record API-5 cannot be found.",
    ]


def test_the_order_is_the_same_on_every_database():
    rebuild(map(text, range(400)))
    order = {words: " ".join(key.removeprefix("API-") for key, _ in hits) for words, hits in answers(size=6).items()}
    assert order == {
        "cursor": "376 119 132 274 80 176",
        "retry queue": "178 260 292 353 82 357",
        "courier parcel invoice": "294 174 45 257 65 10",
        "lablel": "97 262 326 367 79 101",
        "shards of the cache": "238 87 171 243 165 41",
        "replica OR region": "210 206 58 215 141 78",
        '"page retry"': "266 351 33 71 89 8",
    }


@pytest.mark.django_db(transaction=True)
def test_a_word_that_was_forgotten_gets_a_number_anew():
    put([Findable("record", "API-1", "/", "Quokka register")])
    put([Findable("record", "API-1", "/", "Wombat register")])  # by the numbers that are remembered now
    with transaction.atomic():
        purge("quokka")
    put([Findable("record", "API-2", "/", "Quokka")])
    assert ([hit.key for hit in find("quokka").hits], [hit.key for hit in find("register").hits]) == (["API-2"], ["API-1"])
    rebuild([Findable("record", "API-3", "/", "Wombat")])
    put([Findable("record", "API-4", "/", "Register")])
    assert [hit.key for hit in find("register").hits] == ["API-4"]
    assert disagreements() == []


@pytest.mark.django_db(transaction=True)
def test_a_word_that_a_rollback_takes_back_is_not_remembered():
    put([text(1)])
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        put([Findable("record", "API-3", "/", "Quokka register")])
        raise ZeroDivisionError
    put([Findable("record", "API-4", "/", "Wombat quokka")])
    assert [hit.key for hit in find("quokka").hits] == ["API-4"]
    assert disagreements() == []
