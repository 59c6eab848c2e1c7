"""Whom one file names by a bare handle and a later one in full goes by the full name."""

import pytest

from accounts.models import User
from meetings.importing import Task, import_meetings
from meetings.models import MeetingSource, Series
from search.models import Entry

BARE, FULL = "# Call\n\n## Present\n\n* @mcollina\n", "# Call\n\n## Present\n\n* Matteo Collina (@mcollina)\n"


@pytest.fixture
def bring(db, root, tmp_path):
    def run(texts, name="calls"):
        folder = tmp_path / name
        folder.mkdir()
        for at, text in enumerate(texts, 1):
            (folder / f"2024-05-{at:02}.md").write_text(text)
        series = Series.objects.filter(slug="calls").first() or Series(name="Calls", slug="calls")
        import_meetings(Task(folder=folder, series=series, source=MeetingSource(name=name), by=root))
        return [(guest.name, guest.handle) for guest in User.objects.filter(is_guest=True)]

    return run


@pytest.mark.parametrize(("texts", "name"), [
    ([BARE, FULL], "Matteo Collina"), ([FULL, BARE], "Matteo Collina"), ([BARE, BARE], "mcollina"),
    ([BARE, FULL, FULL.replace("Matteo", "M.")], "Matteo Collina"), ([BARE, FULL.replace("Matteo Collina", "chair")], "mcollina"),
])  # fmt: skip
def test_the_full_name_of_a_later_file_is_taken(bring, texts, name):
    assert bring(texts) == [(name, "mcollina")]
    assert list(Entry.objects.filter(kind="person", heading="mcollina").values_list("title", flat=True)) == [name]


def test_a_name_that_somebody_gave_stays(bring):
    bring([BARE])
    guest = User.objects.get(is_guest=True)
    guest.name = "Matteo"
    guest.save(update_fields=["name"])
    assert bring([FULL], "later") == [("Matteo", "mcollina")]
