"""The main path: raw notes from anywhere become filed notes, all at once or not at all."""

import datetime
import re

import pytest

from meetings.models import Action, Meeting, Outcome
from records.models import Record, Relation, Status
from tests.factories import make_audience, make_log, make_meeting, make_record, make_series

pytestmark = pytest.mark.django_db


def typed(meeting=None, *, attendance=(), outcomes=(), actions=(), **fields):
    """What a browser posts: `attendance`, `outcomes` and `actions` are lists of dicts."""
    posted = {
        "title": "API architecture review",
        "day": "2026-03-02",
        "text": "## Limits\r\n\r\nWe agreed.\r\n",
        "base": str(meeting.revision_number if meeting else 0),
        **fields,
    }
    for prefix, rows in (("attendance", attendance), ("outcomes", outcomes), ("actions", actions)):
        posted |= {f"{prefix}-TOTAL_FORMS": str(len(rows)), f"{prefix}-INITIAL_FORMS": "0"}
        for n, row in enumerate(rows):
            posted |= {f"{prefix}-{n}-{name}": value for name, value in row.items()}
    return posted


def decision(sentence="We page with cursors.", **row):
    return {"sentence": sentence, "kind": "decided", "effect": "none", **row}


def file(client, meeting, posted):
    """Post, look at the effects, post again with them seen."""
    address = f"/meetings/{meeting.number}/file/" if meeting else "/meetings/held/"
    first = client.post(address, posted)
    if first.status_code != 200 or not first.context.get("seen"):
        return first
    return client.post(address, {**posted, "seen": first.context["seen"]})


def test_a_new_meeting_stands_on_nothing_whatever_its_page_says(as_ada, bo):
    answer = file(as_ada, None, typed(base="9", facilitator="bo", note_taker="ada"))
    assert answer.status_code == 302
    assert list(Meeting.objects.get().revisions.values_list("number", "text")) == [(1, "## Limits\n\nWe agreed.\n")]


def test_everything_at_once(as_ada, ada, bo, grace):
    meeting = make_meeting()
    record = make_record(Status.PROPOSED, by=ada)
    posted = typed(
        meeting,
        facilitator="bo",
        note_taker="ada",
        guests="Charles Babbage\r\n\r\n",
        attendance=[{"person": "grace", "presence": "late", "remark": "from item 2"}],
        outcomes=[decision(effect="accepts", record=record.name), decision("Later.", kind="tentative", until="2026-05-03")],
        actions=[{"text": "Warm the buckets", "owner": "bo", "due": "2026-03-09"}, {"text": "Ask support"}],
    )
    answer = file(as_ada, meeting, posted)
    assert (answer.status_code, answer["Location"]) == (302, f"/meetings/{meeting.number}/")
    meeting = Meeting.objects.get()
    assert (meeting.status, meeting.facilitator, meeting.note_taker, meeting.filed_by) == ("filed", bo, ada, ada)
    assert (meeting.revision.text, meeting.revision.origin) == ("## Limits\n\nWe agreed.\n", "filed")
    assert {row.user.name: row.presence for row in meeting.attendance.all()} == {
        "Ada Byron": "present",
        "Bo Lindgren": "present",
        "Charles Babbage": "present",
        "Grace Kim": "late",
    }
    record.refresh_from_db()
    assert (record.status, record.decided_on) == (Status.ACCEPTED, datetime.date(2026, 3, 2))
    assert [(row.sentence, row.kind, row.until) for row in Outcome.objects.all()] == [
        ("We page with cursors.", "decided", None),
        ("Later.", "tentative", datetime.date(2026, 5, 3)),
    ]
    assert [(row.text, row.owner) for row in Action.objects.all()] == [("Warm the buckets", bo), ("Ask support", None)]


