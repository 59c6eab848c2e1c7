import datetime

import pytest

from meetings.models import Meeting, Outcome
from records.models import Record, Relation, Status
from tests.factories import make_audience, make_log, make_meeting, make_record, make_series
from ui.refusals import Conflict, Impossible

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 3, 2)


def test_filing_accepts_and_supersedes_on_the_meetings_day(ada):
    old = make_record(by=ada)
    new = make_record(Status.PROPOSED, by=ada)
    new.relate(by=ada, kind=Relation.Kind.SUPERSEDES, target=old)
    meeting = make_meeting(day=DAY)
    outcome = meeting.conclude(by=ada, sentence="We page with cursors.", effect="accepts", record=new)
    made = meeting.file(by=ada)
    new.refresh_from_db()
    old.refresh_from_db()
    outcome.refresh_from_db()
    assert (new.status, old.status, meeting.status) == (Status.ACCEPTED, Status.SUPERSEDED, "filed")
    assert made == [outcome.status_change]
    assert (outcome.status_change.on, outcome.status_change.note) == (DAY, "We page with cursors.")


def test_one_record_that_cannot_move_keeps_everything_as_it_was(ada):
    proposed, in_force = make_record(Status.PROPOSED, by=ada), make_record(by=ada)
    meeting = make_meeting()
    meeting.conclude(by=ada, sentence="Yes.", effect="accepts", record=proposed)
    meeting.conclude(by=ada, sentence="Yes again.", effect="accepts", record=in_force)
    with pytest.raises(Impossible, match="Only a proposed record can be accepted"):
        meeting.file(by=ada)
    proposed.refresh_from_db()
    assert (proposed.status, Meeting.objects.get(pk=meeting.pk).status) == (Status.PROPOSED, "planned")
    assert not Outcome.objects.settled().exists()


def test_filing_twice_is_a_conflict_that_names_who_was_first(ada, bo):
    meeting = make_meeting()
    other = Meeting.objects.get(pk=meeting.pk)
    meeting.file(by=bo)
    with pytest.raises(Conflict, match="Bo Lindgren filed meeting"):
        other.file(by=ada)
    assert meeting.changes.filter(what="filed").count() == 1


def test_a_meeting_to_come_is_not_filed(ada):
    with pytest.raises(Impossible, match="planned for a day to come"):
        make_meeting(day=datetime.date(2999, 1, 1)).file(by=ada)


def test_an_outcome_begins_a_record_that_those_present_see(ada, bo, mallory):
    meeting = make_meeting()
    meeting.mark_attendance(by=ada, presence={bo: "present", mallory: "regrets"})
    meeting.conclude(by=ada, sentence="Sign webhooks.", effect="drafts", log=make_log("SEC", template="## Context\n"))
    meeting.file(by=ada)
    record = Record.objects.get(log__key="SEC")
    assert (record.title, record.status, record.revision.text) == ("Sign webhooks.", Status.DRAFT, "## Context\n")
    seen_by = [person.handle for person in (ada, bo, mallory) if Record.objects.visible_to(person).filter(pk=record.pk).exists()]
    assert seen_by == ["ada", "bo"]


def test_a_draft_begun_in_a_restricted_meeting_stays_as_closed(ada, bo):
    meeting = make_meeting(audience=make_audience(ada))
    meeting.conclude(by=ada, sentence="Tell nobody.", effect="drafts", log=make_log())
    meeting.file(by=ada)
    assert Record.objects.get().audience_id == meeting.audience_id


def test_a_move_never_quotes_a_restricted_meeting(ada):
    record = make_record(Status.PROPOSED, by=ada)
    meeting = make_meeting(audience=make_audience(ada))
    meeting.conclude(by=ada, sentence="The secret reason.", effect="rejects", record=record)
    meeting.file(by=ada)
    assert record.last_move().note == ""


def test_positions_count_up_and_stay(ada):
    meeting = make_meeting()
    assert [meeting.conclude(by=ada, sentence=words).position for words in ("One", "Two", "Three")] == [1, 2, 3]


def test_called_off_and_planned_again(ada):
    meeting = make_meeting()
    meeting.call_off(by=ada)
    with pytest.raises(Conflict, match="did not take place"):
        meeting.file(by=ada)
    meeting.plan_again(by=ada)
    assert [change.what for change in meeting.changes.all()] == ["planned again", "did not take place"]
    assert Meeting.objects.get().status == "planned"


