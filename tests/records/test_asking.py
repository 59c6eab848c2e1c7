"""Names that mean nothing here are asked about, before they become words by mistake."""

import pytest

from accounts.models import Team
from records.forms.asking import entries
from records.models import Record
from tests.factories import make_audience, make_log, make_record, make_user

NEW = {"log": "ADR", "title": "Page with cursors", "text": "We page with cursors."}


@pytest.fixture
def jonas(db):
    return make_user("Jonas Brandt", handle="jonas")


@pytest.fixture
def begin(as_ada, jonas):
    """What the page of a new record answers to the fields that are typed."""
    make_log("ADR")
    return lambda **typed: as_ada.post("/records/new/", NEW | typed)


def asked(response, field):
    form = response.context["form"]
    questions = [(question.name, question.answers) for question in form.fields[field].widget.questions]
    return [str(error) for error in form.errors.get(field, [])], questions


def parts():
    return [(part.role, part.who) for part in Record.objects.get().people.all()]


@pytest.mark.parametrize(("words", "expected"), [
    ("ann, Bo Lindgren;c\nd", ["ann", "Bo Lindgren", "c", "d"]), (" a ,, a ,", ["a"]), ("", []), (" , ", []),
    ('"All of us, and them", ann', ['"All of us, and them"', "ann"]), ("“Sales”,ann", ["“Sales”", "ann"]),
    ('"open, ann', ['"open', "ann"]), ('say "hi" to, ann', ['say "hi" to', "ann"]), ('"Team "A"", b', ['"Team "A""', "b"]),
])  # fmt: skip
def test_what_stands_between_commas(words, expected):
    assert entries(words) == expected


def test_a_misspelt_decision_maker_is_pointed_out(begin, jonas):
    response = begin(decision_makers="Jonas Brant")
    assert (response.status_code, *asked(response, "decision_makers")) == (
        422,
        ["No person or team is called “Jonas Brant”. Did you mean Jonas Brandt?"],
        [("Jonas Brant", [("@jonas", "Jonas Brandt (@jonas)"), ('"Jonas Brant"', "Words, no person or team: nobody decides as that")])],
    )
    page = response.content.decode()
    assert '<input type="radio" name="decision_makers-0" value="@jonas">' in page
    assert Record.objects.count() == 0


@pytest.mark.parametrize(("answer", "who"), [("@jonas", "Jonas Brandt"), ('"Jonas Brant"', "Jonas Brant")])
def test_an_answer_takes_the_place_of_the_name(begin, ada, answer, who):
    typed = {"decision_makers": "Jonas Brant, @ada", "decision_makers-asked": ["Jonas Brant"], "decision_makers-0": answer}
    assert begin(**typed).status_code == 302
    assert [(role, str(one)) for role, one in parts()] == [("decision_maker", who), ("decision_maker", "Ada Byron")]


def test_an_answer_stays_while_something_else_is_wrong(begin):
    typed = {"title": "", "decision_makers": "Jonas Brant", "decision_makers-asked": ["Jonas Brant"], "decision_makers-0": '"Jonas Brant"'}
    response = begin(**typed)
    assert (response.context["form"]["decision_makers"].value(), asked(response, "decision_makers")) == ('"Jonas Brant"', ([], []))


def test_two_names_are_asked_about_at_once(begin):
    make_user("Ann Lee", handle="ann")
    names = [name for name, _ in asked(begin(decision_makers="Jonas Brant, Ann Leee, Nobody Such"), "decision_makers")[1]]
    typed = {"decision_makers": "Jonas Brant, Ann Leee, Nobody Such", "decision_makers-asked": names}
    response = begin(**typed | {"decision_makers-0": "@jonas", "decision_makers-2": '"Nobody Such"'})
    assert (response.context["form"]["decision_makers"].value(), [name for name, _ in asked(response, "decision_makers")[1]]) == (
        '@jonas, Ann Leee, "Nobody Such"', ["Ann Leee"],
    )  # fmt: skip


def test_words_of_the_others_are_asked_about_only_where_they_are_near_to_a_name(begin):
    response = begin(consulted="Customer support, Jonas Brant", informed="All of engineering")
    assert [question[0] for question in asked(response, "consulted")[1]] == ["Jonas Brant"]
    assert asked(response, "informed") == ([], [])
    assert begin(consulted='Customer support, "Jonas Brant"').status_code == 302
    assert parts() == [("consulted", "Customer support"), ("consulted", "Jonas Brant")]


