"""manage.py import_records over the files of files/."""

import io
import json
import os
import re
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Team, User
from home.finding import everything
from records.importing import Task, import_records
from records.models import Log, Record, RecordAlias, RecordFile, RecordRevision, RecordSource
from search.checking import disagreements
from tests.factories import make_audience, make_log, make_record
from tests.reports import notes, outcomes, rows_of_everything

from .importing import FILES, record_of, write

pytestmark = pytest.mark.django_db


def test_every_file_is_accounted_for_and_every_text_is_its_files_bytes(load):
    report = load(FILES)
    there = {path.relative_to(FILES).as_posix(): path for path in FILES.rglob("*") if path.is_file()}
    assert outcomes(report).keys() == there.keys()
    stored = {file.path: file.document.revision for file in RecordFile.objects.exclude(path__endswith=".yaml").select_related("document__revision")}
    assert len(stored) == report["counts"]["imported"] + report["counts"]["imported with warnings"] == 31
    for path, revision in stored.items():
        assert revision.text.encode() == there[path].read_bytes(), path


def test_dry_run_says_the_same_and_writes_nothing(load):
    before = rows_of_everything()
    dry = load(FILES, dry_run=True)
    assert rows_of_everything() == before
    assert dry["files"] == load(FILES)["files"]


def test_bad_files_are_named_with_their_reason(load):
    report = load(FILES / "odd")
    assert {path: notes(report, path) for path, outcome in outcomes(report).items() if outcome == "skipped"} == {
        "0013-latin-1.md": ["not UTF-8 (byte 0xE9 at line 1, column 10): save it as UTF-8 and import again"],
        "0014-nul.md": ["it holds a NUL byte (line 3, column 7): it is binary or damaged"],
        "0015-empty.md": ["empty: there is nothing in it"],
        "0016-one-newline.md": ["empty: there is nothing in it"],
        "picture.png": ["a picture (.png): it is not brought in; where it stood in a text, the page shows its words"],
    }


def test_large_files_links_and_odd_names_are_named_with_their_reason(load, folder, tmp_path):
    here = folder("rfcs")
    with open(here / "huge.md", "wb") as huge:
        huge.truncate(20 * 1024 * 1024)
    (tmp_path / "secret.md").write_text("# Not for you\n")
    os.symlink(tmp_path / "secret.md", here / "out.md")
    os.symlink(here / "rfcs" / "rfc-005-table.md", here / "inside.md")
    os.symlink("nowhere", here / "dangling.md")
    os.symlink(here, here / "again")
    os.mkfifo(here / "pipe.md")
    (here / ".git").mkdir()
    (here / os.fsdecode(b"caf\xe9.md")).write_text("# x\n")
    report = load(here)
    assert {row["path"]: row["notes"] for row in report["files"] if row["outcome"] == "skipped"} == {
        "huge.md": ["20.0 MB: a text may have 5 MB"],
        "out.md": ["a link that leads out of the folder"],
        "inside.md": ["a link to rfcs/rfc-005-table.md, which is read itself"],
        "dangling.md": ["a link that leads nowhere"],
        "again": ["a link to ., which is read itself"],
        "pipe.md": ["no regular file"],
        ".git/": ["Git’s own folder"],
        "caf\\xe9.md": ["its name is not UTF-8"],
    }
    assert report["counts"]["imported"] == 3


def test_unreadable_file_does_not_stop_the_rest(load, folder):
    here = folder("rfcs")
    (here / "rfcs" / "0008-accepted-in-the-title.md").chmod(0)
    if os.access(here / "rfcs" / "0008-accepted-in-the-title.md", os.R_OK):  # root reads everything
        (here / "rfcs" / "0008-accepted-in-the-title.md").unlink()
    assert load(here)["counts"]["imported"] == 3


def test_a_file_that_cannot_be_stored_leaves_nothing_and_stops_nothing(root, folder):
    """Somebody takes number 2 by hand while the import is under way."""
    log = make_log("API")

    def watch(things, total, words):
        if words == "Storing":
            Record.objects.create(log=log, number=2, title="Made by hand")
        return iter(things)

    report = import_records(Task(folder=folder(), log=log, source=RecordSource(name="nygard"), by=root, watch=watch))
    failed = [item for item in report.items if item.outcome == "failed"]
    assert [item.path for item in failed] == ["nygard/0002-sign-webhooks-with-a-shared-secret.md"]
    assert failed[0].notes[-1].startswith("It could not be stored, and nothing of it was: ")
    assert RecordFile.objects.count() == RecordRevision.objects.count() == 4
    assert report.counts()["imported"] == 3


def test_numbers_are_the_files_own_where_they_are_free(load):
    load(FILES / "nygard")
    assert list(Record.objects.values_list("number", "title")) == [
        (1, "Record architecture decisions"),
        (2, "Sign webhooks with a shared secret"),
        (3, "Keep times in UTC"),
        (4, "Name queues after their reader"),
        (5, "Sign webhooks with a key per endpoint"),
    ]
    assert list(RecordAlias.objects.values_list("words", "record__number")) == [("0004", 5)]
    assert Log.objects.get().next_number == 6


def test_number_nought_is_legal_and_a_date_is_no_number(load, folder):
    here = folder("log4brains")
    (here / "0000-first.md").write_text("# First\n")
    load(here)
    assert list(Record.objects.values_list("number", "title")) == [(0, "First"), (1, "Cache at the edge"), (2, "Cache in the gateway")]


