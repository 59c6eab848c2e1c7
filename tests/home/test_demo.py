import re
from collections import Counter
from datetime import date, datetime, timedelta
from itertools import chain

import pytest
from django.db import transaction
from django.utils import timezone

from accounts.models import Audience, Team, User
from home.demo import files
from home.demo.load import load
from meetings.models import Action, Attendance, Meeting, MeetingRevision, Outcome, Series
from onboarding.models import Mission, Path, Seen, Step, Term
from records.models import Area, Log, Record, RecordRevision, Relation, Risk, StatusChange
from search.models import Entry
from writing.models import Revision

NAME = re.compile(r"\b(?:API|DATA|REL)-\d+\b")
MEETING = re.compile(r"\bmeeting (\d+)\b")
WORTH = re.compile(r"\b((?:API|DATA|REL)-\d+) (?:is |stays |remains )?(in force|superseded|rejected|deprecated|withdrawn|proposed)\b", re.I)
BANNED = re.compile(r"\b(submit\w*|please|oops|simply|entit(?:y|ies)|artifacts?)\b", re.I)
AMERICAN = re.compile(r"\b(\w+i(?:zation|zing)|(?:recogn|organ|normal|real)ize[sd]?|behavior|color|center|canceled|modeling|labeled)\b", re.I)


pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]  # that it loads on each is tests/home/test_demo_command.py


