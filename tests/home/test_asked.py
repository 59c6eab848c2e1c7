"""A filter takes the names that people use, not only the short ones; what nothing is called gets a sentence."""

import pytest

from onboarding.models import Seen
from records.models import Record
from tests.factories import make_area, make_audience, make_log, make_meeting, make_record, make_series

pytestmark = pytest.mark.django_db


@pytest.fixture
def some(ada, bo):
    gateway = make_area()
    make_record(by=ada, log=make_log("API", title="Public interfaces"), title="Backoff one", area=gateway)
    make_record("proposed", by=bo, log=make_log("REL", title="Reliability"), title="Backoff two", area=make_area("Data and storage", "data"))
    make_meeting(series=make_series(area=gateway), title="Backoff three", facilitator=bo)
    make_series(slug="secret-desk", name="Secret desk", audience=make_audience(bo))
    make_log("SEC", title="Secret log", audience=make_audience(bo))


def found(client, typed):
    searching = client.get("/search/", {"q": f"backoff {typed}"}).context["searching"]
    return sorted(card.hit.title.removeprefix("Backoff ") for card in searching.cards), searching.results.problems


@pytest.mark.parametrize(("typed", "expected"), [
    ("by:ada", ["one"]), ("by:@ada", ["one"]), ('by:"Ada Byron"', ["one"]), ("by:lindgren", ["three", "two"]), ("-by:@bo", ["one"]),
    ("area:api-gateway", ["one", "three"]), ('area:"API gateway"', ["one", "three"]), ("area:storage", ["two"]),
    ("in:api-review", ["three"]), ('in:"API architecture review"', ["three"]),
    ("log:api", ["one"]), ('log:"Public interfaces"', ["one"]),
    ("kind:records", ["one", "two"]), ("kind:notes", ["three"]), ("-kind:record", ["three"]),
    ('status:"in force"', ["one"]), ("status:Proposed", ["two"]), ("status:accepted", ["one"]),
])  # fmt: skip
def test_a_filter_takes_the_names_that_people_use(as_ada, some, typed, expected):
    assert found(as_ada, typed) == (expected, [])


@pytest.mark.parametrize(("typed", "problem"), [
    ("by:nobody", "Nobody here is called “nobody”, or more than one is. Write a handle, such as by:ann."),
    ("area:nowhere", "There is no area “nowhere”."),
    ("in:nowhere", "There is no series “nowhere”."),
    ("in:secret-desk", "There is no series “secret-desk”."),
    ('in:"secret desk"', "There is no series “secret desk”."),
    ("log:nope", "There is no log “nope”."),
    ("log:sec", "There is no log “sec”."),
    ("kind:thing", "There is no kind “thing”. There are risk, record, meeting, outcome, action, term, person."),
    ("status:nonsense", "No text is worth “nonsense”. Texts are in force, proposed, superseded and so on: the facets name them all."),
])  # fmt: skip
def test_what_nothing_is_called_gets_a_sentence(as_ada, some, typed, problem):
    assert found(as_ada, typed) == ([], [problem])


def test_what_is_left_out_and_unknown_leaves_nothing_out(as_ada, some):
    assert found(as_ada, "-area:nowhere") == (["one", "three", "two"], ["There is no area “nowhere”."])


@pytest.mark.parametrize(("typed", "expected"), [
    ("is:seen", ["one"]), ("-is:seen", ["three", "two"]), ("is:unseen", ["three", "two"]), ("-is:unseen", ["one"]),
    ("in:api-review", ["three"]), ("-in:api-review", ["one", "two"]), ("-in:api-review -is:seen", ["two"]), ("-is:in-force", ["three", "two"]),
])  # fmt: skip
def test_a_minus_turns_each_filter_round(as_ada, ada, some, typed, expected):
    Seen.objects.see(ada, record=Record.objects.get(log__key="API"))
    assert found(as_ada, typed) == (expected, [])


def test_what_is_not_known_of_a_thing_gets_a_sentence(as_ada, some):
    said = "“is:bogus” is not known. There are is:in-force, is:unseen and is:seen."
    assert [found(as_ada, typed)[1] for typed in ("is:bogus", "-is:bogus")] == [[said], [said]]
