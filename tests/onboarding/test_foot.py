"""What was opened from its path knows the way on: ticked at its foot, it leads to the next step."""

import pytest

from onboarding.models import Path, Term
from tests.factories import make_audience, make_meeting, make_record


@pytest.fixture
def path(ada):
    """Two records, a meeting, a term and a record again."""
    path = Path.objects.create(slug="api", title="API engineers", owner=ada)
    things = [make_record(by=ada, title=title, text="## Why\n\nSo.\n") for title in ("Sign webhooks", "Page with cursors", "Limit by key")]
    meeting, term = make_meeting(title="Review", text="word " * 450), Term.objects.define(by=ada, word="Lane", meaning="Two countries.")
    section = things[1].sections.get()
    steps = [{"record": things[0]}, {"record": things[1], "section": section}, {"meeting": meeting}, {"term": term}, {"record": things[2]}]
    for position, step in enumerate(steps, 1):
        path.steps.create(position=position, reason="It holds.", **step)
    return path


def foot(client, address):
    found = client.get(address).context["foot"]
    return found and (found.reading.state, str(found.following), found.read, found.of)


def test_links_of_a_path_know_their_step(as_ada, path):
    page = as_ada.get("/paths/api/").content.decode()
    for address in ("/records/ADR-1/?step=api/1", "/records/ADR-2/?step=api/2#s-why", "/meetings/1/?step=api/3", "/terms/#term-lane"):
        assert f'class="row-title" href="{address}"' in page
    assert '<a class="btn btn--go mt4" href="/records/ADR-1/?step=api/1">' in page
    assert 'href="/records/ADR-1/?step=api/1"' in as_ada.get("/").content.decode()


def test_a_record_and_a_meeting_carry_the_way_on(as_ada, path):
    assert foot(as_ada, "/records/ADR-1/?step=api/1") == ("unread", "ADR-2", 0, 4)
    assert foot(as_ada, "/meetings/1/?step=api/3") == ("unread", "Lane", 0, 4)
    assert "Mark as read, next step" in as_ada.get("/meetings/1/?step=api/3").content.decode()


@pytest.mark.parametrize("address", ["/records/ADR-1/", "/records/ADR-1/?step=api/2", "/records/ADR-1/?step=no/1", "/records/ADR-1/?step=api/%C2%B2",
                                     "/records/ADR-1/?step=api", "/records/ADR-1/?step=", "/meetings/1/?step=api/1", "/meetings/1/"])  # fmt: skip
def test_who_comes_from_elsewhere_sees_no_foot(as_ada, path, address):
    answer = as_ada.get(address)
    assert (answer.status_code, answer.context["foot"]) == (200, None)


@pytest.mark.parametrize(("position", "leads_to"), [
    (1, "/records/ADR-2/?step=api/2#s-why"), (2, "/meetings/1/?step=api/3"), (3, "/paths/api/#step-4"), (5, "/records/ADR-1/?step=api/1"),
])  # fmt: skip
def test_a_tick_at_the_foot_leads_to_the_next_step(as_ada, path, position, leads_to):
    assert as_ada.post(f"/paths/api/{position}/seen/", {"seen": "1", "on": "1"})["Location"] == leads_to


def test_steps_that_are_read_are_passed_over(as_ada, path):
    as_ada.post("/paths/api/2/seen/", {"seen": "1"})
    assert foot(as_ada, "/records/ADR-1/?step=api/1") == ("unread", "meeting 1", 1, 4)


def test_the_last_tick_leads_back_to_the_path(as_ada, path):
    ends = [as_ada.post(f"/paths/api/{position}/seen/", {"seen": "1", "on": "1"})["Location"] for position in (1, 2, 3, 5)]
    assert ends[-1] == "/paths/api/"
    assert foot(as_ada, "/records/ADR-3/?step=api/5") == ("read", "None", 4, 4)


def test_the_foot_follows_what_was_read_and_changed(as_ada, ada, path):
    address = "/records/ADR-1/?step=api/1"
    tag = as_ada.get(address)["ETag"]
    as_ada.post("/paths/api/1/seen/", {"seen": "1"})
    answer = as_ada.get(address, headers={"if-none-match": tag})
    assert (answer.status_code, "You have read this." in answer.content.decode()) == (200, True)
    record = path.steps.get(position=1).record
    record.edit(by=ada, title=record.title, text="Other words.", base=1, note="Clearer.")
    assert foot(as_ada, address) == ("changed", "ADR-2", 0, 4)


def test_no_closed_step_is_named_as_the_next(client, ada, mallory, path):
    closed = path.steps.get(position=2).record
    closed.restrict(by=ada, audience=make_audience(ada))
    client.force_login(mallory)
    assert foot(client, "/records/ADR-1/?step=api/1") == ("unread", "meeting 1", 0, 3)
    assert client.post("/paths/api/1/seen/", {"seen": "1", "on": "1"})["Location"] == "/meetings/1/?step=api/3"


@pytest.mark.parametrize(("address", "queries"), [("/records/ADR-1/", 6), ("/records/ADR-1/?step=api/1", 8)])
def test_a_foot_costs_two_queries_whatever_the_path_holds(as_ada, path, django_assert_num_queries, address, queries):
    as_ada.get(address)
    with django_assert_num_queries(queries):
        as_ada.get(address)
