"""A move that is taken back: by whom, for how long, and that all is as it was before."""

import datetime
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Audience
from records.models import Record, Status
from records.moves import STATABLE
from tests.factories import make_audience, make_record
from ui.refusals import Impossible


def facts(record):
    """What a move may change of a record."""
    record = Record.objects.get(pk=record.pk)
    return record.status, record.status_on, record.decided_on, record.accepted_revision, record.audience and record.audience.reason


@pytest.mark.parametrize(("way", "verb"), [
    ("", "propose"),
    ("", "withdraw"),
    ("propose", "accept"),
    ("propose", "reject"),
    ("propose", "withdraw"),
    ("propose", "redraft"),
    ("propose reject", "reopen"),
    ("propose withdraw", "reopen"),
    ("withdraw", "reopen"),
    ("propose accept", "deprecate"),
])  # fmt: skip
@pytest.mark.parametrize("is_restricted", [False, True])
def test_all_is_as_it_was_before_the_move(ada, way, verb, is_restricted):
    record = make_record(Status.DRAFT, by=ada, **({"audience": make_audience(ada)} if is_restricted else {}))
    for day, step in enumerate(way.split(), 1):
        getattr(record, step)(by=ada, note="So far.", on=datetime.date(2026, 3, day))
    before = facts(record)
    getattr(record, verb)(by=ada, note="By mistake.", on=datetime.date(2026, 4, 1))
    assert facts(record) != before
    Record.objects.get(pk=record.pk).take_back(by=ada)
    assert facts(record) == before


@pytest.mark.parametrize("status", STATABLE)
def test_an_unstated_record_is_as_it_was_before_somebody_stated_it(ada, status):
    record = make_record(Status.UNSTATED, by=ada)
    before = facts(record)
    record.state(status, by=ada, note="By mistake.", on=datetime.date(2026, 4, 1))
    Record.objects.get(pk=record.pk).take_back(by=ada)
    assert facts(record) == before


def test_a_move_can_be_taken_back_for_ten_minutes_by_whoever_made_it(ada, bo, root):
    record = make_record(Status.PROPOSED, by=ada)
    record.accept(by=ada)
    now = timezone.now()
    assert {
        (name, minutes): record.can_be_taken_back_by(user, now + timedelta(minutes=minutes))
        for name, user in {"ada": ada, "bo": bo, "root": root}.items()
        for minutes in (0, 9, 11)
    } == {
        ("ada", 0): True, ("ada", 9): True, ("ada", 11): False,
        ("bo", 0): False, ("bo", 9): False, ("bo", 11): False,
        ("root", 0): True, ("root", 9): True, ("root", 11): True,
    }  # fmt: skip


def test_an_admin_says_why(ada, root):
    record = make_record(Status.ACCEPTED, by=ada)
    with pytest.raises(Impossible, match=f"Write why the last move of {record.name} is taken back."):
        record.take_back(by=root)
    assert record.take_back(by=root, note="Wrong record.").to_status == "proposed"
    assert (record.decided_on, record.accepted_revision) == (None, None)


def test_what_was_taken_back_cannot_be_taken_back_again(ada):
    record = make_record(Status.ACCEPTED, by=ada)
    record.take_back(by=ada)
    with pytest.raises(Impossible):
        record.take_back(by=ada)


def test_taking_back_a_reopening_brings_the_day_of_the_rejection_back(ada):
    record = make_record(Status.REJECTED, by=ada, on=datetime.date(2026, 3, 2))
    record.reopen(by=ada)
    record.take_back(by=ada)
    assert (record.status, record.decided_on) == ("rejected", datetime.date(2026, 3, 2))


def test_taking_back_a_proposal_closes_the_draft_again(ada, bo):
    record = make_record(Status.PROPOSED, by=ada)
    record.take_back(by=ada)
    assert record.audience.reason == Audience.Reason.DRAFT
    assert list(Record.objects.visible_to(bo)) == []
