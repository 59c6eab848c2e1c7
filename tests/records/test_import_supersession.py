"""What imported files say of one another: who replaced whom, and since when."""

import re
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.utils import timezone

from records.models import Record, Relation, StatusChange
from tests.reports import notes

from .importing import FILES, write

pytestmark = pytest.mark.django_db


def test_a_superseded_record_was_accepted_on_its_day_and_fell_on_its_successors(load):
    load(FILES / "nygard")
    old, new = Record.objects.get(number=2), Record.objects.get(number=5)
    assert (old.status, old.head, old.worth, old.decided_on) == ("superseded", new, "Superseded by ADR-5", date(2024, 3, 11))
    assert [(row.from_status, row.to_status, row.on, row.origin) for row in old.status_changes.all()] == [
        ("accepted", "superseded", date(2024, 9, 30), "inferred"),
        ("", "accepted", date(2024, 3, 11), "inferred"),
    ]
    assert list(Relation.objects.order_by("-kind").values_list("kind", "source__number", "target__number", "said_by_source", "said_by_target")) == [
        ("supersedes", 5, 2, True, True),
        ("amends", 3, 1, True, False),
    ]


def test_whoever_imports_a_record_is_not_said_to_have_begun_or_decided_it(load, as_ada, ada):
    load(FILES / "nygard")
    old, today = Record.objects.get(number=2), timezone.localdate()
    page = " ".join(re.sub("<[^>]+>", " ", as_ada.get(f"/records/{old.name}/").content.decode()).split())
    by = old.status_changes.first().by.name
    assert re.search(r"30 September 2024 (Superseded\. .*? file\.) ", page)[1] == (
        f"Superseded. 11 March 2024 Imported by {by} as in force on {today.day} {today:%B %Y} , with this day from its file."
    )
    assert [row.deed for row in old.status_changes.all()] == ["imported it as superseded", "imported it as in force"]


@time_machine.travel(datetime(2026, 3, 2, 20, tzinfo=UTC), tick=False)
def test_a_file_without_a_day_gives_none_to_whoever_reads_where_it_is_tomorrow(load, as_ada, ada, tmp_path):
    (tmp_path / "0001-keys.md").write_text("# Keys\n\n## Status\n\nAccepted\n\n## Context\n\nWhy.\n")
    load(tmp_path)
    ada.time_zone = "Pacific/Auckland"
    ada.save()
    page = " ".join(re.sub("<[^>]+>", " ", as_ada.get("/records/ADR-1/").text).split())
    assert re.search(r"History (2 March.*?\.) ", page)[1] == f"2 March 2026 Imported by {StatusChange.objects.get().by.name} as in force."


def test_no_page_makes_up_the_day_on_which_a_record_fell(load, as_ada, tmp_path):
    here = tmp_path / "undated"
    write(here, "0001-alone.md", "Superseded")
    write(here, "0002-old.md", "Superseded by [4](0004-new.md)")
    write(here, "0003-dated.md", "Superseded by [5](0005-late.md)")
    write(here, "0004-new.md", "Accepted")
    write(here, "0005-late.md", "Accepted")
    (here / "0004-new.md").write_text("# New\n\n## Status\n\nAccepted\n\n## Context\n\nWhy.\n")
    load(here)
    told = {}
    for number in (1, 2, 3):
        page = " ".join(re.sub("<[^>]+>", " ", as_ada.get(f"/records/ADR-{number}/").text).split())
        told[number] = re.search(r"(No longer in force.*?) ?\. (?:Today|It was)", page)[1], re.search(r".* History (.*? Superseded\.)", page)[1]
    assert told == {
        1: ("No longer in force", "No day known Superseded."),
        2: ("No longer in force", "No day known Superseded."),
        3: ("No longer in force since 1 May 2024", "1 May 2024 Superseded."),
    }
    assert list(Record.objects.filter(number__lt=4).values_list("status_on", flat=True).order_by("number")) == [None, None, date(2024, 5, 1)]


def test_what_an_accepted_record_supersedes_falls_though_its_own_text_says_accepted(load, tmp_path):
    here = tmp_path / "chain"
    write(here, "0001-old.md", "Accepted")
    write(here, "0002-middle.md", "Accepted", "Supersedes [1](0001-old.md)")
    write(here, "0003-new.md", "Accepted", "Supersedes [2](0002-middle.md)")
    write(here, "0004-wish.md", "Proposed", "Supersedes [3](0003-new.md)")
    report = load(here)
    assert [(record.status, record.head and record.head.number) for record in Record.objects.select_related("head")] == [
        ("superseded", 3), ("superseded", 3), ("accepted", None), ("proposed", None)]  # fmt: skip
    assert notes(report, "0001-old.md") == ["ADR-2 supersedes it, which its own text does not say: it counts as superseded."]
    assert list(StatusChange.objects.filter(record__number=1).values_list("to_status", "on", "origin")) == [
        ("superseded", date(2024, 2, 1), "inferred"), ("accepted", date(2024, 1, 1), "import")]  # fmt: skip


def test_what_names_its_successor_and_keeps_its_status_is_told_apart_from_what_names_none(load, tmp_path):
    here = tmp_path / "both"
    write(here, "0001-old.md", "Implemented")
    write(here, "0002-new.md", "Accepted", "Supersedes [1](0001-old.md)")
    text = (here / "0001-old.md").read_text()
    (here / "0001-old.md").write_text(f"---\nsuperseded-by: GATE-2\n---\n{text}")
    assert notes(load(here), "0001-old.md") == [
        "ADR-2 supersedes it, as its own text says, too, but its status is “Implemented”: it counts as superseded."
    ]