def test_the_effects_are_shown_before_anything_is_done(as_ada, ada):
    old, new, meeting = make_record(by=ada), make_record(Status.PROPOSED, by=ada), make_meeting()
    new.relate(by=ada, kind=Relation.Kind.SUPERSEDES, target=old)
    answer = as_ada.post(f"/meetings/{meeting.number}/file/", typed(meeting, outcomes=[decision(effect="accepts", record=new.name)]))
    page = answer.content.decode()
    assert f"{new.name} is in force from 2 March 2026." in page
    assert f"{old.name} is superseded by it." in page
    assert "Nobody is named as the note-taker." in page
    assert (Meeting.objects.get().status, Record.objects.get(pk=new.pk).status, Outcome.objects.count()) == ("planned", Status.PROPOSED, 0)


def test_a_section_that_an_acceptance_supersedes_is_among_the_effects_for_those_who_may_know(as_ada, ada, bo):
    text = "## Context\n\nLists grow.\n\n## Decision\n\nCursors.\n"
    open_one, closed = make_record(by=ada, text=text), make_record(by=bo, text=text)
    new, meeting = make_record(Status.PROPOSED, by=bo), make_meeting()
    for old in (open_one, closed):
        new.relate(by=bo, kind=Relation.Kind.SUPERSEDES, target=old, sections=[old.sections.get(heading="Decision")])
    Record.objects.filter(pk=closed.pk).update(audience=make_audience(bo))
    answer = as_ada.post(f"/meetings/{meeting.number}/file/", typed(meeting, outcomes=[decision(effect="accepts", record=new.name)]))
    assert answer.context["effects"]["does"] == [f"{new.name} is in force from 2 March 2026.", f"Of {open_one.name}, “Decision” is superseded by it."]


def test_the_effects_name_proposals_that_a_decision_leaves_open(as_ada, ada, bo):
    linked, discussed, accepted, deferred, closed = records = [make_record(Status.PROPOSED, by=bo, title=f"Page {n}") for n in range(5)]
    draft = make_record(Status.DRAFT, by=ada)
    meeting = make_meeting()
    meeting.set_agenda(by=bo, rows=[{"topic": None, "title": f"Item {n}", "record": record} for n, record in enumerate(records)])
    Record.objects.filter(pk=closed.pk).update(audience=make_audience(bo))
    topics = {topic.record: topic.key for topic in meeting.topics.all()}
    rows = [
        decision("We ask our customers first.", effect="links", record=linked.name),
        decision("And support, too.", effect="links", record=linked.name),
        decision("Cursors it is.", topic=topics[discussed]),
        decision("Yes.", effect="accepts", record=accepted.name),
        decision("Yes, as was said.", topic=topics[accepted]),
        decision("Another time.", kind="deferred", topic=topics[deferred]),
        decision("Never.", topic=topics[closed]),
        decision("Somebody writes it.", effect="links", record=draft.name),
    ]
    answer = as_ada.post(f"/meetings/{meeting.number}/file/", typed(meeting, outcomes=rows))
    assert answer.context["effects"]["does"] == [
        f"{accepted.name} is in force from 2 March 2026.",
        f"{linked.name} stays proposed: no outcome accepts or rejects it.",
        f"{discussed.name} stays proposed: no outcome accepts or rejects it.",
        f"{draft.name} stays a draft: no outcome accepts or rejects it.",
    ]


def test_what_was_changed_since_is_shown_again(as_ada, ada):
    meeting = make_meeting()
    first = as_ada.post(f"/meetings/{meeting.number}/file/", typed(meeting))
    second = as_ada.post(f"/meetings/{meeting.number}/file/", {**typed(meeting, outcomes=[decision()]), "seen": first.context["seen"]})
    assert (second.status_code, Meeting.objects.get().status) == (200, "planned")


def test_a_record_that_cannot_move_keeps_all_that_was_typed(as_ada, ada):
    meeting, record = make_meeting(), make_record(by=ada)
    answer = file(as_ada, meeting, typed(meeting, outcomes=[decision("Once more.", effect="accepts", record=record.name)]))
    page = answer.content.decode()
    assert answer.status_code == 422
    for words in (f"Only a proposed record can be accepted. {record.name} is in force.", "Once more.", "We agreed."):
        assert words in page
    assert (Meeting.objects.get().status, Outcome.objects.count(), Meeting.objects.get().revision) == ("planned", 0, None)


