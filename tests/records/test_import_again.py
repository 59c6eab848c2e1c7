"""What becomes of imported records when their files, or they themselves, change."""

import pytest
from django.core.management import CommandError

from records.models import Record
from tests.reports import outcomes, rows_of_everything

from .importing import FILES, record_of, write

pytestmark = pytest.mark.django_db


def test_second_run_changes_nothing(load):
    load(FILES)
    before = rows_of_everything()
    report = load(FILES)
    assert report["counts"] == {"unchanged": 31, "read with its text": 1, "skipped": 9}
    assert rows_of_everything() == before


def test_a_file_changed_there_becomes_a_revision(load, folder):
    here = folder()
    load(here)
    changed = here / "nygard" / "0003-keep-times-in-utc.md"
    changed.write_text(changed.read_text().replace("# 3. Keep times in UTC", "# 3. Keep all times in UTC").replace("✅ Accepted", "Deprecated"))
    report = load(here)
    record = record_of("nygard/0003-keep-times-in-utc.md")
    assert report["counts"] == {"changed": 1, "unchanged": 4, "skipped": 2}
    assert (record.title, record.status, record.revision.number, record.revision.text) == (
        "Keep all times in UTC", "deprecated", 2, changed.read_text())  # fmt: skip
    assert [row.to_status for row in record.status_changes.all()] == ["deprecated", "accepted"]
    assert load(here)["counts"]["unchanged"] == 5


def test_a_file_changed_here_too_is_kept_and_said(load, folder, ada):
    here = folder()
    load(here)
    record = record_of("nygard/0003-keep-times-in-utc.md")
    record.edit(by=ada, title=record.title, text="Mended here.\n", base=1, note="Shorter")
    (here / "nygard" / "0003-keep-times-in-utc.md").write_text("# 3. Changed there\n")
    report = load(here)
    record.refresh_from_db()
    assert outcomes(report)["nygard/0003-keep-times-in-utc.md"] == "kept"
    assert (record.title, record.revision.text) == ("Keep times in UTC", "Mended here.\n")


def test_what_a_person_decided_here_is_not_undone_by_a_file(load, folder, root):
    here = folder()
    load(here)
    record = record_of("nygard/0003-keep-times-in-utc.md")
    record.deprecate(by=root, note="Zones came back.")
    changed = here / "nygard" / "0003-keep-times-in-utc.md"
    changed.write_text(changed.read_text().replace("✅ Accepted", "Rejected"))
    load(here)
    record.refresh_from_db()
    assert (record.status, record.revision.number) == ("deprecated", 2)


def test_a_moved_file_keeps_its_record_and_its_old_path_as_a_name(load, folder):
    here = folder()
    load(here)
    record = record_of("nygard/0003-keep-times-in-utc.md")
    (here / "times.md").write_bytes((here / "nygard" / "0003-keep-times-in-utc.md").read_bytes())
    (here / "nygard" / "0003-keep-times-in-utc.md").unlink()
    report = load(here)
    assert outcomes(report)["times.md"] == "moved"
    assert record_of("times.md") == record
    assert [alias.words for alias in record.aliases.all()] == ["nygard/0003-keep-times-in-utc.md"]


def test_the_page_that_is_kept_of_a_record_tells_that_its_file_moved(load, folder, as_root):
    here = folder()
    load(here)
    record, was = record_of("nygard/0003-keep-times-in-utc.md"), here / "nygard" / "0003-keep-times-in-utc.md"
    before = as_root.get(record.get_absolute_url()).content.decode()
    was.rename(here / "times.md")
    load(here)
    after = as_root.get(record.get_absolute_url()).content.decode()
    assert ["nygard/0003-keep-times-in-utc.md in its file" in page for page in (before, after)] == [False, True]


def test_a_file_that_is_gone_is_said_and_its_record_stays(load, folder):
    here = folder()
    load(here)
    (here / "nygard" / "0003-keep-times-in-utc.md").unlink()
    report = load(here)
    assert outcomes(report)["nygard/0003-keep-times-in-utc.md"] == "gone"
    assert Record.objects.filter(title="Keep times in UTC").exists()


def test_a_new_sidecar_changes_its_record(load, folder):
    here = folder("keps")
    load(here)
    sidecar = here / "keps" / "0042-drain-before-restart" / "kep.yaml"
    sidecar.write_text(sidecar.read_text().replace("implementable", "withdrawn"))
    report = load(here)
    assert report["counts"] == {"changed": 1, "read with its text": 1, "skipped": 1}
    assert Record.objects.get().status == "withdrawn"
    assert load(here)["counts"] == {"unchanged": 1, "read with its text": 1, "skipped": 1}


def test_another_folder_under_the_same_name_stops_and_asks(load, folder, tmp_path):
    load(folder(), source="adr")
    other = tmp_path / "other"
    write(other, "0001-else.md", "Accepted")
    with pytest.raises(CommandError, match="give it a name of its own with --source. Nothing was done."):
        load(other, source="adr")
    assert load(other, source="other")["counts"] == {"imported with warnings": 1}
