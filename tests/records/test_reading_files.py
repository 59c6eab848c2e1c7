"""Every file of files/, read: what it is was written down by hand."""

from pathlib import Path

import pytest

from records.reading import SIDECARS, read_text

FILES = Path(__file__).parent / "files"
READ = {
    "nygard/0001-record-architecture-decisions.md": ("Record architecture decisions", 1, "accepted", ""),
    "nygard/0002-sign-webhooks-with-a-shared-secret.md": (
        "Sign webhooks with a shared secret", 2, "superseded", "Superceded by 4. Sign webhooks with a key per endpoint"),
    "nygard/0003-keep-times-in-utc.md": ("Keep times in UTC", 3, "accepted", ""),
    "nygard/0004-name-queues-after-their-reader.md": ("Name queues after their reader", 4, "rejected", "Rejected (two services read the same queue)"),
    "nygard/0004-sign-webhooks-with-a-key-per-endpoint.md": ("Sign webhooks with a key per endpoint", 4, "accepted", ""),
    "madr4/0001-page-with-cursors.md": ("Page with cursors on every list endpoint", 1, "accepted", ""),
    "madr4/0002-offsets-with-a-snapshot.md": ("Page with offsets and a snapshot", 2, "superseded", "superseded by ADR-0001"),
    "madr3/0007-one-log-per-team.md": ("One log per team", 7, "accepted", ""),
    "madr2/012-retry-with-jitter.md": ("Retry with jitter", 12, "accepted", ""),
    "madr2/013-cap-the-retries.md": ("Cap the retries", 13, "unstated", ""),
    "log4brains/20240610-cache-at-the-edge.md": ("Cache at the edge", None, "superseded", "superseded by 20250108-cache-in-the-gateway"),
    "log4brains/20250108-cache-in-the-gateway.md": ("Cache in the gateway", None, "accepted", ""),
    "peps/pep-0031.rst": ("Names of queues", 31, "accepted", "Provisional"),
    "keps/0042-drain-before-restart/README.md": ("Drain before restart", 42, "accepted", "implementable"),
    "docusaurus/2024-05-02_003-small-services.md": ("Small services", 3, "accepted", ""),
    "folders/4_decided/global-locks.md": ("Global Locks", None, "accepted", "decided"),
    "folders/1_problem_clear/file-formats.md": ("File Formats", None, "unstated", ""),
    "dated/2025-03-04-one-queue-per-tenant/README.md": ("One queue per tenant", None, "unstated", ""),
    "rfcs/rfc-005-table.md": ("Freeze the public names", 5, "accepted", "Approved"),
    "rfcs/0008-accepted-in-the-title.md": ("Use one clock per host", 8, "proposed", ""),
    "rfcs/design-bylines.md": ("Audio for alarms", None, "unstated", ""),
    "rfcs/46-no-space.md": ("Move the files first", 46, "proposed", "In Review"),
    "rst/0003-optional-fields.rst": ("Optional fields in events", 3, "accepted", ""),
    "rst/oep-0009-fields.rst": ("Field Lists", 9, "draft", ""),
    "odd/0010-broken-yaml.md": ("Broken on purpose", 10, "superseded", "superseded: ADR-5"),
    "odd/0011-free-words.md": ("Words outside any vocabulary", 11, "unstated", "A bit of this, a bit of that."),
    "odd/0012-bom-and-crlf.md": ("Windows was here", 12, "deprecated", ""),
    "odd/just-words.md": ("Just words", None, "unstated", ""),
    "odd/0017-no-newline-at-the-end.md": ("No end of line", 17, "unstated", ""),
    "odd/plain.txt": ("Plain", None, "unstated", ""),
    "odd/0018-markup.md": ("A title with <script>alert(1)</script> & a link", 18, "accepted", "accepted -> see below"),
}  # fmt: skip
SKIPPED = {
    "nygard/README.md": "it describes its folder (README.md) and is no record",
    "nygard/templates/template.md": "a template: its name and its blanks say so",
    "madr4/adr-template.md": "a template: its name and its blanks say so",
    "keps/NNNN-kep-template/README.md": "a template: its name and its blanks say so",
}


def read(path):
    here = FILES / path
    sidecars = {name: (here.parent / name).read_text() for name in SIDECARS if (here.parent / name).exists()}
    return read_text(path, here.read_bytes().decode(), sidecars)


