"""The page of imported minutes says nothing twice; of notes that were typed here it hides no word."""

from datetime import date

import pytest
from django.utils import timezone

from meetings.importing import Task, import_meetings
from meetings.models import Meeting, MeetingSource, Series
from meetings.reading.body import Notes, visible_notes
from tests.factories import make_meeting

SHOWN = Notes("Board of the platform", date(2024, 5, 6), "Ann Lee", "bo")
LEFT = "## Budget\n\nSpent.\n"
FRONT = "---\ntitle: Board\ndate: 2024-05-06\nlocation:\n---\n\n"
TEXT = f"{FRONT}# Board of the platform\n\nDate: 6 May 2024\nChair: Ann Lee\n\n{LEFT}"


@pytest.mark.parametrize(("text", "left"), [
    (TEXT, LEFT),
    (TEXT.replace("\n", "\r\n"), LEFT.replace("\n", "\r\n")),
    ("\ufeff# Board of the platform #\n\nHi.\n", "Hi.\n"),
    ("**Board of the platform**\n\nHi.\n", "Hi.\n"),
    ("# 2024-05-06\nBoard of the platform\n\nHi.\n", "Hi.\n"),
    ("Board of the platform\n=====\nMonday, May 6th, 2024\n\n- **Date:** 2024-05-06\n- Scribe: @bo\n- Place: attic\n", "- Place: attic\n"),
    ("## Board of the platform\n#### Lead: Ann Lee\n#### Notetaker: @bo\n#### Present\n- Ann\n", "#### Present\n- Ann\n"),
])  # fmt: skip
def test_what_the_page_shows_elsewhere_is_hidden(text, left):
    assert visible_notes(text, "md", SHOWN) == left


@pytest.mark.parametrize("text", [
    "---\ntags: [budget]\n---\nHi.\n", "---\ntitle: Another title\n---\nHi.\n", "---\ntitle: [Board\n  : : :\n---\nHi.\n",
    "# [Board of the platform](https://example.org/board)\n", "# Board, second part\n", "- Board of the platform\n- Hiring\n",
    "Board of the platform\nmet late.\n", "Date: 2024-05-07\n", "Date: 2024-05-06 15:00\n", "Date: 20240506 15\n", "Date: 5-6 May 2024\n",
    "Date: 2024-05-06, in Lyon\n", "Chair: Ann Lee, Cy Young\n", "Chair: Ann\n", "Present: Ann Lee, Bo\n", "## Budget\n\nDate: 2024-05-06\n",
    "# 6 May 2024, in Lyon\n", "- Date: 2024-05-06\n  - in Lyon\n", "We met on\n2024-05-06\nin Lyon.\n", "```\nDate: 2024-05-06\n```\n",
    "## Chair: Ann Lee\n\nShe was late.\n", "",
])  # fmt: skip
def test_what_it_does_not_show_stays(text):
    assert visible_notes(text, "md", SHOWN) == text


def test_front_matter_keeps_the_lines_that_say_something_else():
    text = "---\ntitle: Board\nattendees:\n  - Ann Lee (Acme)\ndate: 2024-05-06\n---\nHi.\n"
    assert visible_notes(text, "md", SHOWN) == "---\nattendees:\n  - Ann Lee (Acme)\n---\nHi.\n"


def test_restructured_text_and_plain_text_are_read_alike():
    head = "Board of the platform\n=====================\n\n"
    assert [visible_notes(f"{head}Date: 2024-05-06\n\nHi.\n", format, SHOWN) for format in ("rst", "plain")] == ["Hi.\n"] * 2


@pytest.fixture
def imported(db, root, tmp_path):
    (tmp_path / "notes.md").write_text(TEXT)
    import_meetings(Task(folder=tmp_path, series=Series(name="Board", slug="board"), source=MeetingSource(name="board"), by=root))
    return Meeting.objects.get()


def prose(as_ada, address):
    return as_ada.get(address).text.partition('class="prose minutes"')[2].partition("</div>")[0]


def test_page_history_and_preview_of_imported_minutes_say_nothing_twice(as_ada, imported):
    address = imported.get_absolute_url()
    pages = [prose(as_ada, address), as_ada.get(f"{address}history/1/").text.partition("<article")[2]]
    pages.append(as_ada.post("/preview/", {"text": TEXT, "text_place": f"meetings/{imported.number}"}).text)
    assert [["Spent." in page, "location" in page, "Date: 6 May" in page, "Chair:" in page] for page in pages] == [[True, False, False, False]] * 3
    assert imported.revision.text == TEXT


def test_a_title_that_is_given_here_brings_the_files_title_back(as_ada, ada, imported):
    assert "Board of the platform" not in prose(as_ada, imported.get_absolute_url())
    imported.describe(by=ada, title="The board")
    assert "Board of the platform" in prose(as_ada, imported.get_absolute_url())


def test_notes_typed_here_are_shown_word_for_word(as_ada, ada):
    meeting = make_meeting(text=TEXT, by=ada, title="Board of the platform", day=date(2024, 5, 6))
    Meeting.objects.update(status="filed", filed_at=timezone.now())
    assert [words in prose(as_ada, meeting.get_absolute_url()) for words in ("Board of the platform", "Date: 6 May 2024", "location")] == [True] * 3
