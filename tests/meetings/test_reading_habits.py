"""Habits of more than one organisation, a file each in files/habits/: tables, nested labels, frames of an agenda, meetings called off."""

from datetime import date
from pathlib import Path

import pytest

from meetings.reading import read_text

FILES = Path(__file__).parent / "files" / "habits"
READ = {
    "2024-03-05-table.md": ("Platform forum 2024-03-05", None, None),
    "2024-03-12-wiki.md": ("Steering group, 12 March 2024", None, None),
    "2024-03-19-nested.md": ("Reliability sync", "Ines Marques", None),
    "2024-03-26-repositories.md": ("Forum of the gateway 2024-03-26", None, None),
    "2024-04-02-call.md": ("Agenda for the April 2nd call of the API guild", "Ines Marques", None),
    "2024-04-09.md": ("Hour for newcomers", None, "Lars Olsen"),
    "2024-04-16.md": ("Platform forum 2024-04-16", None, None),
    "2024-04-23.md": ("Platform forum 2024-04-23", None, None),
}
ATTENDANCE = {
    "2024-03-05-table.md": [("Ines Marques", "", "present"), ("Lars Olsen", "", "absent"), ("Priya Nair", "", "regrets")],
    "2024-03-12-wiki.md": [("Ines Marques", "", "present"), ("Lars Olsen", "", "absent")],
    "2024-03-19-nested.md": [
        ("Ines Marques", "imarques", "present"), ("lolsen", "lolsen", "present"), ("Priya Nair", "pnair", "present"), ("Bo Lindgren", "", "late"),
        ("Grace Kim", "gkim", "present")],
    "2024-03-26-repositories.md": [
        ("Ines Marques", "imarques", "present"), ("Lars Olsen", "lolsen", "present"), ("pnair", "pnair", "present"), ("gkim", "gkim", "present")],
    "2024-04-02-call.md": [("Ines Marques", "", "present"), ("Lars Olsen", "", "present")],
    "2024-04-09.md": [("Ines Marques", "", "present"), ("Lars Olsen", "", "late")],
    "2024-04-16.md": [],
    "2024-04-23.md": [("imarques", "imarques", "present"), ("lolsen", "lolsen", "present")],
}  # fmt: skip
TOPICS = {
    "2024-03-05-table.md": [("(IM) Retries of the gateway", None), ("Queues that nobody reads: who takes them over (10 min)", 10)],
    "2024-03-12-wiki.md": [("Budget of the test machines", None)],
    "2024-03-19-nested.md": [("Pages at night", None)],
    "2024-03-26-repositories.md": [("Announcements", None), ("Retry budgets #12", None), ("#15 Time-outs", None), ("Dead letters #7", None)],
    "2024-04-02-call.md": [("Names of fields (Lars Olsen) [10 min]", 10), ("Versions in paths", None)],
    "2024-04-09.md": [("Ines: How to find old decisions", None)],
    "2024-04-16.md": [],
    "2024-04-23.md": [("Retries", None), ("Alarms", None), ("#31 Paging", None)],
}


def read(path):
    return read_text(path, (FILES / path).read_bytes().decode())


@pytest.mark.parametrize("path", READ)
def test_title_hats_and_day_are_read(path):
    meeting = read(path)
    assert (meeting.title, *(who and who.name for who in (meeting.facilitator, meeting.note_taker))) == READ[path]
    assert meeting.day == date.fromisoformat(path[:10])
    assert meeting.warnings == []


@pytest.mark.parametrize("path", ATTENDANCE)
def test_attendance_is_read(path):
    assert sorted((part.who.name, part.who.handle, part.presence) for part in read(path).parts) == sorted(ATTENDANCE[path])


@pytest.mark.parametrize("path", TOPICS)
def test_topics_are_read(path):
    assert [(topic.title, topic.minutes) for topic in read(path).topics] == TOPICS[path]


