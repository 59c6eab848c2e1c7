"""Two people at the sheet of one plan: what both changed is kept, each row is known by what it is, and where both changed the same
the second one is asked."""

import pytest

from meetings.models import Meeting
from tests.factories import make_meeting, make_series

from .sheets import opened, row_of, shown

pytestmark = pytest.mark.django_db
EDIT = "/meetings/1/edit/"


@pytest.fixture
def meeting(ada, bo):
    meeting = make_meeting(place="Room 1", minutes=60)
    meeting.mark_attendance(by=ada, presence={ada: "invited", bo: "invited"})
    meeting.set_agenda(by=ada, rows=[{"topic": None, "title": title, "minutes": 10} for title in ("One", "Two", "Three")])
    return meeting


def agenda(meeting):
    return [topic.title for topic in meeting.topics.all()]


def set_agenda(meeting, by, *titles):
    """Bo's agenda: topics of these titles where there are such, else new ones."""
    known = {topic.title: topic for topic in meeting.topics.all()}
    meeting.set_agenda(by=by, rows=[{"topic": known.get(title), "title": title} for title in titles])


def problems(answer):
    return [(label, words.partition(" at ")[0]) for _, label, words in answer.context["sheet"].problems]


def test_an_old_sheet_moves_no_outcome_to_another_topic(as_ada, ada, bo, meeting):
    outcomes = {title: meeting.conclude(by=ada, sentence=f"{title}.", topic=meeting.topics.get(title=title)) for title in ("Two", "Three")}
    page = opened(as_ada, EDIT)
    set_agenda(meeting, bo, "Three", "New", "Two")
    meeting.file(by=bo)
    for _ in range(2):
        assert as_ada.post(EDIT, page | {"place": "Room 2"}).status_code == 302
    assert agenda(meeting) == ["Three", "New", "Two"]
    assert {row.sentence: row.topic.title for row in meeting.outcomes.all()} == {"Two.": "Two", "Three.": "Three"}
    assert len(outcomes) == 2


def test_different_facts_and_rows_of_two_people_are_both_kept(as_ada, ada, bo, mallory, meeting):
    page = opened(as_ada, EDIT)
    meeting.describe(by=bo, place="Room 2")
    meeting.mark_attendance(by=bo, presence={mallory: "invited", bo: "regrets"})
    meeting.assign(by=bo, note_taker=bo)
    topic, person = row_of(page, "topics", title="Two"), row_of(page, "attendance", person="ada")
    mine = {"minutes": "45", f"{topic}-minutes": "25", f"{person}-presence": "regrets"}
    answer = as_ada.post(EDIT, page | mine, follow=True)
    meeting = Meeting.objects.get()
    assert (answer.status_code, meeting.place, meeting.minutes, meeting.note_taker) == (200, "Room 2", 45, bo)
    assert [topic.minutes for topic in meeting.topics.all()] == [10, 25, 10]
    assert meeting._who() == {"ada": "regrets", "bo": "regrets", "mallory": "invited"}
    assert "What Bo Lindgren changed meanwhile is kept: Place or link: Room 2 (Bo Lindgren, " in answer.text