def test_a_circle_is_said_and_broken_at_its_later_edge(load, tmp_path):
    here = tmp_path / "circle"
    write(here, "0001-a.md", "Accepted", "Supersedes [2](0002-b.md)")
    write(here, "0002-b.md", "Accepted", "Supersedes [1](0001-a.md)")
    dry, report = load(here, dry_run=True), load(here)
    assert list(Relation.objects.values_list("kind", "source__number")) == [("supersedes", 1), ("relates_to", 2)]
    assert "would make a record replace itself" in notes(report, "0002-b.md")[0]
    assert (report["counts"], report["files"]) == ({"imported": 1, "imported with warnings": 1}, dry["files"])


@pytest.mark.parametrize(("status", "more"), [("Superseded by [1](0001-a.md)", ""), ("Accepted", "Supersedes [1](0001-a.md)")])
def test_a_record_that_replaces_itself_in_its_file_comes_in_with_a_warning(load, tmp_path, status, more):
    write(tmp_path / "in", "0001-a.md", status, more)
    dry, report = load(tmp_path / "in", dry_run=True), load(tmp_path / "in")
    said = f"“{more or status}”: a record cannot replace itself. What it says stays in its text and is no relation."
    assert (report["counts"], notes(report, "0001-a.md"), Relation.objects.count()) == ({"imported with warnings": 1}, [said], 0)
    assert dry["files"] == report["files"]


def test_a_dry_run_says_what_counts_as_superseded_and_by_what(load, tmp_path):
    here = tmp_path / "in"
    write(here, "0009-new.md", "Accepted")
    load(here)
    write(here, "0001-a.md", "Accepted")
    write(here, "0002-b.md", "Implemented")
    write(here, "0003-c.md", "Accepted", "Supersedes [1](0001-a.md)")
    write(here, "0004-d.md", "Accepted", "Supersedes [1](0001-a.md), [2](0002-b.md)")
    write(here, "0005-e.md", "Proposed", "Supersedes [6](0006-f.md)")
    write(here, "0006-f.md", "Accepted")
    write(here, "0007-g.md", "Superseded by [9](0009-new.md)")
    dry, report = load(here, dry_run=True), load(here)
    assert dry["files"] == report["files"]
    assert {row["path"]: row["notes"] for row in report["files"] if row["notes"]} == {
        "0001-a.md": ["ADR-3 supersedes it, which its own text does not say: it counts as superseded."],
        "0002-b.md": ["ADR-4 supersedes it, which its own text does not say: it counts as superseded."],
    }


NOT_HERE = "no such record is here, so its page can only repeat the words. Once the other comes in with this folder, the two are linked."


def test_what_is_superseded_by_nothing_that_is_here_is_said_before_and_after(load, tmp_path):
    here = tmp_path / "in"
    write(here, "0001-a.md", "Superseded by [9. Gone](0009-gone.md)")
    write(here, "0002-b.md", "Superseded by [ADR 3](https://example.org/adr/3)")
    write(here, "0003-c.md", "Superseded by ADR-0004")
    write(here, "0004-d.md", "Accepted", "Supersedes [8. Gone](0008-gone.md)")
    said = {
        "0001-a.md": [f"“Superseded by [9. Gone](0009-gone.md)”: {NOT_HERE}"],
        "0002-b.md": [
            "“Superseded by [ADR 3](https://example.org/adr/3)”: that leads to another site, not to a record here. Its page repeats the words."
        ],
        "0003-c.md": [],
        "0004-d.md": [],
    }
    for report in (load(here, dry_run=True), load(here)):
        assert {row["path"]: row["notes"] for row in report["files"]} == said
        assert report["counts"] == {"imported": 2, "imported with warnings": 2}


def test_what_replaced_it_may_be_here_already_come_later_or_change(load, tmp_path):
    here = tmp_path / "in"
    write(here, "0009-new.md", "Accepted")
    load(here)
    write(here, "0001-a.md", "Superseded by [9. New](0009-new.md)")
    write(here, "0002-b.md", "Superseded by [8. Later](0008-later.md)")
    assert (notes(report := load(here), "0001-a.md"), notes(report, "0002-b.md")) == ([], [f"“Superseded by [8. Later](0008-later.md)”: {NOT_HERE}"])
    write(here, "0008-later.md", "Accepted")
    (here / "0009-new.md").rename(here / "0009-newer.md")
    for dry_run in (True, False):
        report = load(here, dry_run=dry_run)
        assert [row["notes"] for row in report["files"]] == [[], [], [], ["it was 0009-new.md"]]
    assert sorted(Relation.objects.values_list("source__number", "target__number")) == [(8, 2), (9, 1)]


def test_what_a_file_names_that_is_not_here_is_kept_in_its_words(load, tmp_path):
    write(tmp_path / "in", "0001-a.md", "Superseded by [9. Gone](0009-gone.md)")
    load(tmp_path / "in")
    relation = Relation.objects.get()
    assert (relation.source, relation.source_words, relation.target.worth) == (None, "Superseded by [9. Gone](0009-gone.md)", "Superseded")


def test_what_a_file_names_is_tied_when_it_comes_later(load, tmp_path):
    here = tmp_path / "in"
    write(here, "0001-a.md", "Superseded by [2. B](0002-b.md)")
    load(here)
    write(here, "0002-b.md", "Accepted")
    load(here)
    relation = Relation.objects.get()
    assert (relation.source.number, relation.target.number, relation.target.worth) == (2, 1, "Superseded by ADR-2")
