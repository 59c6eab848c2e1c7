"""Minutes whose date and people stand in front matter."""

from datetime import date

import pytest

from meetings.reading import read_text

BODY = "\n## Budget\n\nWe talked.\n\n## Hiring\n\nLater.\n"
FRONT = "title: Board of the platform\ndate: 2024-05-06\nchair: Ann Lee\nnote-taker: Bo Lindgren\nattendees: [Ann Lee, Bo Lindgren, Cy Young]\n"


def read(front, path="board/notes.md", body=BODY):
    return read_text(path, f"---\n{front}---\n{body}")


@pytest.mark.parametrize("front", [FRONT, FRONT.replace("[Ann Lee, Bo Lindgren, Cy Young]", "\n  - Ann Lee\n  - Bo Lindgren\n  - Cy Young")])
def test_day_roles_and_attendance_are_read_from_it(front):
    meeting = read(front)
    assert (meeting.title, meeting.day, meeting.facilitator.name, meeting.note_taker.name) == (
        "Board of the platform", date(2024, 5, 6), "Ann Lee", "Bo Lindgren",
    )  # fmt: skip
    assert sorted((part.who.name, part.presence) for part in meeting.parts) == [
        ("Ann Lee", "present"), ("Bo Lindgren", "present"), ("Cy Young", "present"),
    ]  # fmt: skip
    assert ([topic.title for topic in meeting.topics], meeting.warnings) == (["Budget", "Hiring"], [])


def test_the_name_of_the_file_says_the_day_before_it_does():
    meeting = read(FRONT, "board/2024-05-13.md")
    assert (meeting.day, meeting.warnings) == (
        date(2024, 5, 13), ["The file’s name says 2024-05-13, its text 2024-05-06: the name’s day was taken."],
    )  # fmt: skip


def test_a_heading_at_the_top_is_the_title():
    assert read(FRONT, body="\n# Board, in spring\n" + BODY).title == "Board, in spring"


@pytest.mark.parametrize(("front", "path", "said"), [
    ("date: 2026-02-30\n", "notes.md", ["The date “2026-02-30” could not be read."]),
    ("tags: board\n", "2026-02-30.md", ["The date “2026-02-30” could not be read."]),
    ("tags: board\n", "notes.md", ["No day was found."]),
    ("date: 2024-05-06\ntags: [a\n  title: \"x\n: : :\n", "notes.md",
     ["The front matter is not valid YAML (line 3: “tags: [a”); it was read line by line."]),
])  # fmt: skip
def test_what_cannot_be_read_gets_a_sentence(front, path, said):
    assert read(front, path).warnings == said