@pytest.mark.parametrize(("path", "expected"), READ.items())
def test_title_number_and_status_are_read(path, expected):
    record = read(path)
    assert (record.title, record.number, record.status, record.status_words) == expected
    assert record.skip == ""


@pytest.mark.parametrize(("path", "reason"), SKIPPED.items())
def test_templates_and_tables_of_contents_are_no_records(path, reason):
    assert read(path).skip == reason


def test_people_of_madr_4_keep_their_roles_and_shapes():
    people = read("madr4/0001-page-with-cursors.md").people
    assert {role: [(person.name, person.handle, person.kind) for person in some] for role, some in people.items()} == {
        "decision_maker": [("ada", "ada", "handle"), ("Bo Lindgren", "", "full")],
        "consulted": [("Grace Kim", "", "full"), ("All of engineering", "", "words")],
        "informed": [("#platform", "", "words")],
    }


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("nygard/0001-record-architecture-decisions.md", "2024-02-05"),
        ("madr4/0002-offsets-with-a-snapshot.md", None),
        ("madr2/013-cap-the-retries.md", "2023-07-19"),
        ("log4brains/20250108-cache-in-the-gateway.md", "2025-01-08"),
        ("peps/pep-0031.rst", "2025-01-03"),
        ("docusaurus/2024-05-02_003-small-services.md", "2024-05-02"),
        ("dated/2025-03-04-one-queue-per-tenant/README.md", "2025-03-04"),
        ("rfcs/rfc-005-table.md", "2024-08-14"),
        ("keps/0042-drain-before-restart/README.md", "2025-02-11"),
    ],
)
def test_day_comes_from_the_field_or_the_name(path, day):
    assert read(path).facts()["day"] == day


@pytest.mark.parametrize(
    ("path", "relations"),
    [
        ("nygard/0002-sign-webhooks-with-a-shared-secret.md", [("supersedes", False, "0004-sign-webhooks-with-a-key-per-endpoint.md", 4)]),
        ("nygard/0003-keep-times-in-utc.md", [("amends", True, "0001-record-architecture-decisions.md", 1)]),
        ("nygard/0004-sign-webhooks-with-a-key-per-endpoint.md", [("supersedes", True, "0002-sign-webhooks-with-a-shared-secret.md", 2)]),
        ("madr4/0002-offsets-with-a-snapshot.md", [("supersedes", False, "", 1)]),
        ("madr2/012-retry-with-jitter.md", [("relates_to", True, "013-cap-the-retries.md", 13)]),
        ("log4brains/20250108-cache-in-the-gateway.md", [("supersedes", True, "20240610-cache-at-the-edge.md", None)]),
        ("peps/pep-0031.rst", [("depends_on", True, "", 30), ("supersedes", True, "", 12)]),
        ("keps/0042-drain-before-restart/README.md", [("relates_to", True, "/keps/0041-health", None)]),
        ("rfcs/rfc-005-table.md", []),
    ],
)
def test_relations_are_read_from_status_fields_and_links(path, relations):
    assert [(one.kind, one.is_source, one.path, one.number) for one in read(path).relations] == relations


@pytest.mark.parametrize(
    ("path", "warning"),
    [
        ("rfcs/0008-accepted-in-the-title.md", "Two statuses: the bullet says “proposed”, the title “Accepted”. The first was taken."),
        ("madr4/0002-offsets-with-a-snapshot.md", "The date “2025-02-30” could not be read."),
        ("odd/just-words.md", "No title was found; it was made from the file’s name."),
        ("odd/0011-free-words.md", "The status “A bit of this, a bit of that.” is none that we know; it was kept as words."),
        ("odd/0010-broken-yaml.md", "The front matter is not valid YAML (line 2: “status: superseded: ADR-5”); it was read line by line."),
    ],
)
def test_what_is_odd_is_said(path, warning):
    assert warning in read(path).warnings


def test_tags_are_lower_case_and_no_statuses():
    assert read("madr4/0001-page-with-cursors.md").tags == ["api", "lists"]
    assert read("log4brains/20250108-cache-in-the-gateway.md").tags == ["cache", "gateway"]
    assert read("docusaurus/2024-05-02_003-small-services.md").tags == []
    assert read_text("0001-a.md", "---\ntags: [API, '!!!', '—', C++]\n---\n# A\n").tags == ["api", "c++"]
