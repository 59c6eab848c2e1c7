"""A form that is sent twice, by an impatient hand or by a browser that heard no answer, begins one thing."""

from datetime import timedelta
from functools import partial
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from meetings.models import Action, Meeting
from onboarding.models import Path, Term
from records.models import Record, Risk
from tests.factories import make_log, make_meeting, make_user
from tests.together import together
from writing.begun import Begun

from .test_uploads import JSON

pytestmark = pytest.mark.django_db
NONE = {f"{rows}-{forms}_FORMS": "0" for rows in ("attendance", "topics", "outcomes", "actions") for forms in ("TOTAL", "INITIAL")}
NEW = {
    Record: ("/records/new/", {"log": "API", "title": "Page with cursors", "text": "We page with cursors."}),
    Path: ("/paths/new/", {"title": "Start here", "text": "Read these.", "owner": "@ada", "base": "0"}),
    Risk: ("/risks/new/", {"title": "Slow", "symptom": "Labels hang.", "severity": "high", "state": "open", "owner": "@ada"}),
    Term: ("/terms/new/", {"word": "Lane", "meaning": "A carrier between two countries."}),
    Action: ("/meetings/1/actions/new/", {"text": "Warm the buckets"}),
    Meeting: ("/meetings/new/", {"title": "Limits", **NONE}),
}


@pytest.fixture
def counted(ada):
    """What there is of a model beside what all tests begin with."""
    make_log("API")
    make_meeting(by=ada)
    return lambda model: model.objects.count() - (model is Meeting)


@pytest.mark.parametrize("model", NEW)
@pytest.mark.parametrize("stroke", ["", "7"], ids=["without a script", "with one"])
def test_the_very_same_form_begins_one_thing(as_ada, counted, model, stroke):
    address, facts = NEW[model]
    form = {"editing": str(uuid4()), "stroke": stroke, **facts}
    answers = [as_ada.post(address, form) for _ in range(2)]
    assert (counted(model), answers[0].status_code, answers[0]["Location"]) == (1, 302, answers[1]["Location"])
    assert "This was sent twice, and is saved once." in as_ada.get(answers[1]["Location"], follow=True).text
    as_ada.post(address, form | {"title": "Another", "text": "Another.", "word": "Leg"})
    as_ada.post(address, form | {"editing": str(uuid4()), "word": "Slot"})
    assert counted(model) == 3


def test_notes_that_are_filed_twice_are_one_meeting(as_ada, counted):
    form = {"editing": str(uuid4()), "title": "Limits", "day": "2026-03-03", "text": "Raw.", **NONE}
    looks = [as_ada.post("/meetings/held/", form).context["seen"] for _ in range(2)]
    assert (counted(Meeting), looks[0]) == (0, looks[1])
    answers = [as_ada.post("/meetings/held/", form | {"seen": looks[0]}) for _ in range(2)]
    assert (counted(Meeting), answers[0].status_code, answers[0]["Location"]) == (1, 302, answers[1]["Location"])


def test_a_script_that_typed_on_learns_where_that_goes(as_ada, counted):
    address, facts = NEW[Record]
    form = {"editing": str(uuid4()), "stroke": "7", **facts}
    first = as_ada.post(address, form, headers=JSON).json()
    second = as_ada.post(address, form | {"stroke": "9", "text": "We page with cursors, always."}, headers=JSON).json()
    assert (counted(Record), second) == (1, first | {"base": 1})
    assert (second["editor"], second["place"], second["crc32"]) == ("/records/API-1/edit/", "records/API-1", first["crc32"])


@pytest.mark.parametrize("model", [Risk, Term, Action])
def test_a_form_of_facts_alone_answers_a_script_as_it_answers_anybody(as_ada, counted, model):
    address, facts = NEW[model]
    form = {"editing": str(uuid4()), "stroke": "7", **facts}
    answers = [as_ada.post(address, form | more, headers=JSON) for more in ({}, {}, {"title": "Another", "text": "Another.", "word": "Leg"})]
    assert ([answer.status_code for answer in answers], counted(model)) == ([302, 302, 302], 2)


@pytest.mark.parametrize(("days", "left"), [(6, 2), (8, 1)])
def test_what_was_begun_is_remembered_for_a_week(as_ada, counted, days, left):
    address, facts = NEW[Risk]
    as_ada.post(address, {"editing": str(uuid4()), **facts})
    Begun.objects.update(at=timezone.now() - timedelta(days=days))
    as_ada.post(address, {"editing": str(uuid4()), **facts})
    assert Begun.objects.count() == left


@pytest.mark.django_db(transaction=True)
def test_two_at_the_same_moment_begin_one_thing():
    ada = make_user("Ada Byron")
    make_log("API")
    address, facts = NEW[Record]
    hands = [Client(), Client()]
    for hand in hands:
        hand.force_login(ada)
    form = {"editing": str(uuid4()), **facts}
    answers = together(*(partial(hand.post, address, form) for hand in hands))
    assert ([answer["Location"] for answer in answers], Record.objects.count()) == (["/records/API-1/", "/records/API-1/"], 1)
