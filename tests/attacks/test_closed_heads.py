"""An older record never names the one that replaced it to people who may not see that one, wherever its worth is told."""

import pytest

from accounts.models import Audience
from records.models import Record, Risk
from search.find import find
from search.suggest import suggest
from tests.factories import make_audience, make_log, make_meeting, make_record
from ui.refusals import Impossible

pytestmark = pytest.mark.django_db


def chain(by, **audiences):
    """An older record superseded by a newer, both open while it happens."""
    old = make_record(by=by, title="Quayside offsets")
    new = Record.objects.draft(by=by, log=make_log(), title="Quayside cursors", text="", supersedes=[old])
    new.propose(by=by)
    new.accept(by=by)
    return old, Record.objects.get(pk=new.pk)


@pytest.fixture
def drifted(ada, mallory):
    """A chain whose end is closed to mallory though the rest is not: no verb does that, a circle that shrinks may."""
    old, new = chain(ada)
    make_meeting(by=ada).conclude(by=ada, sentence="Quayside pages.", effect="links", record=old).meeting.file(by=ada)
    Record.objects.filter(pk=new.pk).update(audience=make_audience(ada))
    for record in Record.objects.select_related("audience"):
        record._told(None)
    return old.name, Record.objects.get(pk=new.pk).name


PAGES = ["/", "/search/?q=quayside", "/search/?q={old}", "/records/", "/records/{old}/", "/records/{old}/history/", "/meetings/1/",
         "/records/new/?supersedes={old}", "/records/{old}/relate/", "/records/{old}/edit/", "/meetings/1/edit/"]  # fmt: skip


@pytest.mark.parametrize("address", PAGES)
def test_no_page_names_a_head_that_its_reader_may_not_see(client, mallory, drifted, address):
    client.force_login(mallory)
    old, new = drifted
    answer = client.get(address.format(old=old))
    assert (answer.status_code, new in answer.text, "cursors" in answer.text) == (200, False, False)


def test_no_suggestion_names_it_either(client, ada, mallory, drifted):
    old, new = drifted
    assert [title.worth for title in suggest("quayside off", audiences=mallory.audiences).titles] == ["Superseded"]
    assert [title.worth for title in suggest("quayside off", audiences=ada.audiences).titles] == [f"Superseded by {new}"]
    assert new in [hit.worth.removeprefix("Superseded by ") for hit in find("offsets", audiences=ada.audiences).hits] + [
        folded.worth.removeprefix("Superseded by ") for hit in find("offsets", audiences=ada.audiences).hits for folded in hit.folded
    ]


def test_no_refusal_names_it_either(client, mallory, drifted):
    client.force_login(mallory)
    old, new = drifted
    for verb in ("accept", "propose", "deprecate", "state"):
        answer = client.get(f"/records/{old}/{verb}/")
        assert new.lower() not in answer.text.lower()
    typed = {"log": "ADR", "title": "Another", "text": "", "supersedes": old}
    assert new.lower() not in client.post("/records/new/", typed, follow=True).text.lower()


def test_a_circle_inside_a_circle_may_be_superseded_by_it(ada, bo):
    old, new = chain(ada)
    old.restrict(by=ada, audience=make_audience(ada))
    new.restrict(by=ada, audience=make_audience(ada, bo))
    assert new.audience_id is not None


def test_the_newer_is_not_closed_to_some_who_see_the_older(ada, bo):
    old, new = chain(ada)
    old.restrict(by=ada, audience=make_audience(ada, bo))
    with pytest.raises(Impossible, match="which the others could not read"):
        new.restrict(by=ada, audience=make_audience(ada))
    assert Record.objects.get(pk=new.pk).audience_id is None


def test_the_older_is_not_opened_while_the_newer_is_closed(ada, bo):
    old, new = chain(ada)
    old.restrict(by=ada, audience=make_audience(ada))
    new.restrict(by=ada, audience=make_audience(ada))
    for audience in (None, make_audience(ada, bo)):
        with pytest.raises(Impossible, match="which fewer people may see"):
            Record.objects.get(pk=old.pk).restrict(by=ada, audience=audience)


def test_closing_a_record_closes_its_risks_to_search(ada, mallory):
    record = make_record(by=ada)
    Risk.objects.note(by=ada, title="Zanzibar floods", symptom="Zanzibar floods at noon", record=record)
    assert find("zanzibar", audiences=mallory.audiences).total == 1
    record.restrict(by=ada, audience=make_audience(ada))
    assert (find("zanzibar", audiences=mallory.audiences).total, suggest("zanz", audiences=mallory.audiences).words) == (0, [])
    assert find("zanzibar", audiences=ada.audiences).total == 1
    Record.objects.get(pk=record.pk).restrict(by=ada, audience=None)
    assert find("zanzibar", audiences=mallory.audiences).total == 1


def test_a_draft_sent_back_takes_its_risks_along(ada, mallory):
    record = make_record("proposed", by=ada)
    Risk.objects.note(by=ada, title="Zanzibar floods", symptom="At noon", record=record)
    record.redraft(by=ada)
    assert record.audience.reason == Audience.Reason.DRAFT
    assert find("zanzibar", audiences=mallory.audiences).total == 0
