"""Two people file one meeting at once, or one files while another changes it: nothing is lost, nothing is done twice, and whoever
comes second sees all they typed beside what was filed, with a way on."""

import pytest

from meetings.models import Meeting
from records.models import Record, Status
from tests.factories import make_meeting, make_record
from writing import redacting
from writing.documents import Document
from writing.models import Unsaved

from .sheets import file, opened, row_of, shown

pytestmark = pytest.mark.django_db
FILE = "/meetings/1/file/"
EDITING = "6d1b6f9b-75ca-4b17-9465-9cede5a0ac83"


@pytest.fixture
def meeting(ada, bo, mallory):
    meeting = make_meeting(text="## Limits\n", by=ada, facilitator=ada, note_taker=bo)
    meeting.mark_attendance(by=ada, presence={ada: "invited", bo: "invited", mallory: "invited"})
    meeting.set_agenda(by=ada, rows=[{"topic": None, "title": "Limits"}])
    return meeting


@pytest.fixture
def typed(as_ada, meeting):
    """What ada has on her page when bo files."""
    page = opened(as_ada, FILE)
    one, two = row_of(page, "outcomes"), "outcomes-1"
    return page | {
        "text": "## Limits\n\nAda: we agreed.\n", "text_place": "meetings/1/file", "place": "Room 4",
        f"{one}-sentence": "We page with cursors.", f"{two}-sentence": "Of Ada alone.", f"{two}-topic": meeting.topics.get().key,
        "actions-0-text": "Ask support", "actions-1-text": "Warm the buckets", f"{row_of(page, 'attendance', person='mallory')}-presence": "absent",
    }  # fmt: skip


def bo_files(meeting, bo, **presence):
    meeting.conclude(by=bo, sentence="We page with  cursors.")
    meeting.add_action(by=bo, text="Warm the buckets")
    if presence:
        meeting.mark_attendance(by=bo, presence=presence.pop("of"))
    meeting.file(by=bo)


def sentences(meeting):
    return [row.sentence for row in meeting.outcomes.all()]


def test_adding_to_a_filed_meeting_takes_no_action_away(meeting, ada):
    meeting.add_action(by=ada, text="Warm the buckets")
    meeting.file(by=ada)
    meeting.file_more(by=ada, outcomes=[], actions=[{"number": None, "text": "Ask support"}])
    assert [action.text for action in meeting.actions.all()] == ["Warm the buckets", "Ask support"]


def test_an_action_and_a_topic_added_while_another_files_stay(as_ada, bo, meeting, typed):
    meeting.add_action(by=bo, text="Of Bo", owner=bo)
    meeting.conclude(by=bo, sentence="Of Bo alone.")
    meeting.describe(by=bo, minutes=30)
    looked = as_ada.post(FILE, typed)
    assert (looked.status_code, "Changed meanwhile, and kept:" in looked.text, "Action added: Of Bo" in looked.text) == (200, True, True)
    again = shown(looked)
    assert as_ada.post(FILE, again | {"seen": looked.context["seen"]}).status_code == 302
    meeting = Meeting.objects.get()
    assert (meeting.status, meeting.minutes, meeting.place) == ("filed", 30, "Room 4")
    assert [action.text for action in meeting.actions.all()] == ["Of Bo", "Ask support", "Warm the buckets"]
    assert sentences(meeting) == ["Of Bo alone.", "We page with cursors.", "Of Ada alone."]


def test_what_others_change_between_the_look_and_the_filing_is_looked_at_again(as_ada, bo, meeting, typed):
    looked = as_ada.post(FILE, typed)
    meeting.describe(by=bo, minutes=30)
    second = as_ada.post(FILE, typed | {"seen": looked.context["seen"]})
    assert (second.status_code, "Length in minutes: 30" in second.text, Meeting.objects.get().status) == (200, True, "planned")


def test_the_same_of_two_people_is_asked_before_anything_is_filed(as_ada, bo, mallory, meeting, typed):
    meeting.mark_attendance(by=bo, presence={mallory: "regrets"})
    asked = as_ada.post(FILE, typed)
    row = row_of(typed, "attendance", person="mallory")
    assert (asked.status_code, Meeting.objects.get().status) == (409, "planned")
    assert "Bo Lindgren changed this to “Regrets” at" in asked.text
    assert shown(asked)[f"{row}-presence"] == "absent"
    assert file(as_ada, FILE, shown(asked)).status_code == 302
    assert meeting._who()["mallory"] == "absent"


