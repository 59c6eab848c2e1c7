"""Two people who file the same meeting at the same moment; on both engines."""

from functools import partial

import pytest

from meetings.models import Meeting
from records.models import Record, Status
from tests.factories import make_log, make_meeting, make_record, make_user
from tests.together import together
from ui.refusals import Conflict


@pytest.mark.django_db(transaction=True)
def test_a_meeting_filed_by_two_at_once_decides_once():
    ada, bo = make_user("Ada Byron"), make_user("Bo Lindgren")
    proposal = make_record(Status.PROPOSED, by=ada, log=make_log("API"))
    meeting = make_meeting(by=ada, text="Raw notes.\n", facilitator=bo, note_taker=ada)
    meeting.conclude(by=ada, sentence="We page with cursors.", effect="accepts", record=proposal)
    meeting.conclude(by=ada, sentence="Limits get a record.", effect="drafts")
    meeting.add_action(by=ada, text="Warm the buckets", owner=bo)
    mine, theirs = Meeting.objects.get(pk=meeting.pk), Meeting.objects.get(pk=meeting.pk)
    answers = together(partial(mine.file, by=ada, log=proposal.log), partial(theirs.file, by=bo, log=proposal.log))
    assert [type(answer) for answer in answers if isinstance(answer, Exception)] == [Conflict]
    meeting.refresh_from_db()
    proposal.refresh_from_db()
    winner = ada if isinstance(answers[1], Conflict) else bo
    assert (meeting.status, meeting.filed_by, meeting.changes.filter(what="filed").count()) == (Meeting.Status.FILED, winner, 1)
    assert (proposal.status, proposal.status_changes.filter(to_status=Status.ACCEPTED).count()) == (Status.ACCEPTED, 1)
    assert Record.objects.count() == 2
    assert meeting.actions.count() == 1
