"""The table of moves: every verb, from every status, by everybody."""

import datetime
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Audience, Team
from records.models import Record, Relation, Status
from records.moves import MOVES, STATABLE, why_not
from tests.factories import make_audience, make_log, make_record, make_user
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
    record = make_record(Status.UNSTATED, by=ada, on=None)
    Record.objects.filter(pk=record.pk).update(decided_on=datetime.date(2019, 5, 4))
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


# Taking back


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


# Supersession


def successor(by, *old, sections=(), **fields):
    record = make_record(Status.PROPOSED, by=by, title="Page with keys", **fields)
    for target in old:
        record.relate(by=by, kind=Relation.Kind.SUPERSEDES, target=target, sections=sections)
    return record


def statuses(*records):
    return [Record.objects.get(pk=record.pk).worth for record in records]


def test_superseded_happens_when_the_new_one_is_accepted_and_not_before(ada):
    old = make_record(by=ada)
    new = successor(ada, old)
    assert statuses(old) == ["In force"]
    new.accept(by=ada)
    assert statuses(old, new) == [f"Superseded by {new.name}", "In force"]
    assert old.last_move().cause.record == new


def test_taking_the_acceptance_back_gives_the_old_one_back(ada):
    old = make_record(by=ada)
    new = successor(ada, old)
    new.accept(by=ada)
    new.take_back(by=ada)
    assert statuses(old, new) == ["In force", "Proposed"]
    assert old.last_move().origin == "taken_back"


@pytest.mark.parametrize("first_back", [0, 1])
def test_what_two_replaced_comes_back_when_neither_holds(ada, first_back):
    old = make_record(by=ada)
    pair = [successor(ada, old), successor(ada, old)]
    for new in pair:
        new.accept(by=ada)
    first, second = Record.objects.get(pk=pair[first_back].pk), Record.objects.get(pk=pair[1 - first_back].pk)
    first.take_back(by=ada)
    assert statuses(old) == [f"Superseded by {second.name}"]
    second.take_back(by=ada)
    assert statuses(old) == ["In force"]


def test_a_chain_of_three_leads_to_its_living_end(ada):
    first = make_record(by=ada)
    second = successor(ada, first)
    second.accept(by=ada)
    third = successor(ada, second)
    third.accept(by=ada)
    assert statuses(first, second, third) == [f"Superseded by {third.name}", f"Superseded by {third.name}", "In force"]
    third.deprecate(by=ada, note="Nobody pages.")
    assert statuses(first, second, third) == [f"Superseded by {third.name}", f"Superseded by {third.name}", "Deprecated"]


def test_a_fork_leads_to_the_end_that_holds(ada):
    old = make_record(by=ada)
    left, right = successor(ada, old), successor(ada, old)
    left.accept(by=ada, on=datetime.date(2026, 4, 1))
    right.accept(by=ada, on=datetime.date(2026, 5, 1))
    assert statuses(old) == [f"Superseded by {right.name}"]
    right.deprecate(by=ada, note="It did not work.")
    assert statuses(old) == [f"Superseded by {left.name}"]


def test_a_record_in_force_supersedes_at_once_in_the_name_of_whoever_says_so(ada, bo):
    old, new = make_record(by=ada, on=datetime.date(2025, 1, 1)), make_record(by=ada)
    new.relate(by=bo, kind="supersedes", target=old)
    row = Record.objects.get(pk=old.pk).last_move()
    assert (row.to_status, row.by, row.on, row.cause.record) == ("superseded", bo, timezone.localdate(), new)


def test_removing_the_supersession_gives_the_old_one_back(ada):
    old = make_record(by=ada)
    new = successor(ada, old)
    new.accept(by=ada)
    change = new.unrelate(by=ada, relation=new.relations.get())
    assert statuses(old) == ["In force"]
    assert change.before == {"kind": "supersedes", "target": old.name, "words": "", "sections": []}
    assert not new.relations.exists()


TEXT = "## Limits\n\nFifty.\n\n## Bursts\n\nTwo hundred.\n"


def test_a_partial_supersession_leaves_the_old_one_in_force_in_part(ada):
    old = make_record(by=ada, text=TEXT)
    new = successor(ada, old, sections=[old.sections.get(heading="Limits")])
    assert statuses(old) == ["In force"]
    new.accept(by=ada)
    assert statuses(old) == ["In force, in part"]
    new.deprecate(by=ada, note="Too narrow.")
    assert statuses(old) == ["In force, in part"]  # if the new one is deprecated, the old one does not come back