def test_a_filed_meeting_is_not_filed_again(as_ada, ada):
    meeting = make_meeting()
    meeting.file(by=ada)
    assert as_ada.get(f"/meetings/{meeting.number}/file/")["Location"] == meeting.get_absolute_url()


def test_somebody_wrote_notes_meanwhile(as_ada, ada, bo):
    meeting = make_meeting()
    posted = typed(meeting)
    meeting.note_down(by=bo, text="Notes of Bo.", base=0)
    answer = as_ada.post(f"/meetings/{meeting.number}/file/", posted)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Notes of Bo." in page and "We agreed." in page


@pytest.mark.parametrize("name", ["api 7", "API7", "api-7", " API-007 "])
def test_a_record_is_named_as_people_type_it(as_ada, ada, name):
    record, meeting = make_record(by=ada, log=make_log("API")), make_meeting()
    Record.objects.filter(pk=record.pk).update(number=7)
    answer = as_ada.post(f"/meetings/{meeting.number}/file/", typed(meeting, outcomes=[decision(effect="links", record=name)]))
    assert (answer.status_code, answer.context["sheet"].problems) == (200, [])


BAD = [
    ({"note_taker": "ada", "facilitator": "ada"}, "Two hats, two heads"),
    ({"day": "2026-02-30"}, "There is no such day"),
    ({"title": ""}, "Write a title"),
    ({"title": "x" * 201}, "at most 200 characters"),
    ({"facilitator": "nobody-here"}, "Choose somebody from the list"),
    ({"minutes": "-5"}, "Write 0 or more."),
    ({"time": "25:99"}, "There is no such time"),
    ({"text": "a\0b"}, "It holds a NUL"),
    ({"outcomes": [decision(effect="accepts")]}, "Name the record, such as API-12."),
    ({"outcomes": [decision(effect="drafts")]}, "Choose the numbered log"),
    ({"outcomes": [decision(effect="links", record="API-999")]}, "There is no record API-999."),
    ({"outcomes": [decision(effect="links", record="rubbish")]}, "is no record’s name"),
    ({"outcomes": [decision(kind="shouted")]}, "Choose from the list."),
    ({"outcomes": [decision("", effect="accepts", record="")]}, "Write the outcome as one sentence"),
    ({"outcomes": [decision("x" * 601)]}, "at most 600 characters"),
    ({"outcomes": [decision(kind="deferred", deferred_to="999")]}, "There is no meeting 999."),
    ({"outcomes": [decision(kind="tentative", until="2026-02-30")]}, "There is no such day"),
    ({"actions": [{"text": "", "owner": "ada"}]}, "Say what is to be done"),
    ({"actions": [{"text": "x", "due": "tomorrow"}]}, "There is no such day"),
]


@pytest.mark.parametrize(("fields", "sentence"), BAD)
def test_bad_input_gets_a_sentence_and_nothing_is_saved(as_ada, ada, fields, sentence):
    meeting = make_meeting()
    make_record(by=ada, log=make_log("API"))
    answer = as_ada.post(f"/meetings/{meeting.number}/file/", typed(meeting, **fields))
    assert (answer.status_code, sentence in answer.content.decode()) == (422, True)
    assert (Meeting.objects.get().status, Outcome.objects.count(), Action.objects.count()) == ("planned", 0, 0)


def test_what_the_filer_may_not_see_is_not_there(client, ada, mallory):
    closed = make_audience(ada)
    record, other = make_record(by=ada, audience=closed), make_meeting(audience=closed)
    log = make_log("SEC", audience=closed)
    meeting = make_meeting()
    client.force_login(mallory)
    rows = [
        decision(effect="links", record=record.name),
        decision(kind="deferred", deferred_to=str(other.number)),
        decision(effect="drafts", log=log.key),
    ]
    page = client.post(f"/meetings/{meeting.number}/file/", typed(meeting, outcomes=rows)).content.decode()
    for words in (f"There is no record {record.name}.", f"There is no meeting {other.number}.", "Choose from the list."):
        assert words in page


