"""People are found by name and handle, with what they have had a hand in as far as the reader may see it."""

import re

import pytest

from accounts.models import User
from home.finding import everything
from records.models import Risk, Status
from search.checking import disagreements
from search.find import find
from tests.factories import make_audience, make_meeting, make_record, make_user

pytestmark = pytest.mark.django_db


def found(typed):
    return [(hit.title, hit.heading, hit.worth) for hit in find(typed).hits if hit.kind == "person"]


def words_of(page):
    """The rows of results as words."""
    rows = re.findall(r"<li data-row>(.*?)</li>", page.content.decode(), re.S)
    return [" ".join(re.sub(r"<[^>]*>", " ", row).split()) for row in rows]


def test_a_person_is_found_by_name_handle_and_slip():
    make_user("Inês Carvalho", handle="icarv")
    expected = [("Inês Carvalho", "icarv", "")]
    assert [found(typed) for typed in ("Inês", "ines carvalho", "@icarv", "carvalo")] == [expected] * 4


def test_a_person_follows_every_change_and_is_forgotten_when_merged():
    person = make_user("Inês Carvalho", handle="ines")
    person.name, person.handle = "Inês Duarte", "duarte"
    person.save()
    assert (found("carvalho"), found("duarte")) == ([], [("Inês Duarte", "duarte", "")])
    person.is_active = False
    person.save(update_fields=["is_active"])
    assert found("duarte") == [("Inês Duarte", "duarte", "Left")]
    person.merged_into = make_user("Inês C.", handle="ic")
    person.save()
    assert found("duarte") == []


def test_a_visit_writes_nothing_into_the_index(django_assert_num_queries):
    person = make_user("Inês Carvalho")
    with django_assert_num_queries(3):  # the update, and the transaction's two
        person.save(update_fields=["last_visit"])


def test_a_guest_of_an_import_is_found():
    User.objects.guest("Barry Example", key="barry")
    assert found("barry") == [("Barry Example", "barry-example", "Guest")]


def test_an_index_without_a_person_is_told_of():
    person = make_user("Inês Carvalho")
    assert disagreements(everything()) == []
    User.objects.filter(pk=person.pk).update(name="Inês Duarte")
    assert disagreements(everything()) == [f"person {person.pk} has changed since it was indexed."]
    User.objects.filter(pk=person.pk).update(merged_into=make_user("Inês C."))
    assert disagreements(everything()) == [f"person {person.pk} can be found, but is no more."]


@pytest.fixture
def carvalho(ada):
    """Somebody with a hand in many things, one of them restricted to ada."""
    person, circle = make_user("Inês Carvalho", handle="ines"), make_audience(ada)
    make_record(by=ada, title="Sign the webhooks", decision_makers=[person])
    make_record(by=person, title="Page with cursors")
    make_record(Status.PROPOSED, by=ada, title="Retry twice", decision_makers=[person])
    make_record(by=ada, title="Close the office", decision_makers=[person], audience=circle)
    for audience in (None, circle):
        Risk.objects.note(by=ada, title="Keys expire", symptom="401", owner=person, audience=audience)
        meeting = make_meeting(title="Review", audience=audience)
        meeting.add_action(by=ada, text="Warm the buckets", owner=person)
    return person


def test_a_person_shows_what_the_reader_may_see_of_their_doings(client, ada, grace, carvalho):
    seen = {}
    for reader in (ada, grace):
        client.force_login(reader)
        page = client.get("/search/", {"q": "carvalho"})
        choices = {name: [(c.label, c.n) for c in choices] for name, _, choices in page.context["searching"].facets}
        seen[reader.handle] = words_of(page), choices["kind"]
    name = "Inês Carvalho Person · @ines · "
    everything = "ADR-4 Close the office In force ADR-2 Page with cursors In force ADR-1 Sign the webhooks In force"
    assert seen == {
        "ada": ([f"{name}decided 2 records, owns 1 record, watches for 2 open risks, has 2 open actions {everything}"], [("People", 1)]),
        "grace": (
            [f"{name}decided 1 record, owns 1 record, watches for 1 open risk, has 1 open action {everything[32:]}"],
            [("People", 1)],
        ),
    }


def test_many_people_cost_what_one_costs(as_ada, ada, django_assert_num_queries):
    for n in range(3):
        person = make_user(f"Carvalho {n}")
        make_record(by=person, decision_makers=[person])
        as_ada.get("/search/", {"q": "carvalho"})
        with django_assert_num_queries(9):
            as_ada.get("/search/", {"q": "carvalho"})
