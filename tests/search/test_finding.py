import datetime

import pytest

from search.find import Filters, find
from search.index import Findable, put, remove
from search.suggest import suggest

pytestmark = pytest.mark.django_db


def text(key, title="", body="", **more):
    return Findable(kind=more.pop("kind", "record"), key=key, url=f"/records/{key}/", title=title, text=body, **more)


def keys(typed, **more):
    return [hit.key for hit in find(typed, **more).hits]


def test_what_is_put_is_found_best_first():
    put([text("API-1", "Page with cursors", "## Context\n\nLists grow."), text("API-2", "Retry with jitter", "Cursors are elsewhere.")])
    put(text(f"ADR-{n}", "Something else", "Nothing of the kind.") for n in range(8))
    assert keys("cursor") == ["API-1", "API-2"]
    assert keys("jiter") == ["API-2"]
    assert keys("quokka") == []


@pytest.mark.parametrize("typed", ["API-7", "api-7", "Api 7", "api7", "API-007", "API 0007", "API #7", "api_7", "API–7"])
def test_a_name_leads_however_it_is_typed(typed):
    put([text("API-7", "Page with cursors"), text("WEB-1", "API API7 7 0007 007", "API-7, api 7, API7"), text("API-70", "Not this one")])
    assert (keys(typed)[0], suggest(typed).titles[0].key) == ("API-7", "API-7")


def test_what_is_nobodys_name_is_words():
    put([text("API-7", "Page with cursors"), text("WEB-1", "Answer http 429"), text("7", "Retro", kind="meeting"), text("RETRO-7", "meeting 7")])
    assert keys("http 429") == ["WEB-1"]
    assert keys("meeting 7")[:1] == ["7"]


def test_what_is_removed_is_gone():
    put([text("API-1", "Page with cursors"), text("API-2", "More cursors")])
    remove("record", "API-1")
    assert keys("cursors") == ["API-2"]


def test_what_changes_is_found_by_its_new_words_only():
    put([text("API-1", "Page with cursors")])
    put([text("API-1", "Page with offsets")])
    assert keys("cursors") == []
    assert keys("offsets") == ["API-1"]


def test_many_at_once():
    put(text(f"API-{n}", f"Title number{n}", "common word", day=datetime.date(2026, 1, 1) + datetime.timedelta(n)) for n in range(300))
    results = find("common number7")
    assert results.hits[0].key == "API-7"
    assert results.total == 300
    assert find("", filters=Filters(after=datetime.date(2026, 10, 1))).hits[0].key == "API-299"
