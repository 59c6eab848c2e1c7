"""Every file of minutes in files/, read: what it is was written down by hand; and the reader on anything at all."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from meetings.reading import read_text

FILES = Path(__file__).parent / "files"
READ = {
    "series/2025-03-06.md": ("API architecture review 2025-03-06", date(2025, 3, 6), "Priya Nair", None),
    "series/2025-03-20.md": ("API architecture review", date(2025, 3, 20), "Ada Byron", "Bo Lindgren"),
    "series/2025-04-03-both-hats.md": ("API architecture review, 3 April 2025", date(2025, 4, 3), "Ada Byron", None),
    "2024/telcons/05-12-minutes.md": ("Gateway call", date(2024, 5, 12), "Priya", "Bo"),
    "hackmd/2025-01-14-boxes.md": ("2025-01-14", date(2025, 1, 14), None, "Tomás Ortiz"),
    "raw/2023-06-12.txt": ("Call of the platform team", date(2023, 6, 12), "Ada", None),
    "raw/several.md": ("Notes of the spring", date(2024, 3, 1), None, None),
    "odd/weekly.md": ("Platform weekly 2024-02-30", None, None, None),
}
ATTENDANCE = {
    "series/2025-03-06.md": [
        ("Ada Byron", "present", ""), ("Bo Lindgren", "present", ""), ("Grace Kim", "present", ""), ("Priya Nair", "present", "")],
    "series/2025-03-20.md": [
        ("Ada Byron", "present", "Scribe"), ("Bo Lindgren", "present", ""), ("Grace Kim", "absent", ""), ("Tomás Ortiz", "present", "")],
    "series/2025-04-03-both-hats.md": [("Ada Byron", "present", "Note-taker")],
    "2024/telcons/05-12-minutes.md": [
        ("Ada", "present", ""), ("Bo", "present", ""), ("Grace", "present", "Scribe"), ("Priya", "present", ""), ("Tomás", "regrets", "")],
    "hackmd/2025-01-14-boxes.md": [
        ("Ada Byron", "present", ""), ("Bo Lindgren", "absent", ""), ("Grace Kim", "absent", ""), ("priya", "present", "Action item scribe"),
        ("Tomás Ortiz", "present", "")],
    "raw/2023-06-12.txt": [("Ada", "present", ""), ("Bo", "present", "")],
}  # fmt: skip
TOPICS = {
    "series/2025-03-06.md": [("Page with cursors (20 minutes)", 20), ("Names of queues #12 (5m)", 5)],
    "series/2025-03-20.md": [("Rate limits (10 min)", 10), ("Anything else", None)],
    "2024/telcons/05-12-minutes.md": [("What a retry costs", None), ("When we are on call", None)],
    "hackmd/2025-01-14-boxes.md": [("Queues that nobody reads", None), ("Alarms that nobody hears", None)],
    "raw/2023-06-12.txt": [],
}


def read(path):
    return read_text(path, (FILES / path).read_bytes().decode())


@pytest.mark.parametrize(("path", "expected"), READ.items())
def test_title_day_and_hats_are_read(path, expected):
    meeting = read(path)
    hats = [who and who.name for who in (meeting.facilitator, meeting.note_taker)]
    assert (meeting.title, meeting.day, *hats) == expected
    assert meeting.skip == ""


@pytest.mark.parametrize(("path", "expected"), ATTENDANCE.items())
def test_attendance_is_read(path, expected):
    assert sorted((part.who.name, part.presence, part.role_words) for part in read(path).parts) == sorted(expected)


@pytest.mark.parametrize(("path", "expected"), TOPICS.items())
def test_topics_are_read(path, expected):
    assert [(topic.title, topic.minutes) for topic in read(path).topics] == expected


@pytest.mark.parametrize(
    ("path", "warning"),
    [
        ("series/2025-04-03-both-hats.md", "Ada Byron facilitated and took notes: one person, so the note-taker stays empty."),
        ("raw/several.md", "It holds 3 meetings by its headings; one file is one meeting here."),
        ("odd/weekly.md", "No day was found."),
    ],
)
def test_what_is_odd_is_said(path, warning):
    assert warning in read(path).warnings


def test_templates_and_readmes_are_no_meetings():
    assert read("series/template.md").skip == "a template: its name says so"
    assert read("odd/README.md").skip == "it describes its folder (README.md) and is no meeting"


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("- Todd Moore (tmmoore_1)", ["Todd Moore"]),
        ("* Rod Vagg @rvagg (TSC)", ["Rod Vagg"]),
        ("* @DanielR (Daniel R.)", ["DanielR"]),
        ("- [Sarven C](https://csarven.example/#i)", ["Sarven C"]),
        ("- Min / Simula / @minrk", ["Min"]),
        ("| Bradford Smith | BSH | Google |", ["Bradford Smith"]),
        ("MB: Myles Borins", ["Myles Borins"]),
        ("- Everyone on the team", []),
        ("* doc: move it to stage 3 [#379](https://x.example/pull/379)", []),
        ("    - a nested remark", []),
        ("Agenda:", []),
    ],
)
def test_entries_of_a_list_name_people(line, people):
    meeting = read_text("2024-01-01.md", f"# Call\n\n## Present\n\n{line}\n")
    assert [part.who.name for part in meeting.parts] == people


WORDS = some.sampled_from(
    ["# ", "## Present", "## Agenda", "Present: ", "Ann Lee", "@ann", "- ", "[ ] ", "| ", "\n", "\r\n", "Chair: ", "Scribe: ", "---", "Topic: x",
     "~~",
     "(5m)", "```", "2024-02-30", "12 May 2024", ":", ",", "(", "[", "\ufeff", "\x00", "é", " "]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(some.lists(WORDS, max_size=40).map("".join) | some.text(max_size=300), some.sampled_from(["2024/05-12.md", "a/README.md", "x.txt", "é #.rst"]))
def test_reader_never_raises_and_two_hats_are_two_heads(text, path):
    meeting = read_text(path, text)
    assert meeting.title and meeting.text == text
    assert meeting.facilitator is None or meeting.facilitator != meeting.note_taker