def test_one_more_row_keeps_what_is_typed_and_saves_nothing(as_ada, ada):
    meeting = make_meeting()
    answer = as_ada.post(f"/meetings/{meeting.number}/file/", typed(meeting, title="", outcomes=[decision("Half a")], more="outcomes"))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Half a" in page and 'name="outcomes-1-sentence"' in page and "Write a title" not in page


def test_what_is_folded_names_its_days_in_words(as_ada, ada):
    meeting = make_meeting(day=datetime.date(2026, 3, 2))
    actions = [{"text": "Warm the buckets", "due": "2026-03-09"}, {"text": "Ask support", "due": "one day"}]
    page = as_ada.post(f"/meetings/{meeting.number}/file/", typed(meeting, time="10:00", actions=actions, more="actions")).text
    folded = [" ".join(words.split()) for words in re.findall(r"<summary>.*?</svg> <span>(.*?)</span>", page, re.DOTALL)]
    assert [words for words in folded if "·" in words] == [
        "API architecture review · 2 Mar 2026 · 10:00",
        "Warm the buckets · 9 Mar 2026",
        "Ask support · one day",
    ]


def test_a_meeting_already_held_is_planned_and_filed_in_one_go(as_ada, ada, bo):
    series = make_series()
    series.members.set([ada, bo])
    posted = typed(series=series.slug, facilitator="ada", note_taker="bo", outcomes=[decision()])
    answer = file(as_ada, None, posted)
    meeting = Meeting.objects.get()
    assert (answer.status_code, meeting.series, meeting.status, meeting.outcomes.count()) == (302, series, "filed", 1)


def test_looking_at_the_effects_takes_no_number(as_ada, ada):
    as_ada.post("/meetings/held/", typed())
    assert make_meeting().number == 1


def test_a_forged_series_is_not_there(client, ada, mallory):
    series = make_series(audience=make_audience(ada))
    client.force_login(mallory)
    assert client.post("/meetings/held/", typed(series=series.slug)).status_code == 404


def test_outcomes_noted_before_can_be_mended_and_taken_off(as_ada, ada):
    meeting = make_meeting()
    meeting.conclude(by=ada, sentence="Wrod.")
    meeting.conclude(by=ada, sentence="Nonsense.")
    rows = [decision("Word.", number="1"), decision("", number="2")]
    file(as_ada, meeting, typed(meeting, outcomes=rows))
    assert [(row.position, row.sentence) for row in Outcome.objects.all()] == [(1, "Word.")]


def test_it_did_not_take_place(as_ada, ada):
    meeting = make_meeting()
    as_ada.post(f"/meetings/{meeting.number}/call-off/", {"note": "Half of us were ill"})
    assert (Meeting.objects.get().status, meeting.changes.get().note) == ("did_not_take_place", "Half of us were ill")
    assert "said that it did not take place: “Half of us were ill”" in as_ada.get(meeting.get_absolute_url()).content.decode()
    as_ada.post(f"/meetings/{meeting.number}/plan-again/")
    assert Meeting.objects.get().status == "planned"


def test_a_facilitator_who_was_not_there_is_asked_about_and_no_obstacle(as_ada, bo):
    posted = typed(facilitator="bo", note_taker="ada", attendance=[{"person": "bo", "presence": "absent"}])
    effects = as_ada.post("/meetings/held/", posted).context["effects"]
    assert effects["lacks"] == [f"{bo.name} is the facilitator, and is marked as not there."]
    assert file(as_ada, None, posted).status_code == 302


@pytest.mark.parametrize(
    ("more", "name"), [("attendance", "attendance-2-person"), ("outcomes", "outcomes-2-sentence"), ("actions", "actions-2-text")]
)
def test_one_more_row_has_the_focus(as_ada, more, name):
    rows = [{}, {}]
    page = as_ada.post("/meetings/held/", typed(attendance=rows, outcomes=rows, actions=rows, more=more)).content.decode()
    tags = re.findall(r"<(?:select|input|textarea)[^>]*\sautofocus[^>]*>", page)
    assert [f'name="{name}"' in tag for tag in tags] == [True]