class TestReplace:
    def test_the_words_alone(self, ada):
        record = make_record(Status.PROPOSED, by=ada)
        meeting = make_meeting()
        old = meeting.conclude(by=ada, sentence="Acept.", effect="accepts", record=record)
        meeting.file(by=ada)
        old.refresh_from_db()
        new = old.replace(by=ada, sentence="Accept.", effect="accepts", record=record)
        assert (new.replaces, new.status_change, record.status_changes.count()) == (old, old.status_change, 3)
        assert list(meeting.outcomes.current()) == [new]

    def test_what_was_decided_only_after_the_move_is_taken_back(self, ada):
        record = make_record(Status.PROPOSED, by=ada)
        meeting = make_meeting()
        meeting.conclude(by=ada, sentence="Accept.", effect="accepts", record=record)
        meeting.file(by=ada)
        old = meeting.outcomes.get()
        with pytest.raises(Impossible, match="Take that move back"):
            old.replace(by=ada, sentence="Reject.", effect="rejects", record=old.record)
        old.record.take_back(by=ada)
        new = old.replace(by=ada, sentence="Reject.", effect="rejects", record=old.record)
        assert new.status_change.to_status == Status.REJECTED

    def test_whoever_cannot_take_the_move_back_is_told_who_can(self, ada, bo, root):
        meeting, told = make_meeting(), []
        meeting.conclude(by=ada, sentence="Accept.", effect="accepts", record=make_record(Status.PROPOSED, by=ada))
        meeting.file(by=ada)
        old = meeting.outcomes.get()
        for somebody in (ada, bo, root):
            with pytest.raises(Impossible) as refusal:
                old.replace(by=somebody, sentence="Reject.", effect="rejects", record=old.record)
            told.append(str(refusal.value).partition(". ")[2])
        own = f"Take that move back on the page of {old.record.name} first, then replace the outcome."
        assert told == [own, "Ask an admin to take that move back first, then replace the outcome.", own]

    def test_not_before_the_notes_are_filed(self, ada):
        record = make_record(Status.PROPOSED, by=ada)
        old = make_meeting().conclude(by=ada, sentence="One.")
        with pytest.raises(Impossible, match="not filed yet"):
            old.replace(by=ada, sentence="Two.", effect="accepts", record=record)

    def test_once(self, ada):
        meeting = make_meeting()
        old = meeting.conclude(by=ada, sentence="One.")
        meeting.file(by=ada)
        old.replace(by=ada, sentence="Two.")
        with pytest.raises(Conflict, match="Somebody replaced"):
            old.replace(by=ada, sentence="Three.")


def test_one_person_for_both_hats_is_refused(ada):
    with pytest.raises(Impossible, match="two hats, two heads"):
        make_meeting().assign(by=ada, facilitator=ada, note_taker=ada)


class TestPlan:
    def test_asks_the_invited_and_starts_from_the_template(self, ada, bo):
        series = make_series(template="## Last actions\n")
        meeting = Meeting.objects.plan(by=ada, title="Review", series=series, invited=[ada, bo], facilitator=ada, note_taker=bo)
        assert meeting._who() == {"ada": "invited", "bo": "invited"}
        assert (meeting.revision.text, meeting.facilitator, meeting.note_taker) == ("## Last actions\n", ada, bo)
        assert {change.what for change in meeting.changes.all()} == {"planned", "roles", "attendance"}

    def test_restricted_is_seen_by_its_people_and_by_who_joins(self, ada, bo, mallory):
        meeting = Meeting.objects.plan(by=ada, title="Pay", restricted=True)
        meeting.mark_attendance(by=ada, presence={bo: "invited"})
        seen = [bool(Meeting.objects.visible_to(person)) for person in (ada, bo, mallory)]
        assert seen == [True, True, False]

    def test_a_closed_series_closes_its_meetings_and_is_not_widened_by_an_invitation(self, ada, bo):
        audience = make_audience(ada)
        meeting = Meeting.objects.plan(by=ada, title="Pay", series=make_series(audience=audience), invited=[bo])
        assert (meeting.audience, bool(Meeting.objects.visible_to(bo))) == (audience, False)


class TestAttendance:
    def test_a_remark_survives_a_later_tick(self, ada, bo):
        meeting = make_meeting()
        meeting.mark_attendance(by=ada, presence={bo: "late"}, remarks={bo: "from item 2"})
        meeting.mark_attendance(by=ada, presence={bo: "present"})
        assert meeting.attendance.get().remark == "from item 2"

    def test_somebody_is_taken_off_and_the_change_keeps_them(self, ada, bo):
        meeting = make_meeting()
        meeting.mark_attendance(by=ada, presence={bo: "late"})
        change = meeting.mark_attendance(by=ada, presence={bo: ""})
        assert (change.before, change.after) == ({"bo": "late"}, {})


class TestActions:
    def test_done_dropped_reopened_each_leave_a_row_and_twice_leaves_none(self, ada):
        meeting = make_meeting()
        action = meeting.add_action(by=ada, text="Warm the buckets", owner=ada)
        assert action.finish(by=ada).what == "action done"
        assert (action.finish(by=ada), action.worth) == (None, "Done")
        assert action.reopen(by=ada).what == "action reopened"
        assert action.drop(by=ada, note="Buckets are gone.").what == "action dropped"
        assert (action.worth, action.is_open, action.number) == ("Dropped", False, 1)

    def test_owner_and_date_change(self, ada, bo):
        action = make_meeting().add_action(by=ada, text="Warm the buckets")
        change = action.change(by=ada, owner=bo, due=DAY)
        assert change.before == {"owner": "", "due": ""}
        assert change.after == {"action": 1, "text": "Warm the buckets", "owner": "Bo Lindgren", "due": "2026-03-02"}


class TestAgenda:
    def test_rows_become_topics_in_their_order(self, ada):
        meeting = make_meeting()
        meeting.set_agenda(by=ada, rows=[{"topic": None, "title": "One"}, {"topic": None, "title": "Two"}])
        one, two = meeting.topics.all()
        change = meeting.set_agenda(by=ada, rows=[{"topic": two, "title": "Two, first"}, {"topic": one, "title": "One"}])
        assert [topic.title for topic in meeting.topics.all()] == ["Two, first", "One"]
        assert change.what == "agenda"

    def test_a_topic_with_an_outcome_stays(self, ada):
        meeting = make_meeting()
        meeting.set_agenda(by=ada, rows=[{"topic": None, "title": "One"}])
        meeting.conclude(by=ada, sentence="Yes.", topic=meeting.topics.get())
        with pytest.raises(Impossible, match="stays on the agenda"):
            meeting.set_agenda(by=ada, rows=[])
