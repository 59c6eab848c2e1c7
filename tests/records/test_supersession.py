"""What one record does to those that it supersedes, as a whole or in part (MODEL 9, 10 and 21)."""

import datetime

import pytest
from django.utils import timezone

from records.models import Record, Relation, Status
from tests.factories import make_audience, make_record, make_user
from ui.refusals import Impossible


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


@pytest.mark.parametrize(("status", "worth"), [("accepted", "In force"), ("deprecated", "Deprecated"), ("unstated", "Unstated")])
def test_what_held_or_may_have_held_is_superseded_and_comes_back_as_what_it_was(ada, status, worth):
    old = make_record(status, by=ada)
    new = successor(ada, old)
    new.accept(by=ada)
    superseded = statuses(old)
    new.take_back(by=ada)
    assert (superseded, statuses(old)) == ([f"Superseded by {new.name}"], [worth])


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
