"""References to meetings in texts, and links between imported minutes."""

import pytest

from meetings.models import MeetingFile, MeetingSource
from tests.factories import make_audience, make_meeting, make_series
from writing.reading import page_html

pytestmark = pytest.mark.django_db


def imported(meeting, path):
    source = MeetingSource.objects.get_or_create(owner=meeting.series, name="minutes")[0]
    MeetingFile.objects.create(source=source, path=path, sha256="0" * 64, document=meeting)
    return meeting


def test_a_number_becomes_a_link_that_says_when_and_whether(ada):
    make_meeting(title="Review")
    make_meeting(title="Retro", day=None).call_off(by=ada)
    here = make_meeting(text="As in meeting 1 and Meeting  2, not meeting 99 or this meeting 3.")
    assert page_html(here.revision, ada) == (
        '<p>As in <a class="ref" href="/meetings/1/" title="Meeting 1: Review, 2 March 2026">meeting 1</a> and '
        '<a class="ref" href="/meetings/2/" title="Meeting 2: Retro">Meeting  2</a><span class="ref-worth"> (did not take place)</span>, '
        "not meeting 99 or this meeting 3.</p>"
    )


def test_links_between_minutes_lead_to_their_meetings_for_whom_they_are_open(ada, mallory):
    series = make_series()
    imported(make_meeting(series=series, title="May"), "2026/may.md")
    imported(make_meeting(series=series, title="Closed", audience=make_audience(ada)), "2026/june.md")
    here = imported(make_meeting(series=series, text="[last](may.md), [closed](june.md), [gone](july.md)"), "2026/august.md")
    last = '<a class="ref" href="/meetings/1/" title="Meeting 1: May, 2 March 2026">last</a>'
    assert page_html(here.revision, mallory) == f"<p>{last}, closed, gone</p>"
    assert 'href="/meetings/2/"' in page_html(here.revision, ada)
