from functools import partial

import pytest
from django.test import Client

from onboarding.models import Term
from tests.factories import make_user
from tests.together import together
from ui.refusals import Conflict


@pytest.fixture
def lane(ada):
    return Term.objects.define(by=ada, word="Lane", meaning="A carrier and a service between two countries.", synonyms="route\nleg\n")


def test_glossary_shows_words_with_their_synonyms(as_ada, lane):
    page = as_ada.get("/terms/").content.decode()
    assert 'id="term-lane"' in page and "also route, leg" in page


def test_member_adds_and_changes_a_term(as_ada, ada):
    assert as_ada.post("/terms/new/", {"word": "  SLO ", "meaning": "What we promise ourselves.", "synonyms": ""})["Location"] == "/terms/#term-slo"
    as_ada.post("/terms/SLO/edit/", {"word": "SLO", "meaning": "A target.", "synonyms": "objective"})
    term = Term.objects.get()
    assert (term.word, term.meaning, term.also) == ("SLO", "A target.", ["objective"])
    assert list(term.changes.values_list("what", "before__meaning", "after__meaning", "by__handle")) == [
        ("redefined", "What we promise ourselves.", "A target.", "ada"),
        ("defined", None, "What we promise ourselves.", "ada"),
    ]


def test_word_with_a_slash_has_an_address(as_ada, ada):
    Term.objects.define(by=ada, word="CI/CD", meaning="Build and ship.")
    assert as_ada.get("/terms/CI/CD/edit/").status_code == 200


@pytest.mark.parametrize(
    ("data", "errors"),
    [
        ({"word": "lane", "meaning": "x"}, {"word": ["“lane” is in the glossary already."]}),
        ({"word": "", "meaning": ""}, {"word": ["This cannot stay empty."], "meaning": ["This cannot stay empty."]}),
        ({"word": "x" * 81, "meaning": "x"}, {"word": ["Write at most 80 characters; these are 81."]}),
    ],
)
def test_bad_terms_get_a_sentence(as_ada, lane, data, errors):
    response = as_ada.post("/terms/new/", data)
    assert (response.status_code, response.context["form"].errors, Term.objects.count()) == (422, errors, 1)


def test_a_word_that_somebody_took_a_moment_before_is_a_conflict(ada, bo, lane):
    leg = Term.objects.define(by=bo, word="Leg", meaning="A part of a route.")
    told = []
    for take in (partial(Term.objects.define, by=ada, word="lane", meaning="x"), partial(leg.redefine, by=ada, word="LANE", meaning="x")):
        with pytest.raises(Conflict) as conflict:
            take()
        told.append(str(conflict.value))
    assert told == [f"Somebody put “{word}” into the glossary a moment before you." for word in ("lane", "LANE")]
    assert list(Term.objects.values_list("word", "meaning")) == [("Lane", lane.meaning), ("Leg", "A part of a route.")]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_define_a_word_at_the_same_moment_one_is_told_and_keeps_what_they_typed():
    def defining(person):
        client = Client()
        client.force_login(person)
        return partial(client.post, "/terms/new/", {"word": "Lane", "meaning": f"What {person} says."})

    answers = together(*map(defining, [make_user(), make_user()]))
    first, second = sorted(answers, key=lambda answer: answer.status_code)
    assert (first.status_code, second.status_code in (409, 422), Term.objects.count()) == (302, True, 1)
    assert second.context["form"]["meaning"].value() == f"What {second.wsgi_request.user} says."


def test_readers_read_and_do_not_change(client, grace, lane):
    client.force_login(grace)
    assert [client.get(a).status_code for a in ("/terms/", "/terms/new/", "/terms/Lane/edit/")] == [200, 403, 403]


def test_unknown_term_is_not_found(as_ada):
    assert as_ada.get("/terms/None/edit/").status_code == 404


def test_glossary_costs_the_same_for_one_and_three(as_ada, ada, lane, django_assert_num_queries):
    with django_assert_num_queries(3):
        as_ada.get("/terms/")
    for word in ("SLO", "Rota"):
        Term.objects.define(by=ada, word=word, meaning="x")
    with django_assert_num_queries(3):
        as_ada.get("/terms/")
