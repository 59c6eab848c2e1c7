import pytest

from records.models import Record, Risk
from tests.factories import make_area, make_audience, make_record

NEW = {"title": "Queue age rises", "symptom": "Labels wait.", "severity": "high", "state": "open"}


def errors(response):
    return {name: [str(error) for error in found] for name, found in response.context["form"].errors.items()}


def numbers(client, query=""):
    return [risk.number for risk in client.get(f"/risks/{query}").context["page"]]


@pytest.fixture
def some(ada):
    area = make_area()
    return [
        Risk.objects.note(by=ada, title="One", symptom="Red.", severity="low"),
        Risk.objects.note(by=ada, title="Two", symptom="Red.", severity="high", area=area),
        Risk.objects.note(by=ada, title="Three", symptom="Red.", severity="high", state="gone"),
    ]


@pytest.mark.parametrize(("query", "expected"), [
    ("", [2, 1, 3]), ("?state=open", [2, 1]), ("?severity=high", [2, 3]), ("?area=api-gateway", [2]), ("?state=gone&severity=low", []),
    ("?state=nonsense", []), ("?page=99", [2, 1, 3]), ("?page=x", [2, 1, 3]),
])  # fmt: skip
def test_the_register_shows_the_worst_first_and_filters(as_ada, some, query, expected):
    assert numbers(as_ada, query) == expected


def test_a_risk_is_noted_from_its_record(as_ada, ada, bo):
    record = make_record(by=ada, area=make_area())
    form = as_ada.get(f"/risks/new/?record={record.name}").context["form"]
    assert (form["record"].value(), form["area"].value(), form["owner"].value()) == (record.name, "api-gateway", "Ada Byron (@ada)")
    response = as_ada.post("/risks/new/", NEW | {"record": record.name, "owner": "@bo", "last_seen": "2026-03-04"})
    risk = Risk.objects.get()
    assert response["Location"] == "/risks/1/"
    assert (risk.record, risk.owner, risk.severity, str(risk.last_seen)) == (record, bo, "high", "2026-03-04")


@pytest.mark.parametrize(("changes", "expected"), [
    ({"title": ""}, {"title": ["Write what goes wrong, in one line."]}),
    ({"symptom": " "}, {"symptom": ["Write what somebody will see."]}),
    ({"title": "x" * 201}, {"title": ["Write at most 200 characters."]}),
    ({"severity": "dire"}, {"severity": ["Choose a severity from the list."]}),
    ({"state": "sleeping"}, {"state": ["Choose a state from the list."]}),
    ({"owner": "somebody"}, {"owner": ["No person or team is called “somebody”. Name one person, such as @ann."]}),
    ({"record": "SEC-1"}, {"record": ["Choose records by their names, such as API-12: there is no “SEC-1”."]}),
    ({"record": "ADR-1"}, {"record": ["Choose records by their names, such as API-12: there is no “ADR-1”."]}),
    ({"area": "nonsense"}, {"area": ["Choose an area from the list."]}),
    ({"last_seen": "2026-02-30"}, {"last_seen": ["Write a day that there is, as year, month and day: 2026-11-24."]}),
])  # fmt: skip
def test_bad_input_gets_a_sentence_and_nothing_is_saved(as_ada, bo, changes, expected):
    make_record(by=bo)
    Record.objects.update(audience=make_audience(bo))
    response = as_ada.post("/risks/new/", NEW | changes)
    assert (response.status_code, errors(response), Risk.objects.count()) == (422, expected, 0)


def test_a_change_leaves_its_row(as_ada, ada, some):
    data = NEW | {"title": "One", "symptom": "Red.", "severity": "low", "state": "mitigated", "owner": "@ada", "remedy": "Warm it."}
    assert as_ada.post("/risks/1/edit/", data)["Location"] == "/risks/1/"
    risk = Risk.objects.get(number=1)
    assert [(change.what, change.before, change.after, change.by) for change in risk.changes.order_by("id")] == [
        ("remedy", "", "Warm it.", ada),
        ("state", "open", "mitigated", ada),
    ]
    page = as_ada.get("/risks/1/").content.decode()
    assert "changed the state to “mitigated”" in page and "Mitigated" in page


def test_a_risk_follows_its_record(client, ada, mallory):
    record = make_record(by=ada)
    Risk.objects.note(by=ada, title="Merge slips", symptom="Lagan calls.", record=record)
    Record.objects.update(audience=make_audience(ada))
    client.force_login(mallory)
    assert (numbers(client), client.get("/risks/1/").status_code) == ([], 404)
    assert "0</strong> risks" in client.get("/risks/").content.decode()


def test_the_history_of_a_risk_hides_the_record_that_it_came_from(client, ada, mallory):
    risk = Risk.objects.note(by=ada, title="It breaks", symptom="Red.")
    secret = make_record(by=ada)
    risk.describe(by=ada, record=secret)
    risk.describe(by=ada, record=None)
    Record.objects.update(audience=make_audience(ada))
    client.force_login(mallory)
    assert secret.name not in client.get("/risks/1/").content.decode()


def test_a_longer_register_asks_no_more(as_ada, ada, django_assert_num_queries):
    for n in (1, 3):
        while Risk.objects.count() < n:
            Risk.objects.note(by=ada, title="It breaks", symptom="Red.", record=make_record(by=ada), area=make_area())
        as_ada.get("/risks/")
        with django_assert_num_queries(6):
            assert len(numbers(as_ada)) == n
