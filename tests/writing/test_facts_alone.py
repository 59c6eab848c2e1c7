"""Risks, terms and actions have no text of their own to merge: what two people change of one is kept, or asked about."""

import re
from uuid import uuid4

import pytest

from accounts.acts import Act
from accounts.models import Team
from onboarding.models import Term
from records.models import Risk
from tests.factories import make_area, make_log, make_meeting, make_series, make_user
from ui.forms import posted_value
from writing.models import Unsaved

from .test_uploads import JSON

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


@KINDS
def test_my_own_change_in_another_window_is_not_overwritten_unseen(as_ada, ada, bo, make, edit):
    made, change, one, _ = make(ada)
    page = opened(as_ada, edit)
    change(by=ada, **{one: "I wrote this."})
    asked = as_ada.post(edit, page | {one: "I wrote that."})
    assert (asked.status_code, list(asked.context["form"].errors)) == (409, [one])
    assert re.fullmatch(
        r"You changed this to “I wrote this.” at ..:.. on \d+ \w+, after you opened the page. "
        r"Write that, or save again to keep yours.",
        asked.context["form"].errors[one][0],
    )
    made.refresh_from_db()
    assert getattr(made, one) == "I wrote this."


NEW = {"/risks/1/edit/": "/risks/new/", "/terms/Lane/edit/": "/terms/new/", "/meetings/1/actions/2/edit/": "/meetings/1/actions/new/"}


@KINDS
@pytest.mark.parametrize("is_new", [False, True], ids=["changed", "new"])
def test_what_is_typed_is_kept_offered_saved_and_done(as_ada, ada, make, edit, is_new):
    made, _, one, other = make(ada)
    address = NEW[edit] if is_new else edit
    first = as_ada.get(address).context
    required = {"title": "T", "symptom": "S", "word": "W", "severity": "high", "state": "open"} if is_new else {}
    page = opened(as_ada, address) | {"text_place": first["text_place"], "editing": str(uuid4()), "stroke": 3, "typed_by": "ada"}
    page |= {name: words for name, words in required.items() if name in page} | {one: "Typed.\nAt length."}
    kept = as_ada.post("/unsaved/", page, headers=JSON).json()
    assert re.fullmatch(r"Kept for you alone ..:..:..", kept["sentence"])
    assert all("Typed.<br>At length." in as_ada.get(where).text for where in (address, f"/unsaved/?place={first['text_place']}"))
    assert f'href="{address}?unsaved={page["editing"]}"' in as_ada.get("/unsaved/").text
    back = as_ada.get(f"{address}?unsaved={page['editing']}").context["form"]
    assert [posted_value(back, name) for name in back.fields] == [str(page[name]) for name in back.fields]
    assert as_ada.post(address, page).status_code == 302
    assert (Unsaved.objects.open().count(), "Typed and not saved" in as_ada.get(address).text) == (0, False)


@KINDS
def test_nobody_saves_in_the_name_of_another(client, as_ada, ada, bo, make, edit):
    made, _, one, _ = make(ada)
    page = opened(as_ada, edit) | {"typed_by": "ada", one: "Ada's."}
    client.force_login(bo)
    assert client.post(edit, page).status_code == 403
    made.refresh_from_db()
    assert getattr(made, one) != "Ada's."


def test_what_nobody_noted_is_not_overwritten_unseen(as_ada, ada):
    made, _, _, _ = risk(ada)
    page = opened(as_ada, "/risks/1/edit/")
    Risk.objects.update(cause="Written by a rescue.")
    asked = as_ada.post("/risks/1/edit/", page | {"cause": "Mine."})
    assert asked.context["form"].errors["cause"][0].startswith("Somebody changed this to “Written by a rescue.”, after you opened the page.")


SETTINGS = pytest.mark.parametrize(
    ("make", "edit", "one", "other"),
    [
        (make_log, "/logs/ADR/edit/", "title", "team"),
        (make_area, "/areas/api-gateway/edit/", "name", "team"),
        (make_series, "/series/api-review/edit/", "cadence", "members"),
    ],
)


@SETTINGS
def test_what_another_admin_set_up_meanwhile_is_kept_or_asked_about(client, root, make, edit, one, other):
    made, second, team = make(), make_user(name="Second Admin", role="admin"), Team.objects.create(slug="edge", name="Edge")
    client.force_login(root)
    page = opened(client, edit)
    client.force_login(second)
    assert client.post(edit, opened(client, edit) | {one: "By the second."}).status_code == 302
    client.force_login(root)
    value = {"team": str(team.pk), "members": root.handle}[other]
    assert client.post(edit, page | {other: value}).status_code == 302
    made.refresh_from_db()
    assert (getattr(made, one), made.members.get() if other == "members" else made.team) == ("By the second.", root if other == "members" else team)
    assert [(sorted(act.after), act.by) for act in Act.objects.order_by("pk")] == [([one], second), ([other], root)]
    asked = client.post(edit, page | {one: "By the first."})
    assert (asked.status_code, list(asked.context["form"].errors)) == (409, [one])
    assert asked.context["form"].errors[one][0].startswith("Second Admin changed this to “By the second.” at ")
    assert client.post(edit, page | {one: "By the first.", "began": asked.context["form"]["began"].value()}).status_code == 302
    made.refresh_from_db()
    assert getattr(made, one) == "By the first."