def test_the_same_of_two_people_is_asked_about_with_each_change_named(as_ada, ada, bo, meeting):
    page = opened(as_ada, EDIT)
    meeting.describe(by=bo, place="Room 2", minutes=30)
    set_agenda(meeting, bo, "One", "Two", "Three")
    meeting.set_agenda(by=bo, rows=[{"topic": topic, "title": f"{topic.title}, says Bo"} for topic in meeting.topics.all()])
    two = row_of(page, "topics", title="Two")
    asked = as_ada.post(EDIT, page | {"place": "Room 3", "minutes": "45", f"{two}-title": "Two, says Ada"})
    assert (asked.status_code, problems(asked)) == (
        409,
        [
            ("Length in minutes", "Bo Lindgren changed this to “30”"),
            ("Place or link", "Bo Lindgren changed this to “Room 2”"),
            ("Topic", "Bo Lindgren changed this to “Two, says Bo”"),
        ],
    )
    again = shown(asked)
    assert [again[name] for name in ("place", "minutes", f"{two}-title", "topics-0-title")] == ["Room 3", "45", "Two, says Ada", "One, says Bo"]
    assert (Meeting.objects.get().place, agenda(meeting)[1]) == ("Room 2", "Two, says Bo")
    assert "Changed meanwhile, and kept:" in asked.text
    assert as_ada.post(EDIT, again).status_code == 302
    assert (Meeting.objects.get().place, Meeting.objects.get().minutes) == ("Room 3", 45)
    assert agenda(meeting) == ["One, says Bo", "Two, says Ada", "Three, says Bo"]


def test_after_the_question_theirs_can_be_taken(as_ada, bo, meeting):
    page = opened(as_ada, EDIT)
    meeting.describe(by=bo, place="Room 2")
    again = shown(as_ada.post(EDIT, page | {"place": "Room 3"}))
    assert as_ada.post(EDIT, again | {"place": "Room 2"}).status_code == 302
    assert Meeting.objects.get().place == "Room 2"


def test_topics_that_both_added_are_both_kept_and_the_very_same_one_once(as_ada, bo, meeting):
    page = opened(as_ada, EDIT)
    meeting.set_agenda(
        by=bo, rows=[*({"topic": topic, "title": topic.title} for topic in meeting.topics.all()), {"title": "Of Bo"}, {"title": "Of both"}]
    )
    empty = row_of(page, "topics")
    other = f"topics-{int(empty[-1]) + 1}"
    answer = as_ada.post(EDIT, page | {f"{empty}-title": "Of Ada", f"{other}-title": "Of both"})
    assert (answer.status_code, agenda(meeting)) == (302, ["One", "Two", "Three", "Of Bo", "Of both", "Of Ada"])


def test_a_save_that_is_sent_twice_adds_nothing_twice(as_ada, meeting):
    page = opened(as_ada, EDIT)
    page |= {f"{row_of(page, 'topics')}-title": "Four"}
    assert [as_ada.post(EDIT, page).status_code for _ in range(2)] == [302, 302]
    assert agenda(meeting) == ["One", "Two", "Three", "Four"]


def test_a_topic_that_is_taken_off_while_it_is_changed_is_asked_about(as_ada, bo, meeting):
    page = opened(as_ada, EDIT)
    set_agenda(meeting, bo, "One", "Three")
    two = row_of(page, "topics", title="Two")
    assert as_ada.post(EDIT, page | {"place": "Room 2"}).status_code == 302  # untouched here, it stays off
    asked = as_ada.post(EDIT, page | {f"{two}-minutes": "25"})
    assert (asked.status_code, problems(asked)) == (
        409,
        [("Topic", "Bo Lindgren took this off after you opened the page. Save again to put it back, or empty it.")],
    )
    assert as_ada.post(EDIT, shown(asked)).status_code == 302
    assert [(topic.title, topic.minutes) for topic in meeting.topics.all()] == [("One", 10), ("Three", 10), ("Two", 25)]


def test_a_topic_that_is_changed_while_it_is_taken_off_is_asked_about(as_ada, bo, meeting):
    page = opened(as_ada, EDIT)
    meeting.set_agenda(by=bo, rows=[{"topic": topic, "title": topic.title.upper()} for topic in meeting.topics.all()])
    page[f"{row_of(page, 'topics', title='Two')}-title"] = ""
    asked = as_ada.post(EDIT, page)
    assert (asked.status_code, agenda(meeting)) == (409, ["ONE", "TWO", "THREE"])
    assert problems(asked) == [
        ("Topic", "You emptied this, and Bo Lindgren changed it after you opened the page. Save again to take it off, or write it anew.")
    ]
    assert as_ada.post(EDIT, shown(asked)).status_code == 302
    assert agenda(meeting) == ["ONE", "THREE"]


