import datetime

import pytest
from django.db import connection
from django.http import QueryDict
from django.utils import timezone

from records import facets
from records.filters import Filters
from records.models import Area, Log, Record, Tag
from records.views import lists
from tests.factories import make_area, make_audience, make_log, make_record, make_user

DAY = datetime.date


def names(response):
    return [record.name for record in response.context["page"].rows]


def shown(client, query=""):
    return names(client.get(f"/records/{query}"))


def counts(response):
    return {facet.name: {option.value: option.n for option in facet.options} for facet in response.context["facets"]}


@pytest.fixture
def some(ada, bo):
    """Five records: in force, proposed, rejected, a draft of ada's, and an unstated one without a day."""
    gateway, data = make_area(), make_area("Data and storage", "data")
    limits = Tag.objects.create(slug="limits")
    adr, api = make_log("ADR"), make_log("API")
    return {
        "ADR-1": make_record("accepted", by=ada, log=adr, area=gateway, on=DAY(2025, 5, 4), tags=[limits]),
        "API-1": make_record("proposed", by=bo, log=api, area=gateway, decision_makers=[ada]),
        "API-2": make_record("rejected", by=bo, log=api, area=data, on=DAY(2026, 1, 2), tags=[limits]),
        "ADR-2": make_record("draft", by=ada, log=adr),
        "ADR-3": make_record("unstated", by=bo, log=adr),
    }


def test_open_ones_come_first_then_the_newest_decision_then_what_has_no_day(as_ada, some):
    assert shown(as_ada) == ["ADR-2", "API-1", "API-2", "ADR-1", "ADR-3"]


@pytest.mark.parametrize(("query", "expected"), [
    ("?sort=decided", ["ADR-3", "ADR-1", "API-2", "API-1", "ADR-2"]),
    ("?sort=name", ["ADR-1", "ADR-2", "ADR-3", "API-1", "API-2"]),
    ("?sort=-name", ["API-2", "API-1", "ADR-3", "ADR-2", "ADR-1"]),
    ("?sort=updated", ["ADR-1", "API-1", "API-2", "ADR-2", "ADR-3"]),
    ("?sort=nonsense", ["ADR-2", "API-1", "API-2", "ADR-1", "ADR-3"]),
    ("?status=accepted", ["ADR-1"]),
    ("?status=accepted&status=rejected", ["API-2", "ADR-1"]),
    ("?area=api-gateway", ["API-1", "ADR-1"]),
    ("?log=API&status=proposed", ["API-1"]),
    ("?tag=limits", ["API-2", "ADR-1"]),
    ("?year=2025", ["ADR-1"]),
    ("?year=2025&year=2026", ["API-2", "ADR-1"]),
    ("?person=ada", ["ADR-2", "API-1", "ADR-1"]),
    ("?person=Ada+Byron", ["ADR-2", "API-1", "ADR-1"]),
    ("?person=@bo&tag=limits", ["API-2"]),
    ("?person=Lind", ["API-1", "API-2", "ADR-3"]),
    ("?person=nobody", []),
    ("?area=nonsense", []),
    ("?status=nonsense", []),
    ("?log=NOPE", []),
    ("?year=abcd", []),
    ("?year=0000", []),
    ("?year=20255", []),
    ("?tag=nope&tag=limits", ["API-2", "ADR-1"]),
    ("?status=", ["ADR-2", "API-1", "API-2", "ADR-1", "ADR-3"]),
    ("?after=nonsense", ["ADR-2", "API-1", "API-2", "ADR-1", "ADR-3"]),
    ("?after=API-2", ["ADR-1", "ADR-3"]),
    ("?before=API-2", ["ADR-2", "API-1"]),
    ("?after=ADR-99", ["ADR-2", "API-1", "API-2", "ADR-1", "ADR-3"]),
])  # fmt: skip
def test_the_address_says_what_is_shown(as_ada, some, query, expected):
    assert shown(as_ada, query) == expected


@pytest.mark.parametrize("dense", [0, 1_000_000])
@pytest.mark.parametrize(("query", "expected"), [
    ("", ["ADR-2", "API-1", "API-2", "ADR-1", "ADR-3"]),
    ("?status=accepted&status=rejected&status=nonsense", ["API-2", "ADR-1"]),
    ("?area=api-gateway&log=API", ["API-1"]),
    ("?log=ADR&status=draft&status=unstated", ["ADR-2", "ADR-3"]),
    ("?log=API&sort=name", ["API-1", "API-2"]),
    ("?area=nonsense", []),
])  # fmt: skip
def test_the_same_is_shown_whichever_way_it_is_asked(as_ada, some, monkeypatch, query, expected, dense):
    monkeypatch.setattr(lists, "DENSE", dense)
    assert shown(as_ada, query) == expected


