"""Habits of folders that people keep without a tool, each as a small file."""

import pytest

from accounts.models import User

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