def test_what_the_file_says_becomes_data(load, root):
    platform = Team.objects.create(slug="platform", name="Platform team")
    load(FILES / "madr4", area="API gateway")
    record = Record.objects.get(number=1)
    people = [(part.role, part.user.name if part.user else part.team or part.words) for part in record.people.all()]
    assert (record.title, record.status, record.decided_on, record.area.name) == (
        "Page with cursors on every list endpoint", "accepted", date(2025, 5, 14), "API gateway")  # fmt: skip
    assert sorted(tag.slug for tag in record.tags.all()) == ["api", "lists"]
    assert people == [
        ("consulted", "Grace Kim"),
        ("consulted", "All of engineering"),
        ("decision_maker", "ada"),
        ("decision_maker", "Bo Lindgren"),
        ("informed", "#platform"),
    ]
    assert set(User.objects.filter(is_guest=True).values_list("guest_key", flat=True)) == {"ada", "bo lindgren", "grace kim"}
    assert (record.revision.origin, record.revision.by, record.accepted_revision) == ("import", root, record.revision)
    assert platform.slug == "platform"


def test_sections_keep_their_anchors(load):
    load(FILES / "nygard")
    assert list(record_of("0003-keep-times-in-utc.md").sections.values_list("anchor", flat=True)) == [
        "s-3-keep-times-in-utc", "s-status", "s-context", "s-decision", "s-consequences"]  # fmt: skip


def test_no_status_is_unstated_unless_that_was_chosen(load, folder):
    here = folder("dated")
    load(here, log="ONE")
    assert Record.objects.get(log__key="ONE").status == "unstated"
    report = load(here, log="TWO", unstated="accepted")
    record = Record.objects.get(log__key="TWO")
    assert (record.status, record.decided_on) == ("accepted", date(2025, 3, 4))
    assert report["notes"] == ["Without a status: 1 file; as you chose (--unstated accepted), that counts as accepted."]


def test_stating_what_a_file_left_open_counts_from_the_files_day(load, folder, root):
    load(folder("dated"))
    record = Record.objects.get()
    record.state("accepted", by=root, note="It is what we do.")
    assert record.decided_on == date(2025, 3, 4)


def test_records_are_as_visible_as_their_log(load, folder, ada, mallory):
    make_log("SEC", audience=make_audience(ada))
    load(folder(), log="SEC")
    assert Record.objects.visible_to(ada).count() == 5
    assert Record.objects.visible_to(mallory).count() == 0


@pytest.mark.parametrize(
    ("folder", "options", "sentence"),
    [
        ("nowhere", {}, "There is no folder nowhere. Nothing was done."),
        (str(FILES / "odd" / "plain.txt"), {}, r"plain.txt is a file. Name the folder that it is in."),
        (str(FILES), {"log": "adr-1"}, "“adr-1” is no key of a log"),
        (str(FILES), {"by": "nobody"}, "Nobody who can sign in is called nobody."),
    ],
)
def test_where_nothing_can_be_done_one_sentence_says_so(load, folder, options, sentence):
    with pytest.raises(CommandError, match=sentence):
        load(folder, **options)
    assert Record.objects.count() == 0


def test_without_an_admin_it_asks_who_imports(db):
    with pytest.raises(CommandError, match="There is no admin yet."):
        call_command("import_records", str(FILES), log="ADR", stdout=io.StringIO())


def test_report_for_people_names_each_file_and_its_reason(root, tmp_path):
    out = io.StringIO()
    call_command("import_records", str(FILES / "log4brains"), log="ADR", json=str(tmp_path / "report.json"), stdout=out, by="@root")
    assert out.getvalue().splitlines() == [
        "imported: 20240610-cache-at-the-edge.md → ADR-1",
        "imported: 20250108-cache-in-the-gateway.md → ADR-2",
        f"2 imported; 2 files of {FILES / 'log4brains'} into log ADR.",
    ]
    assert json.loads((tmp_path / "report.json").read_text())["counts"] == {"imported": 2}


def test_the_index_agrees_with_what_was_imported_whatever_order_its_file_has_its_tags_in(load, tmp_path):
    (tmp_path / "0001-a.md").write_text("---\nstatus: accepted\ntags: [zeal, apex]\n---\n# Lists\n\nThey grow.\n")
    load(tmp_path)
    assert disagreements(everything()) == []


def test_records_born_here_keep_their_numbers(load, folder, ada):
    make_record(log=make_log("ADR"), by=ada, title="Born here")
    load(folder())
    assert list(Record.objects.values_list("number", "title")[:2]) == [(1, "Born here"), (2, "Sign webhooks with a shared secret")]
    assert RecordAlias.objects.get(words="0001").record.number == 5


def test_number_of_queries_does_not_depend_on_the_number_of_files(root, tmp_path):
    asked = []
    for many in (10, 90):
        folder = tmp_path / str(many)
        for at in range(many):
            write(folder, f"{at:04}-the thing {at}.md", "Accepted")
        with CaptureQueriesContext(connection) as queries:
            import_records(Task(folder=folder, log=make_log(f"LOG{many}"), source=RecordSource(name="many"), by=root))
        asked.append(heads(queries))
    assert Record.objects.count() == 100
    assert asked[0] == asked[1]
    assert len(asked[0]) < 50


def heads(queries):
    """How the statements begin, in order; an insert into a table once, as SQLite takes long ones in pieces."""
    begun = [re.sub(r"SAVEPOINT .*", "SAVEPOINT", query["sql"])[:36] for query in queries]
    return [head for at, head in enumerate(begun) if not (head.startswith("INSERT") and head in begun[:at])]