def test_whoever_comes_second_sees_theirs_beside_what_was_filed_and_goes_on(as_ada, bo, meeting, typed):
    bo_files(meeting, bo)
    asked = as_ada.post(FILE, typed)
    again = shown(asked)
    assert asked.status_code == 409
    for words in ("Bo Lindgren filed these notes before you", "Yours beside the filed notes", "Filed already", "Of Ada alone.", "Ask support"):
        assert words in asked.text
    assert [again[f"outcomes-{n}-sentence"] for n in range(int(again["outcomes-TOTAL_FORMS"]))] == ["Of Ada alone."]
    assert [again[f"actions-{n}-text"] for n in range(int(again["actions-TOTAL_FORMS"]))] == ["Warm the buckets", "Ask support"]
    assert (sentences(meeting), Meeting.objects.get().revision.text) == (["We page with  cursors."], "## Limits\n")
    looked = as_ada.post(FILE, again | {"text_place": "meetings/1/file"})
    told = [words in looked.text for words in ("This is what it adds", "It is added to the outcomes: Of Ada alone.")]
    assert (looked.status_code, told) == (200, [True, True])
    assert as_ada.post(FILE, again | {"text_place": "meetings/1/file", "seen": looked.context["seen"]}).status_code == 302
    meeting = Meeting.objects.get()
    assert (meeting.filed_by, meeting.place, meeting.revision.text) == (bo, "Room 4", "## Limits\n\nAda: we agreed.\n")
    assert [(row.sentence, row.topic and row.topic.title, bool(row.settled_at)) for row in meeting.outcomes.all()] == [
        ("We page with  cursors.", None, True),
        ("Of Ada alone.", "Limits", True),
    ]
    assert [action.text for action in meeting.actions.all()] == ["Warm the buckets", "Ask support"]
    assert meeting._who()["mallory"] == "absent"


def test_notes_that_both_filed_are_settled_and_then_added(as_ada, bo, meeting, typed):
    meeting.note_down(by=bo, text="## Limits\n\nBo: we agreed.\n", base=1)
    bo_files(meeting, bo)
    again = shown(as_ada.post(FILE, typed)) | {"text_place": "meetings/1/file"}
    asked = as_ada.post(FILE, again)
    assert (asked.status_code, "Two texts of meeting 1" in asked.text, "Ada: we agreed." in asked.text) == (409, True, True)
    carried = dict(asked.context["carried"]) | {"merge": asked.context["merge"], "choice-1": "both", "redactions": "0"}
    looked = as_ada.post(FILE, carried)
    assert (looked.status_code, Meeting.objects.get().revision.number) == (200, 2)
    assert as_ada.post(FILE, carried | {"seen": looked.context["seen"]}).status_code == 302
    assert Meeting.objects.get().revision.text == "## Limits\n\nBo: we agreed.\nAda: we agreed.\n"
    assert sentences(meeting) == ["We page with  cursors.", "Of Ada alone."]


def test_an_outcome_that_both_mended_is_filed_once_and_asked_about(as_ada, ada, bo, meeting):
    meeting.conclude(by=ada, sentence="Wrod.")
    page = opened(as_ada, FILE)
    page[f"{row_of(page, 'outcomes', sentence='Wrod.')}-sentence"] = "Word."
    meeting.file(by=bo)
    asked = as_ada.post(FILE, page)
    assert (asked.status_code, "Bo Lindgren filed this while you typed" in asked.text) == (409, True)
    again = shown(asked)
    assert as_ada.post(FILE, again | {"outcomes-0-sentence": ""}).status_code == 200
    assert sentences(meeting) == ["Wrod."]


def test_a_decision_that_was_not_filed_still_accepts_its_record(as_ada, ada, bo, meeting):
    record = make_record(Status.PROPOSED, by=ada)
    page = opened(as_ada, FILE)
    page |= {"outcomes-0-sentence": "We do.", "outcomes-0-effect": "accepts", "outcomes-0-record": record.name}
    meeting.file(by=bo)
    again = shown(as_ada.post(FILE, page))
    looked = as_ada.post(FILE, again)
    assert f"{record.name} is in force from 2 March 2026." in looked.text
    assert as_ada.post(FILE, again | {"seen": looked.context["seen"]}).status_code == 302
    assert (Record.objects.get().status, meeting.outcomes.get().status_change.record) == (Status.ACCEPTED, record)
    assert "added an outcome" in as_ada.get("/meetings/1/history/").text


def test_a_filed_action_is_not_taken_off_by_whoever_comes_second(as_ada, ada, bo, meeting, typed):
    bo_files(meeting, bo)
    again = shown(as_ada.post(FILE, typed))
    answer = as_ada.post(FILE, again | {f"{row_of(again, 'actions', text='Warm the buckets')}-text": ""})
    assert (answer.status_code, "It is filed already: drop this action" in answer.text) == (422, True)
    assert meeting.actions.count() == 1


