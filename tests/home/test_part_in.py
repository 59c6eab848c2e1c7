"""A person's page says what they have a part in, of what its reader may see."""

import datetime
import re

import pytest

from records.models import Record, Risk
from tests.factories import make_audience, make_log, make_meeting, make_record
from ui import freshness

pytestmark = pytest.mark.django_db
TODAY = datetime.date.today()


def part_of(ada, n, **fields):
    """`n` of each sort in which ada has a part."""
    for _ in range(n):
        for status, more in (("proposed", {"decision_makers": [ada]}), ("rejected", {"decision_makers": [ada]}), ("draft", {})):
            make_record(status, by=ada, log=make_log("API"), **more)
        Risk.objects.note(by=ada, title="Labels wait", symptom="The queue ages.", owner=ada)
        meeting = make_meeting(day=TODAY + datetime.timedelta(days=3), facilitator=ada, **fields)
        meeting.add_action(by=ada, text="Ask support", owner=ada, due=None)


def shown(client):
    """(the names of records under each heading, how many risks, actions and meetings) on ada's page."""
    part = client.get("/people/ada/").context["part"]
    records = {heading: [record.name for record in records] for heading, records in part["records"] if records}
    return records, len(part["risks"]), len(part["actions"]), len(part["meetings"])


def test_it_shows_what_somebody_decides_writes_watches_and_has_to_do(as_ada, ada, bo):
    part_of(ada, 1)
    part_of(bo, 1)
    records = {"To be decided": ["API-1"], "Decided": ["API-2"], "Being written or proposed": ["API-3", "API-1"]}
    assert shown(as_ada) == (records, 1, 1, 1)
    page = as_ada.get("/people/ada/").text
    assert [page.count(f">{words}</h2>") for words in (*records, "Has to do", "Watches for", "Next in a meeting")] == [1] * 6


def test_who_has_no_part_in_anything_has_no_headings(as_ada):
    assert (shown(as_ada), as_ada.get("/people/ada/").text.count('id="part-')) == (({}, 0, 0, 0), 0)


def test_what_is_closed_to_the_reader_is_not_there(client, ada, mallory):
    circle = make_audience(ada)
    part_of(ada, 1, audience=circle)
    Record.objects.update(audience=circle)
    Risk.objects.update(audience=circle)
    client.force_login(mallory)
    assert shown(client) == ({}, 0, 0, 0)


@pytest.mark.parametrize("n", [1, 3])
def test_more_of_it_asks_no_more(as_ada, ada, django_assert_num_queries, n):
    part_of(ada, n)
    as_ada.get("/people/ada/")
    with django_assert_num_queries(6):  # somebody with the same rights has read it
        as_ada.get("/people/ada/")
    freshness.forget()
    with django_assert_num_queries(12):
        assert as_ada.get("/people/ada/").status_code == 200


def test_six_of_each_are_shown(as_ada, ada):
    part_of(ada, 7)
    records, *others = shown(as_ada)
    assert ([len(names) for names in records.values()], others) == ([6, 6, 6], [6, 6, 6])


@pytest.mark.parametrize(("days", "words"), [(-1, '<span class="late">Due {}, late</span>'), (0, "<span>Due {}</span>")])
def test_an_action_that_is_late_says_so_in_a_word_and_not_in_colour_alone(as_ada, ada, days, words):
    due = TODAY + datetime.timedelta(days=days)
    make_meeting().add_action(by=ada, text="Ask support", owner=ada, due=due)
    told = [words.format(f'<time datetime="{due.isoformat()}">{"yesterday" if days else "today"}</time>')] * 2
    assert [re.search("<span[^>]*>Due.*?</span>", as_ada.get(address).text)[0] for address in ("/", "/people/ada/")] == told
