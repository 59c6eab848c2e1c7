"""The table of moves: every verb, from every status, by everybody."""

import datetime

import pytest

from accounts.models import Team
from records.models import Record, Status
from records.moves import MOVES, STATABLE, why_not
from tests.factories import make_log, make_record, make_user
from ui.refusals import Conflict, Impossible

VERBS = [*MOVES, "state"]

NAMED = {  # bob is named as decision-maker
    "propose": {"draft": "author bob root"},
    "accept": {"proposed": "bob root"},
    "reject": {"proposed": "bob root"},
    "withdraw": {"draft": "author bob root", "proposed": "author bob root"},
    "redraft": {"proposed": "author bob root"},
    "reopen": {"rejected": "author bob root", "withdrawn": "author bob root"},
    "deprecate": {"accepted": "bob root"},
    "state": {"unstated": "bob root"},
}
NOBODY_WHO_CAN = {  # decision-makers are named, but in words, or as people who cannot sign in
    "propose": {"draft": "author root"},
    "accept": {"proposed": "root"},
    "reject": {"proposed": "root"},
    "withdraw": {"draft": "author root", "proposed": "author root"},
    "redraft": {"proposed": "author root"},
    "reopen": {"rejected": "author root", "withdrawn": "author root"},
    "deprecate": {"accepted": "root"},
    "state": {"unstated": "root"},
}
NOBODY_NAMED = {
    "propose": {"draft": "author root"},
    "accept": {"proposed": "author bob other root"},
    "reject": {"proposed": "author bob other root"},
    "withdraw": {"draft": "author root", "proposed": "author root"},
    "redraft": {"proposed": "author root"},
    "reopen": {"rejected": "author root", "withdrawn": "author root"},
    "deprecate": {"accepted": "author bob other root"},
    "state": {"unstated": "author bob other root"},
}


@pytest.fixture
def cast(ada, bo, grace, mallory, root):
    return {"author": ada, "bob": bo, "other": mallory, "reader": grace, "root": root}


def in_status(status, by, decision_makers=()):
    """An open record put straight into a status."""
    record = Record.objects.draft(by=by, log=make_log(), title="Page with cursors", text="", decision_makers=decision_makers)
    Record.objects.filter(pk=record.pk).update(status=status, audience=None)
    return Record.objects.get(pk=record.pk)


def makers(named, bob):
    """Decision-makers of each kind that a record can have."""
    team = Team.objects.create(slug="gateway", name="Gateway")
    team.members.add(bob)
    guest = make_user("Gone Guest", role="reader", email=None, is_guest=True)
    return {"nobody": [], "a person": [bob], "a team": [team], "words": ["Bo Lindgrn"], "a guest": [guest],
            "somebody who left": [make_user("Left Long Ago", is_active=False)], "a person and words": [bob, "the architects"]}[named]  # fmt: skip


@pytest.mark.parametrize(("named", "expected"), [
    ("nobody", NOBODY_NAMED), ("a person", NAMED), ("a team", NAMED), ("a person and words", NAMED),
    ("words", NOBODY_WHO_CAN), ("a guest", NOBODY_WHO_CAN), ("somebody who left", NOBODY_WHO_CAN),
])  # fmt: skip
def test_who_may_make_which_move_from_which_status(cast, named, expected):
    deciders = makers(named, cast["bob"])
    found = {verb: {} for verb in VERBS}
    for status in Status.values:
        record = in_status(status, cast["author"], deciders)
        for verb in VERBS:
            if who := " ".join(name for name, user in cast.items() if record.can_move(user, verb)):
                found[verb][status] = who
    assert found == expected


def test_a_verb_does_what_the_table_says_from_every_status(ada):
    moved = {}
    for verb in MOVES:
        for status in Status.values:
            record = in_status(status, ada)
            try:
                row = getattr(record, verb)(by=ada, note="Because.")
            except Impossible as refusal:
                assert str(refusal) == why_not(record, verb)
                assert Record.objects.get(pk=record.pk).status == status
            else:
                moved[verb, status] = row.to_status
                assert (row.from_status, row.by, row.note) == (status, ada, "Because.")
    assert moved == {
        ("propose", "draft"): "proposed",
        ("accept", "proposed"): "accepted",
        ("reject", "proposed"): "rejected",
        ("withdraw", "draft"): "withdrawn",
        ("withdraw", "proposed"): "withdrawn",
        ("redraft", "proposed"): "draft",
        ("reopen", "rejected"): "proposed",
        ("reopen", "withdrawn"): "proposed",
        ("deprecate", "accepted"): "deprecated",
    }


def test_an_impossible_move_gets_a_sentence(ada):
    record = make_record(Status.REJECTED, by=ada)
    with pytest.raises(Impossible, match=f"Only a proposed record can be accepted. {record.name} is rejected."):
        record.accept(by=ada)


@pytest.mark.parametrize("status", STATABLE)
def test_an_unstated_record_becomes_what_a_person_states(ada, status):
    record = make_record(Status.UNSTATED, by=ada)
    row = record.state(status, by=ada, note="Ann remembers.")
    assert (row.from_status, row.to_status, row.note) == ("unstated", status, "Ann remembers.")


def test_stating_keeps_the_day_that_the_file_named(ada):
    record = make_record(Status.UNSTATED, by=ada)
    Record.objects.filter(pk=record.pk).update(status_on=datetime.date(2019, 5, 4))
    record.refresh_from_db()
    record.state("accepted", by=ada, note="It is what we do.")
    assert record.decided_on == datetime.date(2019, 5, 4)


@pytest.mark.parametrize("status", ["draft", "superseded", "unstated", "nonsense"])
def test_what_cannot_be_stated_gets_a_sentence(ada, status):
    with pytest.raises(Impossible, match="is not a status that can be stated"):
        make_record(Status.UNSTATED, by=ada).state(status, by=ada, note="So it is.")


def test_two_who_decide_at_once_one_wins(ada, bo):
    record = make_record(Status.PROPOSED, by=ada)
    late = Record.objects.get(pk=record.pk)
    record.accept(by=ada)
    with pytest.raises(Conflict, match=f"Ada Byron was first: {record.name} is in force now. Nothing was changed."):
        late.reject(by=bo, note="No.")


def test_a_reader_named_as_decision_maker_still_only_reads(ada, grace):
    record = in_status("proposed", ada, [grace])
    assert [move.verb for move in record.moves_of(grace)] == []
