"""What two, or forty, people do at the same moment; on both engines."""

from functools import partial

import pytest

from records.models import Record, Status
from tests.factories import make_log, make_record, make_user
from tests.together import together
from ui.refusals import Conflict, Impossible

pytestmark = pytest.mark.django_db(transaction=True)


def test_forty_threads_creating_records_in_one_log_get_forty_numbers():
    log, by = make_log("API"), make_user()
    records = together(*[partial(Record.objects.draft, by=by, log=log, title=f"Idea {n}", text="## Context\n") for n in range(40)])
    assert [record for record in records if isinstance(record, Exception)] == []
    assert sorted(record.number for record in records) == list(range(1, 41))


def test_two_people_deciding_at_once_one_wins_and_the_other_is_told():
    ada, bo = make_user("Ada Byron"), make_user("Bo Lindgren")
    record = make_record(Status.PROPOSED, by=ada, log=make_log("API"))
    mine, theirs = Record.objects.get(pk=record.pk), Record.objects.get(pk=record.pk)
    answers = together(partial(mine.accept, by=ada), partial(theirs.reject, by=bo, note="Too early."))
    refusals = [answer for answer in answers if isinstance(answer, Exception)]
    record.refresh_from_db()
    winner, status = (ada, "in force") if record.status == Status.ACCEPTED else (bo, "rejected")
    assert [type(refusal) for refusal in refusals] == [Conflict]
    assert str(refusals[0]) == f"{winner} was first: API-1 is {status} now. Nothing was changed."
    assert record.status_changes.count() == 3


def test_two_people_saving_on_the_same_revision_at_once_one_is_told():
    ada, bo = make_user("Ada Byron"), make_user("Bo Lindgren")
    record = make_record(Status.PROPOSED, by=ada)
    edits = [partial(Record.objects.get(pk=record.pk).edit, by=by, title=record.title, text=f"By {by}.\n", base=1) for by in (ada, bo)]
    answers = together(*edits)
    assert sorted(type(answer).__name__ for answer in answers) == ["Conflict", "RecordRevision"]
    assert record.revisions.count() == 2


def test_accepting_twice_at_once_supersedes_once():
    by = make_user()
    old = make_record(by=by, log=make_log("API"))
    new = make_record(Status.PROPOSED, by=by, log=make_log("API"), title="Page with keysets", supersedes=[old])
    answers = together(*[partial(Record.objects.get(pk=new.pk).accept, by=by) for _ in range(2)])
    assert sorted(type(answer) in (Conflict, Impossible) for answer in answers) == [False, True]
    old.refresh_from_db()
    assert (old.status, old.head_id, old.status_changes.filter(to_status=Status.SUPERSEDED).count()) == (Status.SUPERSEDED, new.pk, 1)
