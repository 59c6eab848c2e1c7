import datetime

import pytest
import time_machine
from django.template import Context, Template
from django.utils.safestring import mark_safe

NOW = datetime.datetime(2026, 11, 24, 9, 30, tzinfo=datetime.UTC)


def rendered(template, **context):
    return Template(template).render(Context(context))


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (datetime.date(2026, 11, 24), "Today"),
        (datetime.date(2026, 11, 23), "Yesterday"),
        (datetime.date(2026, 11, 26), "Thu 26 Nov"),
        (datetime.date(2026, 1, 5), "Mon 5 Jan"),
        (datetime.date(2024, 2, 29), "29 Feb 2024"),
    ],
)
@time_machine.travel(NOW, tick=False)
def test_a_day_in_few_words(day, words):
    assert rendered("{{ it|day }}", it=day) == f'<time datetime="{day.isoformat()}">{words}</time>'


@time_machine.travel(NOW, tick=False)
def test_a_moment_and_its_parts(settings):
    settings.TIME_ZONE = "UTC"
    stamp = "2026-11-24T09:30+00:00"
    assert rendered("{{ it|moment }}", it=NOW) == f'<time datetime="{stamp}">Today, 09:30</time>'
    assert rendered("{{ it|clock }}", it=NOW) == f'<time datetime="{stamp}">09:30</time>'
    assert rendered("{{ it|short_date }}", it=NOW) == f'<time datetime="{stamp}">24 Nov 2026</time>'
    assert rendered("{{ it|long_day }}", it=NOW) == f'<time datetime="{stamp}">24 November 2026</time>'


@pytest.mark.parametrize(("words", "html"), [
    ("API-14", '<span class="ref">API-14</span>'),
    ("Of API-14, <b>", 'Of <span class="ref">API-14</span>, &lt;b&gt;'),
    ("a-1 API- 14 UTF-8x É-1", "a-1 API- 14 UTF-8x É-1"),
    (mark_safe('<a href="/records/API-14/">API-14</a>'), '<a href="/records/API-14/">API-14</a>'),
])  # fmt: skip
def test_the_name_of_a_record_is_never_broken(words, html):
    assert rendered("{{ it|unbroken }}", it=words) == html


def test_words_with_code_break_no_name_either():
    html = '<code>1</code> of <span class="ref">API-14</span>,<br>&lt;b&gt;'
    assert rendered("{{ it|with_code }}", it="`1` of API-14,\r\n<b>") == html


@pytest.mark.parametrize(
    ("day", "words"), [(NOW.date(), "today"), (datetime.date(2026, 11, 23), "yesterday"), (datetime.date(2026, 1, 5), "Mon 5 Jan")]
)
@time_machine.travel(NOW, tick=False)
def test_a_day_within_a_sentence_has_no_capital_of_its_own(day, words):
    assert rendered("since {{ it|day|inside }}", it=day) == f'since <time datetime="{day.isoformat()}">{words}</time>'


def test_what_is_said_inside_stays_as_safe_as_it_was():
    assert rendered("{{ it|inside }}", it="<b>Today</b>") == "&lt;b&gt;Today&lt;/b&gt;"


@pytest.mark.parametrize("name", ["day", "long_day", "moment", "clock", "day|inside"])
def test_no_date_gives_nothing(name):
    assert rendered("{{ it|" + name + " }}", it=None) == ""


@pytest.mark.parametrize(
    ("number", "words", "said"),
    [(1, "decision", "1 decision"), (0, "decision", "0 decisions"), (2, "reply,replies", "2 replies"), (1200, "record", "1,200 records")],
)
def test_numbers_with_their_noun(number, words, said):
    assert rendered("{{ n|counted:words }}", n=number, words=words) == said


def test_a_person_is_a_link(ada):
    assert rendered("{% person ada %}", ada=ada) == '<a class="person" href="/people/ada/">Ada Byron</a>'
    assert rendered("{% person ada face=True %}", ada=ada).startswith('<span class="who"><span class="avatar" aria-hidden="true">AB</span>')