def test_what_waits_is_shown_when_the_page_of_a_filed_meeting_is_opened_again(as_ada, ada, bo, meeting, typed):
    fields = [(name, value) for name, value in typed.items() if name not in ("text", "title", "base", "text_place")]
    Unsaved.objects.keep(author=ada, place="meetings/1/file", editing=EDITING, text=typed["text"], title=typed["title"], base=1, fields=fields)
    bo_files(meeting, bo)
    page = as_ada.get(FILE)
    assert page.status_code == 200
    for words in ("2 outcomes", "2 actions", "1 person marked", "1 fact", "Outcome: Of Ada alone.", "Action: Ask support", "@mallory: absent"):
        assert words in page.text
    again = shown(as_ada.get(f"{FILE}?unsaved={EDITING}"))
    asked = as_ada.post(FILE, again)
    assert (asked.status_code, "Of Ada alone." in asked.text) == (409, True)
    Unsaved.objects.done(ada, EDITING)
    assert as_ada.get(FILE)["Location"] == meeting.get_absolute_url()


def test_without_a_script_what_the_second_one_typed_is_kept_until_it_is_filed(as_ada, ada, bo, meeting, typed):
    bo_files(meeting, bo)
    asked = as_ada.post(FILE, typed)
    assert [row.text for row in Unsaved.objects.of(ada)] == ["## Limits\n\nAda: we agreed.\n"]
    again = shown(asked) | {"text_place": "meetings/1/file", "continues": asked.context["continued"]}
    assert file(as_ada, FILE, again).status_code == 302
    assert list(Unsaved.objects.of(ada)) == []


def test_an_offer_says_nothing_of_rows_that_are_as_they_were(as_ada, ada, meeting):
    meeting.conclude(by=ada, sentence="Noted before.")
    page = opened(as_ada, FILE)
    fields = [(name, value) for name, value in page.items() if name not in ("text", "title", "base")]
    row = Unsaved.objects.keep(author=ada, place="meetings/1/file", editing=EDITING, text=page["text"], title="x", base=1, fields=fields)
    assert (row.beside, row.measure) == ([], "2 words")


def test_a_word_that_was_taken_out_for_good_does_not_come_back_unasked(as_ada, ada, bo, root, meeting):
    page = opened(as_ada, FILE) | {"text": "## Limits\n\nThe password is hunter22.\n"}
    seen = str(as_ada.get(FILE).context["redactions"])
    meeting.note_down(by=bo, text="## Limits\n\nhunter22\n", base=1)
    redacting.redact(Document(meeting, root, "", [], True, place="meetings", what="notes"), "hunter22", by=root, reason="A password.")
    warned = as_ada.post(FILE, page | {"redactions": seen})
    assert (warned.status_code, "Root Admin took something out of this text for good" in warned.text) == (409, True)
    assert (Meeting.objects.get().status, warned.context["redactions"]) == ("planned", 1)
    again = shown(warned) | {"text": "## Limits\n", "redactions": "1"}
    assert file(as_ada, FILE, again).status_code == 302


@pytest.mark.parametrize(("kind", "main"), [("outcomes", "sentence"), ("actions", "text")])
def test_a_forged_number_is_refused_with_a_sentence(as_ada, meeting, kind, main):
    page = opened(as_ada, FILE)
    answer = as_ada.post(FILE, page | {f"{kind}-0-number": "7", f"{kind}-0-{main}": "Forged"})
    assert (answer.status_code, "This page names something that is not in this meeting" in answer.text) == (422, True)
    assert (meeting.outcomes.count(), meeting.actions.count()) == (0, 0)


@pytest.mark.parametrize("stroke", ["", "9"], ids=["without a script", "with one"])
def test_two_presses_of_one_person_file_once_and_name_nobody_else(as_ada, meeting, typed, stroke):
    form = typed | {"editing": EDITING, "stroke": stroke}
    form |= {"seen": as_ada.post(FILE, form).context["seen"]}
    answers = [as_ada.post(FILE, form) for _ in range(2)]
    assert [(answer.status_code, answer.get("Location")) for answer in answers] == [(302, "/meetings/1/")] * 2
    meeting = Meeting.objects.get()
    assert (sentences(meeting), [action.text for action in meeting.actions.all()]) == (
        ["We page with cursors.", "Of Ada alone."],
        ["Ask support", "Warm the buckets"],
    )
    assert (list(Unsaved.objects.open()), "This was sent twice, and is saved once." in as_ada.get("/meetings/1/").text) == ([], True)
