import pytest

from records.models import Record
from search.find import find
from tests.factories import make_audience, make_log, make_record


def restrict(client, record, *people):
    return client.post(f"/records/{record.name}/audience/", {"circle": "restricted", "people": [person.handle for person in people]})


def test_author_closes_a_record_and_opens_it_again(client, ada, bo, mallory):
    record = make_record(by=ada, title="Quayside")
    client.force_login(ada)
    assert restrict(client, record, ada, bo).status_code == 302
    client.force_login(mallory)
    assert client.get("/records/ADR-1/").status_code == client.get("/records/ADR-1/audience/").status_code == 404
    assert find("quayside", audiences=mallory.audiences).total == 0 and find("quayside", audiences=bo.audiences).total == 1
    client.force_login(ada)
    client.post("/records/ADR-1/audience/", {"circle": "open"})
    client.force_login(mallory)
    assert client.get("/records/ADR-1/").status_code == 200
    assert [change.what for change in record.changes.all()] == ["audience", "audience"]


def test_nobody_locks_themselves_out(as_ada, ada, bo):
    record = make_record(by=ada)
    assert restrict(as_ada, record, bo).status_code == 422


def test_others_may_not_close_it(client, bo, grace, ada):
    record = make_record(by=ada)
    for person in (bo, grace):
        client.force_login(person)
        assert restrict(client, record, person).status_code == 403


def test_what_superseded_an_open_record_stays_readable(as_ada, ada):
    old = make_record(by=ada)
    new = Record.objects.draft(by=ada, log=make_log(), title="New", text="", supersedes=[old])
    new.propose(by=ada)
    new.accept(by=ada)
    response = restrict(as_ada, new, ada)
    one, two = (f'<span class="ref">{record.name}</span>' for record in (old, new))
    assert response.status_code == 422 and f"{one} would still say “superseded by {two}”" in response.text
    new.refresh_from_db()
    assert new.audience is None


def test_restricted_record_says_so_to_its_circle(client, ada):
    make_record(by=ada, audience=make_audience(ada))
    client.force_login(ada)
    assert "Restricted" in client.get("/records/ADR-1/").content.decode()


@pytest.mark.parametrize(
    "data", [{"x": "1"}, {"circle": "nonsense"}, {"circle": "restricted", "people": ["9" * 30]}, {"circle": "restricted", "people": ["x"]}]
)
def test_forged_circles_get_a_sentence(as_ada, ada, data):
    make_record(by=ada)
    assert as_ada.post("/records/ADR-1/audience/", data).status_code == 422


def test_saving_the_circle_of_a_draft_never_publishes_it(as_ada, ada):
    record = make_record(by=ada, status="draft")
    form = as_ada.get("/records/ADR-1/audience/").context["form"]
    assert (form.initial["circle"], form.initial["people"]) == ("restricted", [ada])
    response = as_ada.post("/records/ADR-1/audience/", {"circle": "open"})
    record.refresh_from_db()
    assert (response.status_code, record.is_closed_draft) == (422, True)