def test_counts_say_what_a_filter_would_leave(as_ada, some):
    response = as_ada.get("/records/?status=accepted&area=api-gateway")
    assert response.context["total"] == 1
    assert counts(response) == {
        "status": {"proposed": 1, "accepted": 1},
        "area": {"api-gateway": 1},
        "log": {"ADR": 1},
        "tag": {"limits": 1},
        "year": {"2025": 1},
    }


def test_what_is_closed_is_in_no_count_and_in_no_choice(client, mallory, ada, some):
    hidden = Tag.objects.create(slug="merger")
    secret_log = make_log("SEC", audience=make_audience(ada))
    make_record("accepted", by=ada, log=secret_log, area=make_area("Merger", "merger"), tags=[hidden])
    client.force_login(mallory)
    response = client.get("/records/")
    assert names(response) == ["API-1", "API-2", "ADR-1", "ADR-3"]
    assert (response.context["all"].total(), response.context["all"].in_force()) == (4, 1)
    assert "merger" not in response.content.decode().lower() and "SEC" not in counts(response)["log"]
    assert counts(client.get("/records/?log=SEC&area=merger&tag=merger"))["status"] == {}


@pytest.mark.parametrize("are_many", [False, True])
def test_tags_let_the_same_through_whichever_way_they_are_asked(some, are_many):
    filters = Filters.read(QueryDict("tag=nope&tag=limits&sort=name"), [], [])
    assert [record.name for record in filters.applied(Record.objects.order_by("log__key"), are_many=are_many)] == ["ADR-1", "API-2"]


def test_a_name_that_two_people_have_means_neither(as_ada, some):
    make_user("Ada Byron")
    page = as_ada.get("/records/?person=Ada+Byron")
    assert (page.context["total"], page.context["chips"]) == (0, [("Nobody called “Ada Byron”, or more than one", "?")])


def test_chips_remove_one_filter_each(as_ada, some):
    response = as_ada.get("/records/?status=accepted&status=draft&tag=limits&person=ada&sort=name")
    assert response.context["chips"] == [
        ("In force", "?status=draft&tag=limits&person=ada&sort=name"),
        ("Draft", "?status=accepted&tag=limits&person=ada&sort=name"),
        ("limits", "?status=accepted&status=draft&person=ada&sort=name"),
        ("Ada Byron", "?status=accepted&status=draft&tag=limits&sort=name"),
    ]


def test_a_head_says_how_the_list_is_sorted(as_ada, some):
    heads = as_ada.get("/records/?sort=-name&status=draft").context["heads"]
    assert [(name, head["order"], head["address"]) for name, head in heads.items()] == [
        ("decided", "", "?status=draft"),
        ("name", "descending", "?status=draft&sort=name"),
        ("updated", "", "?status=draft&sort=-updated"),
    ]


def test_page_after_page_shows_each_record_once_and_back_again(as_ada, ada, subtests):
    for n in range(60):
        make_record(["accepted", "draft", "unstated", "proposed"][n % 4], by=ada, log=make_log(["ADR", "API"][n % 2]), on=DAY(2026, 1 + n % 3, 1))
    for sort in ("decided", "-decided", "name", "-name", "updated", "-updated"):
        with subtests.test(sort=sort):
            there_and_back(as_ada, f"?sort={sort}")


def there_and_back(client, address):
    found, pages = [], []
    while address:
        response = client.get(f"/records/{address}")
        pages.append(names(response))
        found += pages[-1]
        address = response.context["addresses"]["after"] if response.context["page"].after else None
    assert [len(page) for page in pages] == [25, 25, 10]
    assert len(set(found)) == 60
    back = client.get(f"/records/{response.context['addresses']['before']}")
    assert names(back) == pages[1]
    first = client.get(f"/records/{back.context['addresses']['before']}")
    assert (names(first), first.context["page"].before) == (pages[0], None)


@pytest.mark.parametrize(("query", "queries"), [("", 7), ("?status=accepted&area=api-gateway&person=ada&tag=limits", 8), ("?view=list&sort=name", 5)])
def test_a_longer_list_asks_no_more(as_ada, ada, django_assert_num_queries, query, queries):
    tag = Tag.objects.create(slug="limits")
    for n in (1, 3):
        while Record.objects.count() < n:
            make_record("accepted", by=ada, area=make_area(), tags=[tag])
        as_ada.get(f"/records/{query}")
        with django_assert_num_queries(queries):
            assert len(shown(as_ada, query)) == n