def test_a_folder_s_page_with_its_members_is_no_meeting():
    assert read("README.md").skip == "it describes its folder (README.md) and is no meeting"


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("- Ann Lee (@ann), Acme, Berlin", [("Ann Lee", "ann")]),
        ("- Ann Lee @ann joined from the train", [("Ann Lee", "ann")]),
        ("- Ann Lee: @ann", [("Ann Lee", "ann")]),
        ("- AL, Ann Lee (@ann)", [("Ann Lee", "ann")]),
        ("- MvB: Marta van Beek", [("Marta van Beek", "")]),
        ("- @annlee - Ann Lee", [("Ann Lee", "annlee")]),
        ("- @annlee - Linux Foundation", [("annlee", "annlee")]),
        ("- [Ann Lee - ann](https://github.com/ann)", [("Ann Lee", "ann")]),
        ("- [Ann Lee](https://ann.example/) // GitHub:[@ann](https://github.com/ann)", [("Ann Lee", "ann")]),
        ("- Ann Lee (AL), Bo Lindgren (BL)", [("Ann Lee", ""), ("Bo Lindgren", "")]),
        ("- [@ann](@Q7xz81), @bo", [("ann", "ann"), ("bo", "bo")]),
        ("- __Name__", []),
    ],
)
def test_entries_of_a_list_name_people(line, people):
    meeting = read_text("2024-01-01.md", f"# Call\n\n## Present\n\n{line}\n")
    assert [(part.who.name, part.who.handle) for part in meeting.parts] == people


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("**Attendees:**\n\n- Ann Lee\n\n- Bo Lindgren\n\n**Resources**\n\n- Wiki Pages\n", ["Ann Lee", "Bo Lindgren"]),
        ("**Scribe:**\n\n- Retries\n- Alarms\n", []),
        ("- **Scribe:**\n- **Present:** Ann Lee\n", ["Ann Lee"]),
        ("Host: Acme\n\nPresent: Ann Lee\n", ["Ann Lee"]),
        ("Host: Ann\n\nPresent: Ann Lee, Bo Lindgren\n", ["Ann Lee", "Bo Lindgren"]),
        ("Present: Ann Lee (chair), Bo Lindgren\n", ["Ann Lee", "Bo Lindgren"]),
        ("Members:\n\n<!-- - Ann Lee -->\n- Bo Lindgren\n", ["Bo Lindgren"]),
    ],
)
def test_a_list_ends_where_its_entries_do(text, people):
    assert [part.who.name for part in read_text("2024-01-01.md", f"# Call\n\n{text}").parts] == people


def test_a_role_in_brackets_is_that_of_one_person():
    meeting = read_text("2024-01-01.md", "# Call\n\nPresent: Ann Lee (chair), Bo Lindgren\n")
    assert [(part.who.name, list(part.roles)) for part in meeting.parts] == [("Ann Lee", ["chair"]), ("Bo Lindgren", [])]


@pytest.mark.parametrize(
    ("path", "text", "called_off"),
    [
        ("2024-01-01-cancelled.md", "# Call\n\nNo meeting.\n", True),
        ("2024-01-01.md", "# Call of the guild - canceled\n", True),
        ("2024-01-01.md", "# Call\n\nOwing to the strike this week's meeting has been cancelled.\n", True),
        ("2024-01-01.md", "# Call\n\n**If nothing is proposed the meeting will be cancelled.**\n", False),
        ("2024-01-01.md", "# Call\n\nThe next meeting is cancelled.\n", False),
        ("2024-01-01.md", "# Call\n\n- The meeting was cancelled twice, said Bo.\n", False),
        ("2024-01-01.md", "# Call\n\nPresent: Ann Lee\n\nThe meeting was cancelled after five minutes.\n", False),
    ],
)
def test_a_meeting_that_was_cancelled_says_so_itself(path, text, called_off):
    assert read_text(path, text).called_off == called_off


@pytest.mark.parametrize(
    ("heading", "day"),
    [("June 5-6, 2024", date(2024, 6, 5)), ("5–6 June 2024", date(2024, 6, 5)), ("28th and 29th May 2024", date(2024, 5, 28))],
)
def test_a_meeting_of_several_days_was_on_the_first(heading, day):
    assert read_text("offsite.md", f"# Offsite\n\n## {heading}\n").day == day


def test_of_a_date_and_a_name_below_it_the_name_is_the_title():
    titles = [
        read_text("2024-01-01.md", text).title for text in ("# 2024-01-01\nGuild call\n", "# 2024-01-01\n\nGuild call\n", "# 2024-01-01\n- a\n")
    ]
    assert titles == ["Guild call", "2024-01-01", "2024-01-01"]


HOUSED = """# Committee

## Voting member attendance

* [x] Ann Lee - Chairperson, Acme Works
* [x] Bo Lindgren, Beta Inc.
* [ ] Cy Dee (Di Ek for him), Gamma
* [ ] Eve Fox - Delta Ltd / Industry
* [x] Gil Hay, Epsilon Games, Inc.
* [x] Ida Jax, Individual (Voting Member)

## Apologies

* Kim Lau, Zeta
"""


def test_what_follows_the_comma_of_most_entries_is_where_people_come_from():
    meeting = read_text("2024-01-01.md", HOUSED)
    assert [(part.who.name, part.presence, list(part.roles)) for part in meeting.parts] == [
        ("Ann Lee", "present", ["chair"]), ("Bo Lindgren", "present", []), ("Cy Dee", "absent", []), ("Eve Fox", "absent", []),
        ("Gil Hay", "present", []), ("Ida Jax", "present", []), ("Kim Lau", "regrets", []),
    ]  # fmt: skip


def test_few_entries_with_a_comma_name_two_people_each():
    meeting = read_text("2024-01-01.md", "# Call\n\n## Present\n\n- Ann Lee, Bo Lindgren\n- Cy Dee, Di Ek\n")
    assert [part.who.name for part in meeting.parts] == ["Ann Lee", "Bo Lindgren", "Cy Dee", "Di Ek"]