def test_taking_back_a_partial_supersession_makes_the_old_one_whole(ada):
    old = make_record(by=ada, text=TEXT)
    new = successor(ada, old, sections=[old.sections.get(heading="Limits")])
    new.accept(by=ada)
    new.take_back(by=ada)
    assert statuses(old) == ["In force"]


def test_a_supersession_in_force_is_not_changed_from_all_to_part(ada):
    old = make_record(by=ada, text=TEXT)
    new = successor(ada, old)
    new.accept(by=ada)
    with pytest.raises(Impossible, match=f"{new.name} supersedes {old.name} already."):
        new.relate(by=ada, kind="supersedes", target=old, sections=[old.sections.first()])
    assert statuses(old) == [f"Superseded by {new.name}"]


def test_sections_of_another_record_are_refused(ada):
    old, third = make_record(by=ada, text=TEXT), make_record(by=ada, text=TEXT)
    with pytest.raises(Impossible, match=f"Choose sections of {old.name}."):
        successor(ada, old, sections=[third.sections.first()])


@pytest.mark.parametrize("status", ["draft", "proposed", "rejected", "withdrawn"])
def test_what_never_held_cannot_be_superseded(ada, status):
    with pytest.raises(Impossible, match="only a record in force, deprecated or unstated can be superseded"):
        successor(ada, make_record(status, by=ada))


def test_a_record_cannot_supersede_itself_nor_in_a_circle(ada):
    old = make_record(by=ada)
    new = successor(ada, old)
    new.accept(by=ada)
    with pytest.raises(Impossible, match="cannot refer to itself"):
        new.relate(by=ada, kind="supersedes", target=new)
    third = make_record(Status.PROPOSED, by=ada)
    old.relations.create(kind="supersedes", target=third)
    with pytest.raises(Impossible, match="no longer holds|leads back"):
        old.relate(by=ada, kind="supersedes", target=new)


def test_a_restricted_record_does_not_supersede_an_open_one(ada):
    old = make_record(by=ada)
    new = successor(ada, old)
    Record.objects.filter(pk=new.pk).update(audience=make_audience(ada))
    new = Record.objects.get(pk=new.pk)
    with pytest.raises(Impossible, match=f"{new.name} is restricted, but {old.name} is seen by more people"):
        new.accept(by=ada)
    assert statuses(old, new) == ["In force", "Proposed"]


def test_the_sentence_does_not_name_what_its_reader_may_not_see(ada, bo):
    old = make_record(by=ada)
    new = successor(ada, old)
    Record.objects.filter(pk=new.pk).update(audience=make_audience(ada, bo))
    Record.objects.filter(pk=old.pk).update(audience=make_audience(ada, make_user()))
    with pytest.raises(Impossible, match="a record that you may not see is seen by more people"):
        Record.objects.get(pk=new.pk).accept(by=bo)


# People


def test_words_that_become_a_person_are_a_change(ada):
    record = make_record(by=ada, decision_makers=["Ada Byron"])
    change = record.name_people(by=ada, role="decision_maker", people=[ada, ada])
    assert [part.user for part in record.decision_makers()] == [ada]
    assert (change.before, change.after) == (["Ada Byron"], ["Ada Byron"])
    assert record.name_people(by=ada, role="decision_maker", people=[ada]) is None


def test_a_draft_is_seen_by_the_people_who_are_named_now(ada, bo, mallory):
    record = make_record(Status.DRAFT, by=ada, consulted=[bo])
    assert [user.name for user in (ada, bo, mallory) if Record.objects.visible_to(user).exists()] == ["Ada Byron", "Bo Lindgren"]
    record.name_people(by=ada, role="consulted", people=[mallory])
    for user in (ada, bo, mallory):
        del user.audiences
    assert [user.name for user in (ada, bo, mallory) if Record.objects.visible_to(user).exists()] == ["Ada Byron", "Mallory Reyes"]


def test_a_draft_begins_without_a_history_of_changes(ada, bo):
    assert make_record(Status.DRAFT, by=ada, consulted=[bo]).changes.count() == 0


def test_saving_the_same_text_again_is_no_revision(ada):
    record = make_record(by=ada)
    before = record.updated_at
    assert record.edit(by=ada, title=record.title, text=record.revision.text, base=1).number == 1
    assert record.updated_at == before
