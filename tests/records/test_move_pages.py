import datetime

import pytest
from django.utils import timezone

from records.models import Record
from tests.factories import make_audience, make_record


def errors(response):
    return {name: [str(error) for error in found] for name, found in response.context["form"].errors.items()}


@pytest.mark.parametrize(("verb", "status", "data", "after"), [
    ("propose", "draft", {}, "proposed"),
    ("accept", "proposed", {"on": "2026-03-04"}, "accepted"),
    ("reject", "proposed", {"note": "Too dear."}, "rejected"),
    ("withdraw", "proposed", {}, "withdrawn"),
    ("redraft", "proposed", {}, "draft"),
    ("reopen", "withdrawn", {}, "proposed"),
    ("deprecate", "accepted", {"note": "Nobody pages."}, "deprecated"),
    ("state", "unstated", {"status": "accepted", "note": "Ann remembers."}, "accepted"),
])  # fmt: skip
def test_a_move_is_made_and_leaves_its_row(as_ada, ada, verb, status, data, after):
    record = make_record(status, by=ada)
    response = as_ada.post(f"/records/{record.name}/{verb}/", data)
    assert response["Location"] == record.get_absolute_url()
    record = Record.objects.get(pk=record.pk)
    move = record.last_move()
    day = datetime.date(2026, 3, 4) if "on" in data else timezone.localdate()
    assert (record.status, move.by, move.note, move.on) == (after, ada, data.get("note", ""), day)
    assert f"{record.name} is {STANDS[record.status]} now." in as_ada.get(record.get_absolute_url()).content.decode()


@pytest.mark.parametrize(("verb", "status", "data", "expected"), [
    ("reject", "proposed", {}, {"note": ["Write why; it is what people will look for."]}),
    ("deprecate", "accepted", {"note": "   "}, {"note": ["Write why; it is what people will look for."]}),
    ("accept", "proposed", {"on": "2026-02-30"}, {"on": ["Write a day that there is, as year, month and day: 2026-11-24."]}),
    ("accept", "proposed", {"on": "2999-01-01"}, {"on": ["That day is still to come. Write today or a day before."]}),
    ("accept", "proposed", {"note": "x" * 2001}, {"note": ["Write at most 2,000 characters."]}),
    ("state", "unstated", {"note": "So."}, {"status": ["Choose what it is worth."]}),
    ("state", "unstated", {"note": "So.", "status": "superseded"}, {"status": ["Choose what it is worth from the list."]}),
])  # fmt: skip
def test_bad_input_gets_a_sentence_and_nothing_moves(as_ada, ada, verb, status, data, expected):
    record = make_record(status, by=ada)
    response = as_ada.post(f"/records/{record.name}/{verb}/", data)
    assert (response.status_code, errors(response), Record.objects.get().status) == (422, expected, status)


STANDS = {
    "draft": "a draft", "proposed": "proposed", "accepted": "in force", "rejected": "rejected", "withdrawn": "withdrawn",
    "deprecated": "deprecated", "superseded": "superseded", "unstated": "unstated",
}  # fmt: skip
ONLY = {
    "propose": "Only a draft can be proposed.",
    "accept": "Only a proposed record can be accepted.",
    "reject": "Only a proposed record can be rejected.",
    "withdraw": "Only a draft or a proposed record can be withdrawn.",
    "redraft": "Only a proposed record can go back to being a draft.",
    "reopen": "Only a rejected or withdrawn record can be reopened.",
    "deprecate": "Only a record in force can be deprecated.",
    "state": "This record’s status is stated already.",
}
POSSIBLE = {
    "draft": "propose withdraw", "proposed": "accept reject withdraw redraft", "accepted": "deprecate", "rejected": "reopen",
    "withdrawn": "reopen", "deprecated": "", "superseded": "", "unstated": "state",
}  # fmt: skip


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(("status", "possible"), POSSIBLE.items())
def test_an_impossible_move_gets_its_sentence(client, root, status, possible, method):
    client.force_login(root)
    record = make_record(by=root)
    Record.objects.filter(pk=record.pk).update(status=status)
    pages = {verb: getattr(client, method)(f"/records/{record.name}/{verb}/") for verb in ONLY if verb not in possible.split()}
    sentences = {verb: f'{ONLY[verb]} <span class="ref">{record.name}</span> is {STANDS[status]}.' for verb in pages}
    assert {verb: (page.status_code, sentences[verb] in page.text) for verb, page in pages.items()} == dict.fromkeys(pages, (422, True))
    assert Record.objects.get().status == status


def test_a_text_that_changed_while_deciding_is_read_again_first(as_ada, ada, bo):
    record = make_record("proposed", by=ada)
    record.edit(by=bo, title=record.title, text="All is different.", base=1)
    response = as_ada.post(f"/records/{record.name}/accept/", {"seen": "1"})
    assert response.status_code == 409 and "Bo Lindgren changed the text" in response.content.decode()
    assert as_ada.post(f"/records/{record.name}/accept/", {"seen": "2"}).status_code == 302


def test_the_page_names_what_will_happen_to_others(as_ada, ada, bo):
    open_one, closed = make_record(by=ada, title="Page with offsets"), make_record(by=bo, title="Merge with Lagan")
    record = make_record("proposed", by=ada)
    for old in (open_one, closed):
        record.relate(by=bo, kind="supersedes", target=old)
    Record.objects.filter(pk=closed.pk).update(audience=make_audience(bo))
    response = as_ada.get(f"/records/{record.name}/accept/")
    assert response.context["effects"] == [f"{open_one.name} Page with offsets will be superseded."]
    assert "Lagan" not in response.content.decode()