def test_a_topic_that_somebody_concluded_meanwhile_is_not_taken_off(as_ada, bo, meeting):
    page = opened(as_ada, EDIT)
    meeting.conclude(by=bo, sentence="Yes.", topic=meeting.topics.get(title="Two"))
    answer = as_ada.post(EDIT, page | {f"{row_of(page, 'topics', title='Two')}-title": ""})
    assert (answer.status_code, agenda(meeting)) == (422, ["One", "Two", "Three"])
    assert "“Two” has an outcome" in answer.text


@pytest.mark.parametrize("key", ["another meeting's", "0123456789abcdef", "1", "x" * 33])
def test_a_forged_topic_is_refused_with_a_sentence(as_ada, ada, meeting, key):
    other = make_meeting()
    other.set_agenda(by=ada, rows=[{"topic": None, "title": "Elsewhere"}])
    page = opened(as_ada, EDIT)
    key = other.topics.get().key if key == "another meeting's" else key
    answer = as_ada.post(EDIT, page | {f"{row_of(page, 'topics', title='Two')}-key": key})
    assert (answer.status_code, "This page names something that is not in this meeting" in answer.text) == (422, True)
    assert (agenda(meeting), agenda(other)) == (["One", "Two", "Three"], ["Elsewhere"])


def test_both_hats_of_two_people_for_one_person_are_asked_about(as_ada, bo, meeting):
    page = opened(as_ada, EDIT)
    meeting.assign(by=bo, note_taker=bo)
    asked = as_ada.post(EDIT, page | {"facilitator": "bo"})
    assert (asked.status_code, "Two hats, two heads" in asked.text) == (409, True)
    assert (Meeting.objects.get().facilitator, Meeting.objects.get().note_taker) == (None, bo)


def test_my_own_change_in_another_window_is_asked_about_too(as_ada, meeting):
    page = opened(as_ada, EDIT)
    as_ada.post(EDIT, page | {"place": "Room 2"})
    asked = as_ada.post(EDIT, page | {"place": "Room 3"})
    assert (asked.status_code, problems(asked)) == (409, [("Place or link", "You changed this to “Room 2”")])


def test_one_person_in_two_rows_that_differ_is_asked_about(as_ada, meeting):
    page = opened(as_ada, EDIT)
    empty = row_of(page, "attendance")
    answer = as_ada.post(EDIT, page | {f"{empty}-person": "bo", f"{empty}-presence": "regrets"})
    assert (answer.status_code, "This stands on the page twice" in answer.text) == (422, True)
    assert meeting._who() == {"ada": "invited", "bo": "invited"}


def test_whoever_was_left_off_the_list_is_not_put_back_by_another_change(as_ada, ada, bo):
    series = make_series()
    series.members.set([ada, bo])
    meeting = make_meeting(series=series)
    meeting.mark_attendance(by=ada, presence={ada: "invited"})
    assert as_ada.post(EDIT, opened(as_ada, EDIT) | {"place": "Room 2"}).status_code == 302
    assert meeting._who() == {"ada": "invited"}
    page = opened(as_ada, EDIT)
    assert as_ada.post(EDIT, page | {f"{row_of(page, 'attendance', person='bo')}-presence": "invited"}).status_code == 302
    assert meeting._who() == {"ada": "invited", "bo": "invited"}


def test_mending_imported_facts_invites_nobody(as_ada, ada, bo):
    series = make_series()
    series.members.set([ada, bo])
    meeting = make_meeting(series=series, facilitator=bo)
    meeting.file(by=ada)
    assert as_ada.post(EDIT, opened(as_ada, EDIT) | {"place": "Room 2"}).status_code == 302
    assert (meeting._who(), Meeting.objects.get().place) == ({}, "Room 2")
