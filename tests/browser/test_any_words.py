"""Words of any length and of any direction: nothing is wider than the page, and each text runs its own way."""

import datetime

import pytest

from onboarding.models import Term
from records.models import Risk
from tests.factories import make_area, make_meeting, make_record, make_series, make_user

from .test_axe import WIDEST

LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
WIDTHS = ((320, 16), (360, 16), (1280, 32))  # pixels of the page, and of a letter
TEXT = f"""## {LONG} and what comes of it

See https://example.org/{LONG}/{LONG} and `{LONG}{LONG}`.

| {LONG} | way | {LONG} |
|---|---|---|
| {LONG} | {LONG} | 12 ms |
"""
ARABIC = "## القرار\n\nنستخدم المؤشرات، راجع ADR-1 الآن.\n\n- النقطة الأولى\n\n> Left to right.\n"
SIDES = """() => ["h1", ".prose h2", ".prose p", ".prose li", ".prose blockquote p"].map(name => {
    const words = document.createRange(), box = document.querySelector(name);
    words.selectNodeContents(box);
    const {left, right} = words.getBoundingClientRect(), around = box.getBoundingClientRect();
    return left - around.left < around.right - right ? "left" : "right"; })"""


@pytest.fixture
def ada(site):
    return make_user("Ada Byron", handle="ada")


@pytest.fixture
def long_words(ada):
    somebody = make_user(f"Hubert {LONG}")
    record = make_record(by=ada, title=f"{LONG} {LONG}", text=TEXT, summary=LONG + LONG, decision_makers=[somebody], area=make_area(LONG))
    make_record("proposed", by=ada, title=LONG, supersedes=[record])
    series = make_series(name=LONG)
    meeting = make_meeting(
        series=series, title=LONG, text=TEXT, by=ada, facilitator=somebody, note_taker=ada, place=f"https://x.example/{LONG}{LONG}"
    )
    meeting.mark_attendance(by=ada, presence={ada: "present", somebody: "present"})
    meeting.set_agenda(by=ada, rows=[{"topic": None, "title": f"{LONG} {LONG}", "minutes": 10, "took": 14}])
    meeting.conclude(by=ada, sentence=f"We take {LONG}{LONG} away.", effect="links", record=record, topic=meeting.topics.get())
    meeting.add_action(by=ada, text=f"Warm {LONG}{LONG}", owner=somebody, due=datetime.date(2026, 3, 9))
    meeting.reindex()
    Term.objects.define(by=ada, word=LONG[:64], meaning=LONG)
    Risk.objects.note(by=ada, title=LONG + LONG, symptom=f"`{LONG}{LONG}`", cause=LONG, remedy=LONG, owner=somebody, record=record, severity="high")


def test_no_word_is_wider_than_the_page(page, sign_in, ada, long_words):
    sign_in(page, ada)
    found = {}
    paths = ("", "records/", "records/?view=list", "records/ADR-1/", "records/ADR-1/edit/", "records/ADR-1/history/", "meetings/", "meetings/1/",
             "meetings/1/edit/", "meetings/1/file/", "actions/", "series/", "risks/", "risks/1/", "terms/", "people/",
             f"search/?q={LONG}")  # fmt: skip
    for path in paths:
        assert page.goto(f"/{path}").status == 200
        for width, letter in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            page.evaluate("size => (document.documentElement.style.fontSize = `${size}px`)", letter)
            if page.evaluate("document.scrollingElement.scrollWidth > innerWidth"):
                found[path, width] = page.evaluate(WIDEST)
    assert found == {}


def test_each_text_runs_in_its_own_direction(page, sign_in, ada):
    make_record(by=ada, title="ترقيم الصفحات", text=ARABIC)
    make_record(by=ada, title="Page with cursors", text="## Decision\n\nCursors.\n\n- One\n\n> القرار\n")
    sign_in(page, ada)
    page.goto("/records/ADR-1/")
    found = [page.evaluate(SIDES)]
    page.goto("/records/ADR-2/")
    assert [*found, page.evaluate(SIDES)] == [["right", "right", "right", "right", "left"], ["left", "left", "left", "left", "right"]]
