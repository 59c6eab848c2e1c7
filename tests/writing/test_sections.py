import pytest

from tests.factories import make_record

pytestmark = pytest.mark.django_db


def rows(record):
    return [(section.heading, section.anchor, section.is_current) for section in record.sections.all()]


def test_an_anchor_outlives_a_mended_heading_and_a_gone_section_comes_back(ada):
    record = make_record("draft", by=ada, text="## Context\n\n## Decision\n\n## Consequences\n")
    record.edit(by=ada, title=record.title, text="## Context\n\n## Decisions\n\n## What it costs\n", base=1, note="Mended.")
    assert sorted(rows(record)) == [
        ("Consequences", "s-consequences", False),
        ("Context", "s-context", True),
        ("Decisions", "s-decision", True),
        ("What it costs", "s-what-it-costs", True),
    ]
    record.edit(by=ada, title=record.title, text="## Consequences\n\n## Context\n", base=2, note="Mended.")
    assert [row for row in rows(record) if row[2]] == [("Consequences", "s-consequences", True), ("Context", "s-context", True)]


def test_sections_take_few_queries_however_many(ada, django_assert_num_queries):
    record = make_record(by=ada, text="".join(f"## Part {n}\n\n" for n in range(50)))
    from writing import sections

    with django_assert_num_queries(3):
        sections.renew(record.sections, "".join(f"## Piece {n}\n\n" for n in range(60)))
