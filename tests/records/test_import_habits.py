"""Habits of folders that people keep without a tool, each as a small file."""

import pytest

from accounts.models import User
from records.models import Relation
from records.reading import read_text
from tests.reports import notes, outcomes

from .importing import record_of

pytestmark = pytest.mark.django_db


def file(folder, path, text):
    place = folder / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text)
    return folder


def test_an_address_is_whoever_signs_in_with_it_and_otherwise_a_guest(load, ada, tmp_path):
    load(file(tmp_path, "0001-keys.md", f"# Keys\n\n* Status: accepted\n* Deciders: {ada.email.upper()}, bo@halyard.example\n\n## Context\n"))
    assert [part.user for part in record_of("0001-keys.md").people.all()] == [ada, User.objects.get(guest_key="bo@halyard.example")]


def test_a_page_shows_what_its_head_cannot_say_and_no_empty_list_of_people(load, as_ada, tmp_path):
    load(file(tmp_path, "0001-keys.md", "# Keys\n\nDate: 2024-05\nTitle: Keys for all\nDeciders:\n\n## Status\n\nAccepted\n\n## Context\n"))
    page = as_ada.get("/records/ADR-1/").content.decode()
    assert [words in page for words in ("Date: 2024-05", "Title: Keys for all", "Deciders", '<dl class="roles">')] == [True, True, False, False]


def test_what_only_lists_or_helps_or_is_to_be_filled_in_is_no_record(load, tmp_path):
    file(tmp_path, "adr/0001-keys.md", "# Keys\n\n| Status | Date | Author |\n|---|---|---|\n| Accepted | 2024-05-06 | Ann Lee |\n\n## Context\n")
    row = "| [ADR-{0}](000{0}-keys.md) | Keys | Accepted | 2024-05-06 |\n"
    file(tmp_path, "adr/index.md", f"# All of them\n\n| ADR | Title | Status | Date |\n|---|---|---|---|\n{row.format(1)}{row.format(2)}")
    file(tmp_path, "adr/tools/README.md", "# How to number\n\nRun it.\n")
    file(tmp_path, "adr/tools/requirements.txt", "django==5.2\n")
    file(tmp_path, "adr/0000/index.md", '---\ntitle: "ADR-0: ADR template"\n---\n\n* Status: Draft|Proposed|Accepted|Rejected\n\n## Why\n')
    report = load(tmp_path)
    assert outcomes(report).pop("adr/0001-keys.md") == "imported"
    assert record_of("adr/0001-keys.md").status == "accepted"
    assert {path: notes(report, path) for path, outcome in outcomes(report).items() if outcome == "skipped"} == {
        "adr/index.md": ["it describes its folder (index.md) and is no record"],
        "adr/tools/README.md": ["it describes its folder (README.md) and is no record"],
        "adr/tools/requirements.txt": ["a tool’s settings"],
        "adr/0000/index.md": ["a template: its title and its blanks say so"],
    }


def test_links_find_a_folder_and_a_number_that_only_file_and_title_say(load, tmp_path):
    head = "* Status: Accepted\n\n## Context\n"
    file(tmp_path, "gates/gate-012/index.md", f"# GATE-12: Keys\n\n{head}")
    file(tmp_path, "gates/gate-013/index.md", f"# GATE-13: Locks\n\n* Supersedes: [Keys](../gate-012/)\n{head}")
    file(tmp_path, "gates/gate-014/index.md", f"# GATE-14: Bolts\n\n* Amends: GATE-13\n{head}")
    load(tmp_path, log="GATE")
    assert list(Relation.objects.order_by("-kind").values_list("kind", "source__number", "target__number")) == [
        ("supersedes", 13, 12),
        ("amends", 14, 13),
    ]


TITLES = [
    ("ADR-004-keys.md", "---\ntitle: ADR-004\ndescription: Keys for every door\n---\n\nWe use keys.\n", "Keys for every door"),
    ("ADR-005-front-door.md", "---\ntitle: ADR-005\n---\n\nWe use keys.\n", "Front door"),
    ("ADR-006-locks.md", "---\ntitle: ADR-006\n---\n\n# Locks\n\nWe use locks.\n", "Locks"),
]


@pytest.mark.parametrize(("path", "text", "title"), TITLES)
def test_a_title_that_is_only_its_name_is_none(path, text, title):
    assert read_text(path, text).title == title


def test_a_decision_without_a_number_and_with_every_status_is_a_template():
    text = "# ADR-NNN: Agree on the pipeline\n\n* Status: RFC by dd/mm/yyyy, Proposed | Accepted | Superseded, Pending\n\n## Context\n"
    assert read_text("ADR-NNN_Agree_on_the_pipeline.md", text).skip == "a template: its title and its blanks say so"
