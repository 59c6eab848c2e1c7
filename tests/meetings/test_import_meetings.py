"""manage.py import_meetings over the files of files/, and over what becomes of them later."""

import gc
import io
import json
import shutil
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from meetings.importing import Task, import_meetings
from meetings.models import Counter, Meeting, MeetingFile, MeetingSource, Series
from search import store
from tests.factories import make_audience, make_meeting, make_series
from tests.reports import notes, outcomes, rows_of_everything

FILES = Path(__file__).parent / "files"
pytestmark = pytest.mark.django_db


@pytest.fixture
def load(root):
    """Run the command; gives its report as JSON."""

    def run(folder, series="API review", **options):
        out = io.StringIO()
        call_command("import_meetings", str(folder), series=series, json="-", stdout=out, stderr=io.StringIO(), **options)
        return json.loads(out.getvalue())

    return run


@pytest.fixture
def folder(tmp_path):
    shutil.copytree(FILES / "series", tmp_path / "series")
    return tmp_path / "series"


def meeting_of(path):
    return MeetingFile.objects.get(path=path).document


def test_every_file_is_accounted_for_and_every_text_is_its_files_bytes(load):
    report = load(FILES)
    there = {path.relative_to(FILES).as_posix(): path for path in FILES.rglob("*") if path.is_file()}
    assert outcomes(report).keys() == there.keys()
    stored = {file.path: file.document.revision for file in MeetingFile.objects.select_related("document__revision")}
    assert len(stored) == report["counts"]["imported"] + report["counts"]["imported with warnings"] == 16
    for path, revision in stored.items():
        assert revision.text.encode() == there[path].read_bytes(), path


def test_bad_files_are_named_with_their_reason(load):
    report = load(FILES / "odd")
    assert {path: notes(report, path) for path, outcome in outcomes(report).items() if outcome == "skipped"} == {
        "2024-01-01.md": ["empty: there is nothing in it"],
        "2024-01-02.md": ["UTF-16, not UTF-8: save it as UTF-8 and import again"],
        "2024-01-03.md": ["not UTF-8 (byte 0xE9 at line 1, column 7): save it as UTF-8 and import again"],
        "2024-01-04.md": ["it holds a NUL byte (line 1, column 20): it is binary or damaged"],
        "README.md": ["it describes its folder (README.md) and is no meeting"],
        "whiteboard.jpg": ["a picture (.jpg): it is not brought in; where it stood in a text, the page shows its words"],
    }


def test_second_run_changes_nothing(load):
    load(FILES)
    before = rows_of_everything()
    assert load(FILES)["counts"] == {"unchanged": 16, "skipped": 8}
    assert rows_of_everything() == before


def test_dry_run_says_the_same_and_writes_nothing(load):
    before = rows_of_everything()
    dry = load(FILES, dry_run=True)
    assert rows_of_everything() == before
    assert outcomes(dry) == outcomes(load(FILES))


def test_minutes_are_filed_with_their_hats_attendance_and_topics(load, root):
    make_meeting()
    load(FILES / "series", area="API gateway")
    first, second, both = Meeting.objects.filter(series__slug="api-review").order_by("number")
    assert [meeting.number for meeting in (first, second, both)] == [2, 3, 4]
    assert Counter.take() == 5
    assert (first.day, first.status, first.filed_at, first.series.area.name) == (date(2025, 3, 6), "filed", None, "API gateway")
    assert (second.facilitator.name, second.note_taker.name) == ("Ada Byron", "Bo Lindgren")
    assert (both.facilitator.name, both.note_taker) == ("Ada Byron", None)
    assert [(row.user.name, row.presence, row.role_words, row.remark) for row in second.attendance.select_related("user")] == [
        ("Ada Byron", "present", "Scribe", ""),
        ("Bo Lindgren", "present", "", ""),
        ("Grace Kim", "absent", "", ""),
        ("Tomás Ortiz", "present", "", "Guest"),
    ]
    assert [(topic.title, topic.minutes, topic.section and topic.section.anchor) for topic in first.topics.all()] == [
        ("Page with cursors (20 minutes)", 20, "s-page-with-cursors-20-minutes"),
        ("Names of queues #12 (5m)", 5, "s-names-of-queues-12-5m"),
    ]
    assert first.revision.origin == "import" and first.revision.by == root


def test_an_import_settles_nothing(load):
    load(FILES)
    assert [(meeting.outcomes.count(), meeting.actions.count()) for meeting in Meeting.objects.all()] == [(0, 0)] * 16


def test_minutes_of_a_cancelled_meeting_are_kept_and_it_did_not_take_place(load, tmp_path):
    shutil.copytree(FILES / "habits", tmp_path / "forum")
    load(tmp_path / "forum")
    meeting = meeting_of("2024-04-16.md")
    assert (meeting.status, "cancelled" in meeting.revision.text, meeting.is_filed) == ("did_not_take_place", True, False)
    (tmp_path / "forum" / "2024-04-16.md").write_text("# Platform forum 2024-04-16\n\nPresent: Ines Marques\n\nWe met after all.\n")
    load(tmp_path / "forum")
    assert meeting_of("2024-04-16.md").status == "filed"