@pytest.fixture(scope="module")
def halyard(django_db_setup, django_db_blocker):
    """The whole organisation, told once for this file and rolled back at its end."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield load()
        transaction.set_rollback(True)


def names(records):
    return sorted((record.name for record in records), key=lambda name: (name.split("-")[0], int(name.split("-")[1])))


def test_how_much_there_is(halyard):
    counted = {
        "records": Counter(Record.objects.values_list("status", flat=True)),
        "logs": list(Log.objects.values_list("key", "next_number")),
        "meetings": Counter(Meeting.objects.values_list("status", flat=True)),
        "others": [model.objects.count() for model in (User, Team, Area, Series, Risk, Term, Path, Step, Mission)],
    }
    assert counted == {
        "records": {"accepted": 32, "superseded": 10, "rejected": 4, "proposed": 4, "withdrawn": 2, "deprecated": 1, "draft": 1},
        "logs": [("API", 28), ("DATA", 14), ("REL", 15)],
        "meetings": {"filed": 39, "planned": 4, "did_not_take_place": 1},
        "others": [15, 4, 6, 5, 15, 34, 2, 24, 1],
    }


def test_every_file_tells_of_the_record_or_meeting_it_is_named_after(halyard):
    records = {record.name: record.title for record in Record.objects.with_worth()}
    assert records == {page.name: page.facts["title"] for page in files.pages("records")}
    meetings = {str(meeting.number): f"{meeting.day:%A}" for meeting in Meeting.objects.all()}
    days = {page.name: f"{halyard.calendar.at(page.facts['on']):%A}" for page in files.pages("meetings")}
    assert meetings == days


def test_chains_of_supersession(halyard):
    worth = {record.name: record.worth for record in Record.objects.with_worth().filter(status="superseded")}
    assert worth == {
        "API-3": "Superseded by API-23",
        "API-6": "Superseded by API-24",
        "API-7": "Superseded by API-19",
        "API-8": "Superseded by API-22",
        "API-9": "Superseded by API-23",
        "API-10": "Superseded by API-24",
        "DATA-3": "Superseded by DATA-11",
        "REL-1": "Superseded by REL-8",
        "REL-4": "Superseded by REL-8",
        "REL-5": "Superseded by REL-11",
    }


def test_partial_supersession_leaves_the_rest_in_force(halyard):
    rows = Relation.objects.filter(sections__isnull=False).select_related("source__log", "target__log", "target__head__log")
    assert sorted((row.source.name, row.target.name, row.target.worth, [str(section) for section in row.sections.all()]) for row in rows) == [
        ("API-20", "API-4", "In force, in part", ["How long we keep a version"]),
        ("REL-12", "REL-2", "In force, in part", ["How often"]),
    ]


def test_decided_records_were_decided_in_a_meeting(halyard):
    decided = Record.objects.with_worth().exclude(status__in=["draft", "proposed", "withdrawn"])
    assert names(decided.filter(outcomes__status_change__isnull=True).exclude(outcomes__status_change__isnull=False)) == []
    moves = StatusChange.objects.filter(to_status__in=["accepted", "rejected"])
    assert [str(move) for move in moves.filter(outcomes=None)] == []


def test_a_rejected_proposal_came_back_and_was_rejected_again(halyard):
    moves = halyard.record("API-16").status_changes.order_by("at").values_list("to_status", flat=True)
    assert list(moves) == ["draft", "proposed", "rejected", "proposed", "rejected"]


def test_two_hats_are_on_two_heads_and_rotate(halyard):
    filed = list(Meeting.objects.filed().select_related("facilitator", "note_taker").order_by("series", "number"))
    assert [meeting.number for meeting in filed if meeting.facilitator == meeting.note_taker or not meeting.note_taker] == []
    twice = [
        (before.number, after.number)
        for before, after in zip(filed, filed[1:], strict=False)
        if before.series_id == after.series_id and {before.facilitator, before.note_taker} == {after.facilitator, after.note_taker}
    ]
    assert twice == []
    assert len({meeting.filed_by for meeting in filed}) == 11


def test_meetings_in_every_state(halyard):
    unfiled = {meeting.number: (str(meeting.note_taker or ""), meeting.is_held, meeting.revision_number > 0) for meeting in Meeting.objects.unfiled()}
    assert unfiled == {
        41: ("Dana Whitfield", True, True),
        42: ("Jonas Lindqvist", False, False),
        43: ("", False, False),
        44: ("Tomás Vidal", True, False),
    }
    assert set(Attendance.objects.values_list("presence", flat=True)) == {"invited", "present", "late", "regrets", "absent"}
    assert set(Outcome.objects.values_list("kind", flat=True)) == {"decided", "tentative", "deferred", "information", "dropped"}
    assert set(Outcome.objects.values_list("effect", flat=True)) == {"none", "drafts", "accepts", "rejects", "links"}


def test_actions_are_done_open_and_late(halyard):
    open_ones = list(Action.objects.open().select_related("owner"))
    assert len(open_ones) == 8
    assert [(action.text, str(action.owner)) for action in open_ones if action.is_late and action.meeting.number == 40] == [
        ("Warm buckets when a key rotates", "Dana Whitfield")
    ]


def test_what_is_restricted_is_seen_by_four(halyard):
    circle = Audience.objects.get(reason="restricted")
    assert sorted(member.user.handle for member in circle.members.all()) == ["amara", "mei-ling", "priya", "samir"]
    dana, priya = User.objects.get(handle="dana"), User.objects.get(handle="priya")
    hidden = [set(names(Record.objects.visible_to(user))) for user in (priya, dana)]
    assert (hidden[0] - hidden[1], hidden[1] - hidden[0]) == ({"REL-13"}, {"API-27"})
    assert list(Meeting.objects.exclude(pk__in=Meeting.objects.visible_to(dana)).values_list("number", flat=True)) == [37]
    told = chain(RecordRevision.objects.exclude(parent=halyard.record("REL-13")), MeetingRevision.objects.exclude(parent__number=37))
    assert [str(revision.parent) for revision in told if "REL-13" in revision.text or "meeting 37" in revision.text] == []


def test_every_reference_leads_to_something_that_was_there_when_it_was_written(halyard):
    begun = {record.name: record.created_at for record in Record.objects.with_worth()}
    held = {str(meeting.number): meeting.starts_at for meeting in Meeting.objects.all()}
    dangling = [
        (str(revision.parent), name)
        for revision in chain(RecordRevision.objects.select_related("parent__log"), MeetingRevision.objects.select_related("parent"))
        for names_in, known in ((NAME, begun), (MEETING, held))
        for name in names_in.findall(f"{revision.text}\n{revision.note}")
        if name not in known or known[name] > revision.at
    ]
    assert dangling == []


def test_merchants_are_told_twelve_weeks_before_they_feel_a_change(halyard):
    told = re.search(r"Effective (.*?); notice to all merchants by (.*?),", halyard.record("API-20").revision.text)
    effective, notice = (datetime.strptime(day, "%d %B %Y") for day in told.groups())
    [letter] = [action for action in Action.objects.filter(meeting__number=30) if action.text.startswith("Write to all merchants")]
    assert (effective - notice, letter.due, letter.done_at.date() <= letter.due) == (timedelta(weeks=12), notice.date(), True)


def test_what_is_said_beside_the_texts_refers_to_what_exists(halyard):
    known = set(names(Record.objects.with_worth()))
    said = [
        *Term.objects.values_list("meaning", flat=True),
        *Risk.objects.values_list("remedy", flat=True),
        *Step.objects.values_list("reason", flat=True),
    ]
    said += [*Record.objects.values_list("summary", flat=True), *Outcome.objects.values_list("sentence", flat=True)]
    assert {name for words in said for name in NAME.findall(words)} - known == set()


def test_no_text_contradicts_what_a_record_is_worth(halyard):
    worth = {record.name: record.worth.lower() for record in Record.objects.with_worth()}
    texts = [record.revision.text for record in Record.objects.select_related("revision")] + list(Term.objects.values_list("meaning", flat=True))
    said = [claim for text in texts for claim in WORTH.findall(text)]
    assert [(name, words) for name, words in said if not worth[name].startswith(words.lower())] == []


def test_nothing_happened_in_the_future(halyard):
    now = timezone.now()
    late = [str(row) for model in (StatusChange, RecordRevision, MeetingRevision, Seen) for row in model.objects.filter(at__gt=now)]
    late += [str(row) for row in Meeting.objects.filed().filter(filed_at__gt=now)] + [str(row) for row in Record.objects.filter(updated_at__gt=now)]
    assert late == []


def test_moves_follow_one_another(halyard):
    wrong = [
        str(after)
        for record in Record.objects.with_worth()
        for before, after in zip(*(list(record.status_changes.order_by("id"))[start:] for start in (0, 1)), strict=False)
        if before.at > after.at or before.to_status != after.from_status
    ]
    assert wrong == []


def test_records_that_were_edited(halyard):
    edited = {record.name for record in Record.objects.with_worth().select_related("revision") if record.is_edited_after_acceptance}
    assert {"API-1", "API-21", "API-22", "API-23"} <= edited
    assert RecordRevision.objects.filter(number__gt=1, note="").count() == 1  # the text that was given to the record a meeting began


def test_texts_have_a_believable_length(halyard):
    words = [record.revision.words for record in Record.objects.select_related("revision")]
    notes = [meeting.revision.words for meeting in Meeting.objects.filed().select_related("revision")]
    assert (min(words) >= 90, max(words) <= 600, min(notes) >= 90, max(notes) <= 500) == (True, True, True, True)


def test_the_words_are_those_of_the_house(halyard):
    paths = [path for path in files.FOLDER.rglob("*") if path.suffix in (".md", ".toml")]
    found = {(path.name, word) for path in paths for words in (BANNED, AMERICAN) for word in words.findall(path.read_text())}
    assert found == set()


def test_everything_can_be_found(halyard):
    kinds = Counter(Entry.objects.values_list("kind", flat=True))
    expected = {"record": Record, "meeting": Meeting, "outcome": Outcome, "action": Action, "risk": Risk, "term": Term, "person": User}
    assert kinds == {kind: model.objects.count() for kind, model in expected.items()}


def test_dana_has_read_some_and_some_has_changed_since(halyard):
    dana = User.objects.get(handle="dana")
    seen = Seen.objects.filter(user=dana, record__isnull=False).select_related("record__log", "record__revision")
    changed = {row.record.name for row in seen if row.record.revision.number > row.revision_number}
    assert changed == {"API-16", "API-21", "API-23", "API-25"}
    since = StatusChange.objects.filter(at__gt=dana.last_visit).exclude(to_status="draft").select_related("record__log").order_by("at", "id")
    assert [(change.record.name, change.to_status) for change in since] == [
        ("API-23", "accepted"),
        ("API-9", "superseded"),
        ("API-16", "rejected"),
        ("REL-14", "proposed"),
        ("DATA-7", "deprecated"),
    ]


def test_mission_has_a_history(halyard):
    mission = Mission.objects.get()
    assert (mission.revision.title, mission.revision_number) == ("Any parcel, any carrier, one call that never keeps a merchant waiting.", 3)
    assert isinstance(mission.revision, Revision)


@pytest.mark.parametrize("day", [date(2026, 2, 28), date(2028, 2, 29), date(2027, 1, 1)])
def test_the_files_tell_days_that_exist_whenever_they_are_told(day):
    from home.demo.calendar import Calendar
    from home.demo.load import events
    from home.demo.stage import Stage

    told = [event.at.date() for event in events(Stage(Calendar(day)))]
    assert (len(told), max(told) < day) == (299, True)
