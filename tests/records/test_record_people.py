"""The people of a record, and the changes that naming them leaves."""

from records.models import Record, Status
from tests.factories import make_record


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
