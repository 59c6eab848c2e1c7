"""What the box suggests once filters, -words and quotes are typed in it."""

import pytest

from onboarding.models import Seen
from tests.factories import make_area, make_audience, make_log, make_record, make_series, make_user

pytestmark = pytest.mark.django_db


def below(client, typed):
    found = client.get("/search/suggest/", {"q": typed}, headers={"HX-Request": "true"}).context["suggestions"]
    return [name.words for name in found.names], [title.title for title in found.titles], found.words


@pytest.fixture
def records(ada, bo):
    make_record(by=ada, log=make_log("API"), title="Page with cursors", area=make_area())
    make_record("rejected", by=bo, log=make_log("OPS"), title="Cursors that expire")


@pytest.mark.parametrize(("typed", "names"), [
    ("area:", ["area:api-gateway", "area:storage"]),
    ("area:stor", ["area:storage"]),
    ('cursors area:"API gat', ["cursors area:api-gateway"]),
    ("log:o", ["log:OPS"]),
    ("cursors -is:", ["cursors -is:in-force", "cursors -is:unseen", "cursors -is:seen"]),
    ("is:un", ["is:unseen"]),
    ("status:pr", ["status:proposed"]),
    ("status:in", ["status:accepted"]),
    ("kind:m", ["kind:meeting"]),
    ("in:rev", ["in:api-review"]),
    ("by:a", ["by:ada"]),
    ("by:lind", ["by:bo"]),
    ("before:", []),
    ("tag:", []),
])  # fmt: skip
def test_what_a_filter_may_name_is_completed_and_nothing_else_is_there(as_ada, bo, records, typed, names):
    make_area("Storage", "storage")
    make_series()
    assert below(as_ada, typed) == (names, [], [])


@pytest.mark.parametrize(("typed", "titles", "words"), [
    ("curs", ["Page with cursors", "Cursors that expire"], ["cursors"]),
    ("is:in-force curs", ["Page with cursors"], ["is:in-force cursors"]),
    ("is:in-force", ["Page with cursors"], []),
    ("log:OPS curs", ["Cursors that expire"], ["log:OPS cursors"]),
    ('by:"Bo Lindgren" curs', ["Cursors that expire"], ['by:"Bo Lindgren" cursors']),
    ("area:api-gateway curs", ["Page with cursors"], ["area:api-gateway cursors"]),
    ("cursors -exp", ["Cursors that expire", "Page with cursors"], ["cursors -expire"]),
    ("cursors -expire", ["Page with cursors"], []),
    ('"page with cursors"', ["Page with cursors"], []),
    ("by:nobody-here curs", [], ["by:nobody-here cursors"]),
    ("before:2020 curs", [], ["before:2020 cursors"]),
    ("nonsense:curs", [], ["nonsense:cursors"]),
    ("page-curs", ["Page with cursors"], ["page-cursors"]),
    ('"page curs', ["Page with cursors"], ['"page cursors']),
])  # fmt: skip
def test_what_is_suggested_keeps_to_the_filters(as_ada, records, typed, titles, words):
    _, shown, completed = below(as_ada, typed)
    assert (sorted(shown), completed) == (sorted(titles), words)


def test_what_has_been_seen_is_left_out_if_asked(as_ada, ada, records):
    seen = make_record(by=ada, title="Cursors that were read")
    Seen.objects.see(ada, record=seen)
    assert sorted(below(as_ada, "is:unseen curs")[1]) == ["Cursors that expire", "Page with cursors"]


def test_no_name_is_completed_that_the_reader_may_not_see(client, ada, mallory):
    closed = make_audience(ada)
    make_log("SEC", audience=closed)
    make_series(name="Secret review", slug="secret-review", audience=closed)
    for person, names in ((ada, ["log:SEC", "in:secret-review"]), (mallory, [])):
        client.force_login(person)
        assert [name for typed in ("log:s", "in:s") for name in below(client, typed)[0]] == names


@pytest.mark.parametrize(
    "typed",
    [
        "by:",
        'by:"',
        "is:in-force (",
        "-",
        "--",
        'area:"',
        "by:%",
        "by:" + "a" * 190,
        "is:in-force -",
        "is:💥 x",
        "㎏㎏㎏",
        "x:㎏㎏",
        "before:2026-99 a",
    ],
)
def test_nothing_typed_breaks_it(as_ada, records, typed):
    assert as_ada.get("/search/suggest/", {"q": typed}, headers={"HX-Request": "true"}).status_code == 200


def test_words_alone_cost_what_they_did(as_ada, ada, records, django_assert_num_queries):
    below(as_ada, "curs")
    with django_assert_num_queries(3):
        below(as_ada, "curs")


def test_many_people_cost_one_query(as_ada, records, django_assert_num_queries):
    for n in range(3):
        make_user(f"Zora {n}")
    with django_assert_num_queries(3):
        assert len(below(as_ada, "by:zora")[0]) == 3
