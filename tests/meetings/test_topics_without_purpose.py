"""Minutes that were brought in say of no topic what it was for; their page says nothing either, until somebody does."""

from importlib import import_module

import pytest
from django.apps import apps

from meetings.importing import Task, import_meetings
from meetings.models import Meeting, MeetingSource, Series
from meetings.telling import told
from tests.factories import make_meeting

from .sheets import opened, row_of

TEXT = "# Board\n\nDate: 2024-05-06\n\n## Agenda\n\n- Budget (20 min)\n- Hiring\n"


@pytest.fixture
def imported(db, root, tmp_path):
    (tmp_path / "2024-05-06.md").write_text(TEXT)
    import_meetings(Task(folder=tmp_path, series=Series(name="Board", slug="board"), source=MeetingSource(name="board"), by=root))
    return Meeting.objects.get()


def purposes(meeting):
    return [(topic.title, topic.purpose) for topic in meeting.topics.all()]


def test_an_imported_topic_says_nothing_of_what_it_was_for(as_ada, imported):
    page = as_ada.get(imported.get_absolute_url()).text
    assert purposes(imported) == [("Budget (20 min)", ""), ("Hiring", "")]
    assert ["Hiring" in page, "To discuss" in page, 'class="meta"></span>' in page] == [True, False, False]


def test_mending_the_facts_leaves_it_unsaid(as_ada, imported):
    address = f"{imported.get_absolute_url()}edit/"
    posted = opened(as_ada, address)
    assert as_ada.post(address, {**posted, "place": "Attic", f"{row_of(posted, 'topics', title='Hiring')}-title": "Hiring, again"}).status_code == 302
    assert purposes(imported) == [("Budget (20 min)", ""), ("Hiring, again", "")]
    assert [line.lines for line in told(imported.changes.filter(what="agenda"))] == [["1. Budget (20 min) (20 min)", "2. Hiring, again"]]


def test_somebody_may_say_it_later(as_ada, imported):
    address = f"{imported.get_absolute_url()}edit/"
    posted = opened(as_ada, address)
    assert as_ada.post(address, {**posted, f"{row_of(posted, 'topics', title='Hiring')}-purpose": "decide"}).status_code == 302
    assert purposes(imported) == [("Budget (20 min)", ""), ("Hiring", "decide")]


def test_a_topic_that_is_planned_here_is_for_something(as_ada, ada):
    meeting = make_meeting()
    meeting.set_agenda(by=ada, rows=[{"topic": None, "title": "Limits"}])
    posted = opened(as_ada, f"{meeting.get_absolute_url()}edit/")
    answer = as_ada.post(f"{meeting.get_absolute_url()}edit/", {**posted, f"{row_of(posted, 'topics', title='Limits')}-purpose": ""})
    assert (answer.status_code, purposes(meeting)) == (422, [("Limits", "discuss")])


def test_what_was_imported_before_says_nothing_where_nobody_changed_the_agenda(ada, imported):
    planned = make_meeting()
    planned.set_agenda(by=ada, rows=[{"topic": None, "title": "Limits"}])
    imported.topics.update(purpose="discuss")
    migration = import_module("meetings.migrations.0002_topic_without_purpose")
    imported.set_agenda(by=ada, rows=[{"topic": topic} for topic in reversed(imported.topics.all())])
    migration.say_nothing(apps, None)
    assert purposes(imported) == [("Hiring", "discuss"), ("Budget (20 min)", "discuss")]
    imported.changes.all().delete()
    migration.say_nothing(apps, None)
    assert (purposes(imported), purposes(planned)) == ([("Hiring", ""), ("Budget (20 min)", "")], [("Limits", "discuss")])