@pytest.mark.parametrize(("status", "rest"), [("accepted", "; the rest stays in force"), ("deprecated", ""), ("unstated", "")])
def test_only_of_a_record_in_force_the_rest_stays_in_force(as_ada, ada, status, rest):
    old, new = make_record(status, by=ada), make_record("proposed", by=ada)
    new.relate(by=ada, kind="supersedes", target=old, sections=old.sections.all())
    effects = as_ada.get(f"/records/{new.name}/accept/").context["effects"]
    assert effects == [f"Of {old.name}, “Context” will be superseded{rest}."]


def test_taking_back_is_for_ten_minutes_then_for_admins_with_a_note(client, ada, bo, root):
    record = make_record("accepted", by=ada)
    url = f"/records/{record.name}/take-back/"
    client.force_login(bo)
    assert (client.get(url).status_code, client.post(url).status_code) == (422, 422)
    client.force_login(root)
    assert errors(client.post(url)) == {"note": ["Write why; it is what people will look for."]}
    client.force_login(ada)
    assert client.post(url)["Location"] == record.get_absolute_url()
    assert Record.objects.get().status == "proposed"


# Relations


def test_a_relation_is_said_in_two_steps(as_ada, ada):
    record, other = make_record(by=ada), make_record(by=ada)
    url = f"/records/{record.name}/relate/?kind=depends_on&target={other.name.lower()}"
    assert "depends on" in as_ada.get(url).content.decode()
    assert as_ada.post(url)["Location"] == record.get_absolute_url()
    assert [(relation.kind, relation.target) for relation in record.relations.all()] == [("depends_on", other)]


def test_a_partial_supersession_names_its_sections(as_ada, ada):
    old = make_record(by=ada, text="## Limits\n\nFifty.\n\n## Bursts\n\nTwo hundred.\n")
    record = make_record(by=ada)
    url = f"/records/{record.name}/relate/?kind=supersedes&target={old.name}"
    assert "will be superseded at once" in as_ada.get(url).content.decode()
    assert as_ada.post(url, {"sections": ["s-limits"]}).status_code == 302
    assert Record.objects.get(pk=old.pk).worth == "In force, in part"


def test_what_a_record_is_to_another_is_asked_by_its_name(as_ada, ada):
    form = as_ada.get(f"/records/{make_record(by=ada).name}/relate/").context["form"]
    assert [field.label for field in form] == ["ADR-1", "Which record?"]


@pytest.mark.parametrize(("query", "expected"), [
    ("?kind=supersedes&target=ADR-2", {"target": ["ADR-2 cannot refer to itself. Choose another record."]}),
    ("?kind=supersedes&target=SEC-1", {"target": ["Choose records by their names, such as API-12: there is no “SEC-1”."]}),
    ("?kind=supersedes&target=ADR-3", {"target": ["Choose records by their names, such as API-12: there is no “ADR-3”."]}),
    ("?kind=eats&target=ADR-1", {"kind": ["Choose what it is to the other from the list."]}),
    ("?kind=amends&target=", {"target": ["Write the name of the other record, such as API-3."]}),
    ("?kind=amends&target=ADR-1,ADR-2", {"target": ["Name one record at a time."]}),
])  # fmt: skip
def test_a_bad_relation_gets_a_sentence(as_ada, ada, bo, query, expected):
    make_record(by=ada)
    record = make_record(by=ada)
    Record.objects.filter(pk=make_record(by=bo).pk).update(audience=make_audience(bo))
    response = as_ada.get(f"/records/{record.name}/relate/{query}")
    assert (response.status_code, errors(response)) == (422, expected)


def test_forged_sections_are_refused(as_ada, ada):
    old, third, record = make_record(by=ada, text="## Limits\n"), make_record(by=ada, text="## Secrets\n"), make_record(by=ada)
    response = as_ada.post(f"/records/{record.name}/relate/?kind=supersedes&target={old.name}", {"sections": [third.sections.get().anchor]})
    assert (response.status_code, errors(response)) == (422, {"sections": ["Choose sections from the list."]})


def test_what_cannot_be_superseded_gets_its_sentence(as_ada, ada):
    record, other = make_record(by=ada), make_record("rejected", by=ada)
    response = as_ada.post(f"/records/{record.name}/relate/?kind=supersedes&target={other.name}")
    assert response.status_code == 422 and "only a record in force, deprecated or unstated can be superseded" in response.content.decode()


def test_superseding_from_a_record_in_force_is_for_its_decision_makers(client, ada, bo):
    record, old = make_record(by=ada, decision_makers=[ada]), make_record(by=ada)
    url = f"/records/{record.name}/relate/?kind=supersedes&target={old.name}"
    client.force_login(bo)
    assert (client.get(url).status_code, client.post(url).status_code) == (403, 403)
    record.relate(by=ada, kind="supersedes", target=old)
    away = f"/records/{record.name}/unrelate/supersedes/{old.name}/"
    assert (client.get(away).status_code, client.post(away).status_code) == (403, 403)
    client.force_login(ada)
    assert client.post(away).status_code == 302
    assert Record.objects.get(pk=old.pk).status == "accepted"
