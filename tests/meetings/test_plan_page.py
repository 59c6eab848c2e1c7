"""Planning a meeting and mending what was planned."""

import datetime

import pytest

from meetings.models import Meeting
from tests.factories import make_audience, make_meeting, make_record, make_series

pytestmark = pytest.mark.django_db


def typed(*, attendance=(), topics=(), **fields):
    posted = {"title": "API architecture review", **fields}
    for prefix, rows in (("attendance", attendance), ("topics", topics)):
        posted |= {f"{prefix}-TOTAL_FORMS": str(len(rows)), f"{prefix}-INITIAL_FORMS": "0"}
        for n, row in enumerate(rows):
            posted |= {f"{prefix}-{n}-{name}": value for name, value in row.items()}
    return posted


def test_a_single_meeting(as_ada, ada, bo):
    record = make_record(by=ada)
    posted = typed(
        day="2026-12-03",
        time="14:00",
        minutes="55",
        place="Room 4",
        facilitator="ada",
        note_taker="bo",
        topics=[{"title": "Limits", "purpose": "decide", "minutes": "20", "presenter": "bo", "record": record.name}, {"purpose": "discuss"}],
    )
    answer = as_ada.post("/meetings/new/", posted)
    meeting = Meeting.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, meeting.get_absolute_url())
    assert (meeting.day, meeting.starts_at, meeting.ends, meeting.place) == (
        datetime.date(2026, 12, 3),
        datetime.datetime(2026, 12, 3, 14, tzinfo=datetime.UTC),
        datetime.datetime(2026, 12, 3, 14, 55, tzinfo=datetime.UTC),
        "Room 4",
    )
    assert [(row.title, row.purpose, row.minutes, row.presenter, row.record) for row in meeting.topics.all()] == [
        ("Limits", "decide", 20, bo, record)
    ]
    assert meeting._who() == {"ada": "invited", "bo": "invited"}


def test_the_next_of_a_series_begins_with_its_people_template_and_open_actions(as_ada, ada, bo):
    series = make_series(minutes=55, template="## Last actions\n")
    series.members.set([ada, bo])
    make_meeting(series=series).add_action(by=ada, text="Warm the buckets", owner=bo)
    page = as_ada.get(f"/meetings/new/?series={series.slug}").content.decode()
    for words in ("Warm the buckets", 'value="55"', "Does Bo Lindgren come?", 'value="API architecture review"'):
        assert words in page
    rows = [{"person": "ada", "presence": "invited"}, {"person": "bo", "presence": "invited"}]
    as_ada.post("/meetings/new/", typed(series=series.slug, day="2026-12-03", attendance=rows))
    meeting = Meeting.objects.get(status="planned", day="2026-12-03")
    assert (meeting.series, meeting.revision.text, meeting._who()) == (series, "## Last actions\n", {"ada": "invited", "bo": "invited"})


def test_times_are_those_of_the_series(as_ada):
    series = make_series(time_zone="Europe/Berlin")
    as_ada.post("/meetings/new/", typed(series=series.slug, day="2026-12-03", time="14:00"))
    meeting = Meeting.objects.get()
    assert (meeting.starts_at.hour, f"{meeting.starts:%H:%M}") == (13, "14:00")


def test_restricted_to_the_invited(client, as_ada, ada, bo, mallory):
    as_ada.post("/meetings/new/", typed(restricted="on", attendance=[{"person": "bo", "presence": "invited"}]))
    assert [bool(Meeting.objects.visible_to(person)) for person in (ada, bo, mallory)] == [True, True, False]


BAD = [
    ({"title": ""}, "Write a title"),
    ({"facilitator": "ada", "note_taker": "ada"}, "Two hats, two heads"),
    ({"day": "30 February 2026"}, "There is no such day"),
    ({"time": "14:00"}, "Choose the day as well."),
    ({"topics": [{"title": "", "purpose": "discuss", "minutes": "5"}]}, "Write what the topic is"),
    ({"topics": [{"title": "x", "purpose": "argue"}]}, "Choose from the list."),
    ({"topics": [{"title": "x", "purpose": "discuss", "record": "API-999"}]}, "There is no record API-999."),
    ({"attendance": [{"person": "nobody-here", "presence": "invited"}]}, "Choose somebody from the list"),
    ({"place": "x" * 201}, "at most 200 characters"),
]


@pytest.mark.parametrize(("fields", "sentence"), BAD)
def test_bad_input_gets_a_sentence_and_plans_nothing(as_ada, fields, sentence):
    answer = as_ada.post("/meetings/new/", typed(**fields))
    assert (answer.status_code, sentence in answer.content.decode(), Meeting.objects.count()) == (422, True, 0)


def test_rubbish_instead_of_rows_is_no_crash(as_ada):
    answer = as_ada.post("/meetings/new/", {"title": "x", "topics-TOTAL_FORMS": "many"})
    assert (answer.status_code, Meeting.objects.count()) == (422, 0)
    assert as_ada.post("/meetings/new/", {"more": "topics", "topics-TOTAL_FORMS": "many"}).status_code in (200, 422)


def test_mending_facts_roles_and_agenda(as_ada, ada, bo):
    meeting = make_meeting(minutes=60)
    meeting.set_agenda(by=ada, rows=[{"topic": None, "title": "One"}, {"topic": None, "title": "Two"}])
    one = meeting.topics.first()
    meeting.add_action(by=ada, text="x", topic=one)
    keys = [topic.key for topic in meeting.topics.all()]
    rows = [{"key": keys[0], "title": "One, mended", "purpose": "decide", "took": "9"}, {"key": keys[1], "title": "", "purpose": "discuss"}]
    answer = as_ada.post(f"/meetings/{meeting.number}/edit/", typed(day="2026-03-03", facilitator="bo", topics=rows))
    meeting.refresh_from_db()
    assert (answer.status_code, meeting.day, meeting.minutes, meeting.facilitator) == (302, datetime.date(2026, 3, 3), None, bo)
    assert [(topic.pk, topic.title, topic.took) for topic in meeting.topics.all()] == [(one.pk, "One, mended", 9)]


def test_a_topic_that_something_came_of_is_not_lost(as_ada, ada):
    meeting = make_meeting()
    meeting.set_agenda(by=ada, rows=[{"topic": None, "title": "One"}])
    meeting.conclude(by=ada, sentence="Yes.", topic=meeting.topics.get())
    key = meeting.topics.get().key
    answer = as_ada.post(f"/meetings/{meeting.number}/edit/", typed(topics=[{"key": key, "title": "", "purpose": "discuss"}]))
    assert answer.status_code == 422
    assert "stays on the agenda" in answer.content.decode()


def test_a_guest_who_was_there_stays_there(as_ada, ada):
    from accounts.models import User

    meeting = make_meeting()
    guest = User.objects.guest("Charles Babbage")
    meeting.mark_attendance(by=ada, presence={guest: "present"})
    rows = [{"person": guest.handle, "presence": "late", "remark": ""}]
    assert as_ada.post(f"/meetings/{meeting.number}/edit/", typed(attendance=rows)).status_code == 302
    assert meeting._who() == {guest.handle: "late"}


def test_a_closed_series_is_not_offered(client, ada, mallory):
    make_series(name="Salaries", slug="salaries", audience=make_audience(ada))
    client.force_login(mallory)
    assert b"Salaries" not in client.get("/meetings/new/").content
