"""Risks, terms and actions have no text of their own to merge: what two people change of one is kept, or asked about."""

import pytest

from onboarding.models import Term
from records.models import Risk
from tests.factories import make_meeting
from ui.forms import posted_value

pytestmark = pytest.mark.django_db


def risk(ada):
    made = Risk.objects.note(by=ada, title="Slow", symptom="Labels hang.", cause="A queue.")
    return made, lambda **facts: made.describe(by=facts.pop("by"), **facts), "cause", "remedy"


def term(ada):
    made = Term.objects.define(by=ada, word="Lane", meaning="A carrier and a service.", synonyms="route")

    def change(by, **facts):
        return made.redefine(by=by, **{"word": made.word, "meaning": made.meaning, "synonyms": made.synonyms} | facts)

    return made, change, "meaning", "synonyms"


def action(ada):
    meeting = make_meeting(by=ada)
    meeting.add_action(by=ada, text="Another one")
    made = meeting.add_action(by=ada, text="Write it", owner=ada)
    return made, lambda **facts: made.change(**facts), "text", "due"


KINDS = pytest.mark.parametrize(("make", "edit"), [(risk, "/risks/1/edit/"), (term, "/terms/Lane/edit/"), (action, "/meetings/1/actions/2/edit/")])


def opened(client, edit):
    form = client.get(edit).context["form"]
    return {name: posted_value(form, name) for name in form.fields}


@KINDS
def test_different_facts_of_two_people_are_both_kept(as_ada, ada, bo, make, edit):
    made, change, one, other = make(ada)
    page = opened(as_ada, edit)
    change(by=bo, **{one: "Bo wrote this."})
    assert as_ada.post(edit, page | {other: "2027-03-04"}).status_code == 302
    made.refresh_from_db()
    assert (getattr(made, one), str(getattr(made, other))) == ("Bo wrote this.", "2027-03-04")


@KINDS
def test_the_same_fact_of_two_people_is_asked_about(as_ada, ada, bo, make, edit):
    made, change, one, _ = make(ada)
    page = opened(as_ada, edit)
    change(by=bo, **{one: "Bo wrote this."})
    asked = as_ada.post(edit, page | {one: "Ada wrote this."})
    form = asked.context["form"]
    assert (asked.status_code, list(form.errors), form[one].value()) == (409, [one], "Ada wrote this.")
    assert form.errors[one][0].startswith("Bo Lindgren changed this to “Bo wrote this.” at ")
    made.refresh_from_db()
    assert getattr(made, one) == "Bo wrote this."
    assert as_ada.post(edit, page | {one: "Ada wrote this.", "began": form["began"].value()}).status_code == 302
    made.refresh_from_db()
    assert getattr(made, one) == "Ada wrote this."


def test_what_was_chosen_is_called_by_its_name(as_ada, ada, bo):
    made, _, _, _ = risk(ada)
    page = opened(as_ada, "/risks/1/edit/")
    made.describe(by=bo, severity="high")
    asked = as_ada.post("/risks/1/edit/", page | {"severity": "low"})
    assert asked.context["form"].errors["severity"][0].startswith("Bo Lindgren changed this to “High” at ")


@pytest.mark.parametrize(("make", "edit"), [(term, "/terms/Lane/edit/"), (action, "/meetings/1/actions/2/edit/")])
def test_my_own_change_of_another_fact_hides_nobodys(as_ada, ada, bo, make, edit):
    made, change, one, other = make(ada)
    page = opened(as_ada, edit)
    change(by=bo, **{one: "Bo wrote this."})
    as_ada.post(edit, opened(as_ada, edit) | {other: "2027-03-04"})
    assert as_ada.post(edit, page | {one: "Ada wrote this."}).status_code == 409
    made.refresh_from_db()
    assert getattr(made, one) == "Bo wrote this."
