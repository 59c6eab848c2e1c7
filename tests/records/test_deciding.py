"""Who decides, said where somebody has to: on the page, before the move, and to whoever may not."""

import pytest

from accounts.models import Team
from tests.factories import make_record, make_user

ANY = "No decision-maker is named, so any member may decide."
TWO = "Ada Byron or Bo Lindgren may decide, or an admin."
NOBODY = "Nobody can sign in as “Bo Lindgrn” or “Ann Left”, so an admin decides until a person or a team is named."


@pytest.fixture
def named(ada, bo):
    left = make_user("Ann Left", is_active=False)
    return {"nobody": [], "two": [ada, bo, "the architects"], "words": ["Bo Lindgrn", left]}


@pytest.mark.parametrize(("who", "sentence", "asks"), [("nobody", ANY, False), ("two", TWO, False), ("words", NOBODY, True)])
@pytest.mark.parametrize("status", ["proposed", "unstated"])
def test_the_page_says_who_decides(as_ada, ada, named, who, sentence, asks, status):
    page = as_ada.get(make_record(status, by=ada, decision_makers=named[who]).get_absolute_url()).content.decode()
    assert (sentence in page, "edit/#id_decision_makers" in page) == (True, asks)


@pytest.mark.parametrize("status", ["draft", "accepted", "rejected"])
def test_the_page_says_nothing_where_nobody_has_to_decide(as_ada, ada, status):
    assert ANY not in as_ada.get(make_record(status, by=ada).get_absolute_url()).content.decode()


@pytest.mark.parametrize(("verb", "status"), [("propose", "draft"), ("reopen", "withdrawn")])
def test_whoever_proposes_is_told_who_will_decide(as_ada, ada, named, verb, status):
    record = make_record(status, by=ada, decision_makers=named["words"])
    assert NOBODY in as_ada.get(f"{record.get_absolute_url()}{verb}/").context["effects"]


def test_whoever_may_not_decide_is_told_who_may(client, ada, mallory):
    team = Team.objects.create(slug="gateway", name="Gateway")
    record = make_record("proposed", by=ada, decision_makers=[team])
    client.force_login(mallory)
    answer = client.get(f"{record.get_absolute_url()}accept/")
    assert (answer.status_code, "Gateway may decide, or an admin." in answer.content.decode()) == (403, True)


def test_naming_somebody_lets_them_decide(as_ada, ada, bo):
    record = make_record("proposed", by=ada, decision_makers=["Bo Lindgrn"])
    before = record.can_move(bo, "accept")
    record.name_people(by=ada, role="decision_maker", people=[bo])
    assert (before, record.can_move(bo, "accept")) == (False, True)