def test_htmx_gets_the_listing_alone(as_ada, some):
    response = as_ada.get("/records/?status=draft", headers={"HX-Request": "true", "HX-Target": "div#listing"})
    assert response.content.decode().lstrip().startswith('<div class="with-rail" id="listing">')


@pytest.mark.parametrize(("query", "words"), [("", "No records yet"), ("?status=draft", "No record matches these filters")])
def test_an_empty_list_says_what_is_missing(as_ada, query, words):
    assert words in as_ada.get(f"/records/{query}").content.decode()


def test_readers_are_not_asked_to_write(client, grace):
    client.force_login(grace)
    assert "/records/new/" not in client.get("/records/").content.decode().split("<main")[1]


def test_past_records_are_softer_and_say_by_what_they_were_replaced(as_ada, ada):
    old = make_record(by=ada, on=timezone.localdate())
    new = make_record("proposed", by=ada)
    new.relate(by=ada, kind="supersedes", target=old)
    new.accept(by=ada)
    page = as_ada.get("/records/").content.decode()
    assert page.count('class="is-past"') == 1
    assert f'Superseded by <a class="ref" href="/records/{new.name}/">{new.name}</a>' in page


def test_kept_counts_follow_every_change(as_ada, ada, some):
    def first():
        cells = as_ada.get("/records/").context["all"]
        return cells.total(), cells.in_force(), dict(cells.by("area", slice(None)))

    before = first()
    some["API-1"].accept(by=ada)
    moved = first()
    some["API-1"].describe(by=ada, area=None)
    described = first()
    make_record(by=ada)
    assert [before[:2], moved[:2], first()[:2]] == [(5, 1), (5, 2), (6, 3)]
    assert sum(before[2].values()) == sum(described[2].values()) + 1


def test_kept_names_follow_every_edit_and_outlive_no_permission(client, mallory, ada, some):
    def choices(name):
        facets = client.get("/records/").context["facets"]
        return next([option.label for option in facet.options] for facet in facets if facet.name == name)

    client.force_login(mallory)
    assert (choices("area"), choices("log")) == (["API gateway", "Data and storage"], ["ADR ADR log", "API API log"])
    area, log = Area.objects.get(slug="data"), Log.objects.get(key="API")
    area.name, log.title = "Storage", "Interfaces"
    area.save()
    log.save()
    assert (choices("area"), choices("log")) == (["API gateway", "Storage"], ["ADR ADR log", "API Interfaces"])
    log.audience = make_audience(ada, mallory)
    log.save()
    assert choices("log") == ["ADR ADR log", "API Interfaces"]
    log.audience.members.filter(user=mallory).delete()
    assert choices("log") == ["ADR ADR log"]


def test_too_many_to_count_are_told_as_more(as_ada, some, monkeypatch):
    monkeypatch.setattr(facets, "LIMIT", 1)
    page = as_ada.get("/records/?tag=limits")
    assert '<strong class="num">1+</strong> records' in page.content.decode()
    assert counts(page) == {
        "status": {"draft": None, "proposed": None, "accepted": None, "rejected": None, "unstated": None},
        "area": {"api-gateway": None, "data": None},
        "log": {"ADR": None, "API": None},
        "tag": {"limits": None},
        "year": {"2026": None, "2025": None},
    }
    assert '<strong class="num">1</strong> record<' in as_ada.get("/records/?tag=limits&status=rejected").content.decode()


def test_kept_counts_of_a_tag_follow_every_change(as_ada, ada, some):
    assert as_ada.get("/records/?tag=limits").context["total"] == 2
    some["API-1"].describe(by=ada, tags=list(Tag.objects.all()))
    assert as_ada.get("/records/?tag=limits").context["total"] == 3


def test_kept_counts_outlive_no_permission(client, ada, mallory, some):
    circle = make_audience(ada, mallory)
    Record.objects.filter(pk=some["ADR-1"].pk).update(audience=circle)
    client.force_login(mallory)
    assert client.get("/records/").context["all"].total() == 4
    circle.members.filter(user=mallory).delete()
    assert client.get("/records/").context["all"].total() == 3


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL reads a small table as it lies")
def test_the_counts_are_read_from_an_index_in_its_order(some, django_assert_num_queries):
    with django_assert_num_queries(1) as asked:
        facets.cells_seen_by("a version", frozenset({1, 2}))
        facets.cells_seen_by("a version", frozenset({2}))
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {asked.captured_queries[0]['sql']}")
        assert [row[3] for row in cursor.fetchall()] == ["SCAN records_record USING COVERING INDEX record_counts"]