def test_a_year_may_stand_in_the_folder_above(load, tmp_path):
    shutil.copytree(FILES / "2024" / "telcons", tmp_path / "2024" / "telcons")
    load(tmp_path / "2024" / "telcons")
    assert Meeting.objects.get().day == date(2024, 5, 12)


def test_single_first_names_are_guests_of_their_source_only(load, tmp_path):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "2025-01-01.md").write_text("# Call\n\nPresent: Ada, Bo Lindgren\n\nWe met.\n")
        load(tmp_path / name, series=name)
    assert sorted(User.objects.filter(is_guest=True).values_list("guest_key", flat=True)) == ["bo lindgren", "one: ada", "two: ada"]


def test_meetings_are_as_visible_as_their_series(load, ada, mallory):
    make_series(name="Board", slug="board", audience=make_audience(ada))
    load(FILES / "series", series="Board")
    assert Meeting.objects.visible_to(ada).count() == 3
    assert Meeting.objects.visible_to(mallory).count() == 0


def test_minutes_changed_there_become_a_revision(load, folder):
    load(folder)
    changed = folder / "2025-03-20.md"
    changed.write_text(changed.read_text().replace("Absent: Grace Kim", "Regrets: Grace Kim"))
    assert load(folder)["counts"] == {"changed": 1, "unchanged": 2, "skipped": 1}
    meeting = meeting_of("2025-03-20.md")
    assert (meeting.revision.number, meeting.attendance.get(user__name="Grace Kim").presence) == (2, "regrets")
    assert load(folder)["counts"] == {"unchanged": 3, "skipped": 1}


def test_minutes_changed_here_too_are_kept_and_said(load, folder, ada):
    load(folder)
    meeting = meeting_of("2025-03-20.md")
    meeting.write(by=ada, title=meeting.title, text="Mended here.\n", base=1, note="Mended.")
    (folder / "2025-03-20.md").write_text("# Changed there\n")
    report = load(folder)
    meeting.refresh_from_db()
    assert outcomes(report)["2025-03-20.md"] == "kept"
    assert meeting.revision.text == "Mended here.\n"


def test_moved_and_gone_files_are_said(load, folder):
    load(folder)
    meeting = meeting_of("2025-03-20.md")
    (folder / "2025").mkdir()
    (folder / "2025-03-20.md").rename(folder / "2025" / "20-march.md")
    (folder / "2025-03-06.md").unlink()
    report = load(folder)
    assert {path: outcome for path, outcome in outcomes(report).items() if outcome in ("moved", "gone")} == {
        "2025/20-march.md": "moved", "2025-03-06.md": "gone"}  # fmt: skip
    assert meeting_of("2025/20-march.md") == meeting
    assert Meeting.objects.count() == 3


def test_another_folder_under_the_same_name_stops_and_asks(load, folder):
    load(folder, source="minutes")
    with pytest.raises(CommandError, match="give it a name of its own with --source"):
        load(FILES / "raw", source="minutes")


@pytest.mark.parametrize(
    ("folder", "options", "sentence"),
    [
        ("nowhere", {}, "There is no folder nowhere."),
        (str(FILES), {"series": " "}, "The series needs a name."),
        (str(FILES), {"by": "x@y.z"}, "Nobody"),
    ],
)
def test_where_nothing_can_be_done_one_sentence_says_so(load, folder, options, sentence):
    with pytest.raises(CommandError, match=sentence):
        load(folder, **options)
    assert Meeting.objects.count() == 0


def test_number_of_queries_does_not_depend_on_the_number_of_files(root, tmp_path):
    counts = []
    for many in (10, 90):
        folder = tmp_path / str(many)
        folder.mkdir()
        for at in range(many):
            (folder / f"{at:03}.md").write_text(f"# Call {at}\n\n## Present\n\n- Ada {many}\n\n## Agenda\n\n- Item {at}\n")
        with CaptureQueriesContext(connection) as queries:
            name = f"Call {many}"
            import_meetings(Task(folder=folder, series=Series(name=name, slug=f"call-{many}"), source=MeetingSource(name="x"), by=root))
        counts.append(len(queries))
    assert Meeting.objects.count() == 100
    assert counts[1] <= counts[0] + 2 <= 55  # SQLite takes long inserts in pieces


def test_guests_are_indexed_together_with_the_minutes_that_name_them(load):
    def writes():
        return store.rows("SELECT count(*) FROM search_stamp")[0][0]

    before = writes()
    load(FILES)
    assert (User.objects.filter(is_guest=True).count() > 10, writes() - before) == (True, 1)


def test_nothing_of_an_import_leaves_the_collector_off(load):
    load(FILES)
    assert gc.isenabled()
