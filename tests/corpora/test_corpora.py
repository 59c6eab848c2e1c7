"""The import over every folder of real files below FROM: nothing crashes, nothing is lost, nothing changes the second time."""

import io
import json
import os

import pytest
from django.apps import apps
from django.core.management import call_command

from meetings.models import Meeting, MeetingFile
from records.models import Record, RecordFile

from .conftest import FROM, MEETINGS, checked, folders

pytestmark = pytest.mark.django_db
FOLDERS = folders()
NAMES = [folder.relative_to(FROM).as_posix() for _, folder in FOLDERS]


def load(kind, folder, **options):
    """Import the folder; gives the report."""
    out = io.StringIO()
    command, into = ("import_meetings", {"series": folder.name}) if kind == MEETINGS else ("import_records", {"log": "REAL"})
    call_command(command, str(folder), json="-", stdout=out, stderr=io.StringIO(), **into, **options)
    return json.loads(out.getvalue())


def files_below(folder):
    return {
        os.path.relpath(os.path.join(above, name), folder).replace(os.sep, "/") for above, _, names in os.walk(folder) for name in names
    }  # fmt: skip


def rows_of_everything():
    return {model.__name__: list(model.objects.order_by("pk").values_list()) for model in apps.get_models() if model.__name__ != "Session"}


@pytest.mark.parametrize(("kind", "folder"), FOLDERS, ids=NAMES)
def test_folder_comes_in_whole_and_once(root, kind, folder):
    before = rows_of_everything()
    dry = load(kind, folder, dry_run=True)
    assert rows_of_everything() == before
    report = load(kind, folder)
    outcomes = {row["path"]: row["outcome"] for row in report["files"]}
    assert outcomes.keys() == files_below(folder)
    assert "failed" not in report["counts"]
    assert all(row["notes"] for row in report["files"] if row["outcome"] == "skipped")
    unnumbered = {"became": ""} if kind == MEETINGS else {}  # a meeting has its number when it is stored
    assert dry["files"] == [row | unnumbered for row in report["files"]]

    files = (MeetingFile if kind == MEETINGS else RecordFile).objects.filter(document__isnull=False).select_related("document__revision")
    stored = {file.path: file for file in files}
    assert stored.keys() == {path for path, outcome in outcomes.items() if outcome != "skipped"}
    for path, file in stored.items():
        data = file.document.revision.text.encode() if file.bytes is None else bytes(file.bytes)
        assert data == (folder / path).read_bytes(), path

    after = rows_of_everything()
    assert set(load(kind, folder)["counts"]) <= {"unchanged", "skipped", "read with its text"}
    assert rows_of_everything() == after


@pytest.mark.parametrize(("kind", "folder"), FOLDERS, ids=NAMES)
def test_titles_and_statuses_are_what_a_person_read(root, kind, folder):
    is_minutes = kind == MEETINGS
    rows, _ = checked("checked_meetings.tsv" if is_minutes else "checked_records.tsv")
    expected = {path: rest for path, *rest in rows if (FROM / path).is_relative_to(folder)}
    if not expected:
        return
    load(kind, folder)
    read = {}
    for path in expected:
        inside = (FROM / path).relative_to(folder).as_posix()
        if is_minutes:
            meeting = Meeting.objects.filter(files__path=inside).first()
            read[path] = [meeting.title, str(meeting.day or "")] if meeting else ["-", "skipped"]
        else:
            record = Record.objects.filter(files__path=inside).first()
            read[path] = [record.title, record.status] if record else ["-", "skipped"]
    assert read == expected
