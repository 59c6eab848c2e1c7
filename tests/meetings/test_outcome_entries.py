import pytest

from meetings import finding
from records.models import Relation, Status
from tests.factories import make_audience, make_meeting, make_record

pytestmark = pytest.mark.django_db


def worths(meeting):
    return [(entry.anchor, entry.worth, entry.status) for entry in finding.findables(meeting) if entry.kind == "outcome"]


def test_an_outcome_is_worth_what_its_record_is_worth(ada):
    record = make_record(by=ada)
    meeting = make_meeting()
    meeting.conclude(by=ada, sentence="Yes.", effect="links", record=record)
    meeting.conclude(by=ada, sentence="Later.", kind="tentative")
    assert worths(meeting) == [("outcome-1", "In force", "accepted"), ("outcome-2", "Tentative", "tentative")]


def test_it_follows_its_record_when_that_falls(ada, monkeypatch):
    old, new = make_record(by=ada), make_record(Status.PROPOSED, by=ada)
    make_meeting().conclude(by=ada, sentence="Yes.", effect="links", record=old)
    new.relate(by=ada, kind=Relation.Kind.SUPERSEDES, target=old)
    told = []
    monkeypatch.setattr(finding, "put", lambda entries: told.extend(entries))
    new.accept(by=ada)
    assert [entry.worth for entry in told if entry.kind == "outcome"][-1] == f"Superseded by {new.name}"


def test_an_ancestor_further_back_is_told_too(ada, monkeypatch):
    first, second = make_record(by=ada), make_record(Status.PROPOSED, by=ada)
    make_meeting().conclude(by=ada, sentence="Yes.", effect="links", record=first)
    second.relate(by=ada, kind=Relation.Kind.SUPERSEDES, target=first)
    second.accept(by=ada)
    third = make_record(Status.PROPOSED, by=ada)
    third.relate(by=ada, kind=Relation.Kind.SUPERSEDES, target=second)
    told = []
    monkeypatch.setattr(finding, "put", lambda entries: told.extend(entries))
    third.accept(by=ada)
    assert [entry.worth for entry in told if entry.kind == "outcome"][-1] == f"Superseded by {third.name}"


def test_a_closed_record_lends_an_open_meeting_nothing(ada):
    record = make_record(by=ada, audience=make_audience(ada))
    meeting = make_meeting()
    meeting.conclude(by=ada, sentence="Yes.", effect="links", record=record)
    assert worths(meeting) == [("outcome-1", "Decided", "decided")]


def test_a_replaced_outcome_says_so(ada):
    meeting = make_meeting()
    old = meeting.conclude(by=ada, sentence="One.")
    meeting.file(by=ada)
    old.replace(by=ada, sentence="Two.")
    assert worths(meeting) == [("outcome-1", "Replaced", "superseded"), ("outcome-2", "Decided", "decided")]