def test_a_guest_is_asked_about_only_where_somebody_near_can_sign_in(begin):
    guest = make_user("Jonas Brant", role="reader", email=None, is_guest=True, handle="jonas-brant")
    sentences, questions = asked(begin(decision_makers="Jonas Brant"), "decision_makers")
    assert sentences == ["Jonas Brant is a guest, who cannot sign in. Did you mean Jonas Brandt?"]
    assert questions[0][1] == [("@jonas", "Jonas Brandt (@jonas)"), ("@jonas-brant", "Jonas Brant (@jonas-brant)")]
    make_user("Old Hand", role="reader", email=None, is_guest=True)
    assert begin(decision_makers="@jonas-brant, Old Hand").status_code == 302
    assert parts()[0] == ("decision_maker", guest)


def test_an_unknown_handle_offers_those_near_to_it(begin):
    sentences, questions = asked(begin(decision_makers="@jonass"), "decision_makers")
    assert (sentences, questions[0][1][0]) == (
        ["Nobody here has the handle “@jonass”. Did you mean Jonas Brandt?"],
        ("@jonas", "Jonas Brandt (@jonas)"),
    )


def test_words_that_a_record_has_are_not_asked_about_again(as_ada, ada):
    team = Team.objects.create(slug="gateway", name="Gateway")
    record = make_record("proposed", by=ada, decision_makers=["the architects", team, ada], consulted=["Sales, in part"])
    form = as_ada.get(f"{record.get_absolute_url()}edit/").context["form"]
    assert form["decision_makers"].value() == '"the architects", Gateway, Ada Byron (@ada)'
    data = {name: form[name].value() or "" for name in form.fields if name not in ("wording_only", "began")}
    assert as_ada.post(f"{record.get_absolute_url()}edit/", data).status_code == 302
    assert (record.revisions.count(), record.changes.count()) == (1, 0)


def test_one_person_is_asked_about_like_many(as_ada, jonas):
    response = as_ada.post(
        "/risks/new/", {"title": "Queues grow", "symptom": "Age rises.", "owner": "Jonas Brant", "severity": "high", "state": "open"}
    )
    assert asked(response, "owner") == (
        ["No person or team is called “Jonas Brant”. Did you mean Jonas Brandt?"],
        [("Jonas Brant", [("@jonas", "Jonas Brandt (@jonas)")])],
    )


# Records


@pytest.mark.parametrize("words", ["adr-1", "ADR 1", "adr1", "#ADR-0001", "ADR-1 Page with offsets", "http://testserver/records/ADR-1/#s-context"])
def test_a_record_is_named_in_many_ways(begin, ada, words):
    make_record(by=ada, title="Page with offsets")
    assert begin(supersedes=words).status_code == 302
    assert [str(relation.target) for relation in Record.objects.get(number=2).relations.all()] == ["ADR-1"]


@pytest.mark.parametrize(("words", "meant"), [
    ("offsets page", ["ADR-1 Page with offsets"]), ("1", ["ADR-1 Page with offsets"]), ("ARD-1", ["ADR-1 Page with offsets"]),
    ("secret keys", []), ("API-99", []), ("99", []), ("!", []),
])  # fmt: skip
def test_records_near_to_the_words_are_offered(begin, ada, bo, words, meant):
    make_record(by=ada, title="Page with offsets")
    make_record(by=bo, title="Rotate secret keys", audience=make_audience(bo))
    sentences, questions = asked(begin(supersedes=words), "supersedes")
    names = [words.split()[0] for words in meant]
    end = f" Did you mean {names[0]}?" if names else ""
    assert sentences == [f"Choose records by their names, such as API-12: there is no “{words}”.{end}"]
    assert questions == [(words, list(zip(names, meant, strict=True)))]


def test_words_that_look_like_a_name_are_words_too(begin, ada):
    make_record(by=ada, title="Retry 3 times")
    assert asked(begin(supersedes="Retry 3 times"), "supersedes")[1] == [("Retry 3 times", [("ADR-1", "ADR-1 Retry 3 times")])]


def test_a_chosen_record_takes_the_place_of_the_words(as_ada, ada):
    record, other = make_record(by=ada), make_record(by=ada, title="Sign webhooks")
    page = f"/records/{record.name}/relate/?kind=depends_on&target=sign+webhooks"
    assert f'value="{other.name}"' in as_ada.get(page).content.decode()
    answer = as_ada.get(f"{page}&target-asked=sign+webhooks&target-0={other.name}")
    assert f"{record.name} depends on {other.name}" in answer.content.decode()
