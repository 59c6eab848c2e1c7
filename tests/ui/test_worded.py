from django.db.models import Q

from records.models import Record
from tests.factories import make_log, make_record
from ui.worded import ask, worded


def titles(logs, numbers):
    return Record.objects.filter(Q(number__in=numbers) | Q(log__key="NONE"), log__key__in=logs).order_by("title").values_list("title", "number")


def test_kept_words_are_asked_with_the_values_of_each_call(db):
    for title in ("Page with cursors", "Retry twice", "Say what is owed"):
        make_record(title=title, log=make_log("API"))
    worded.cache_clear()
    assert ask(titles, ["API"], [1, 2]) == [("Page with cursors", 1), ("Retry twice", 2)]
    assert ask(titles, ["API"], [3, 1]) == [("Page with cursors", 1), ("Say what is owed", 3)]
    assert ask(titles, ["WEB", "API"], [3]) == [("Say what is owed", 3)]
    assert ask(titles, ["WEB"], [3, 1]) == []
    assert (worded.cache_info().hits, worded.cache_info().misses) == (2, 2)
