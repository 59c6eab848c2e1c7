"""References in texts, as ada, grace and mallory read them."""

import pytest

from records.models import RecordFile, RecordSource
from tests.factories import make_audience, make_log, make_meeting, make_record
from writing.reading import page_html

pytestmark = pytest.mark.django_db


@pytest.fixture
def log():
    return make_log("API")


def imported(record, path, source=None):
    source = source or RecordSource.objects.get_or_create(owner=record.log, name="gateway/docs")[0]
    RecordFile.objects.create(source=source, path=path, sha256="0" * 64, document=record)
    return record


def read(text, reader, log):
    return page_html(make_record(text=text, log=log).revision, reader)


def test_a_name_becomes_a_link_that_says_what_it_is_worth(ada, log):
    make_record(log=log, title="Cursors")
    make_record(log=log, title="Offsets", status="rejected")
    assert read("See API-1 and API-2, not API-9 or UTF-8.", ada, log) == (
        '<p>See <a class="ref" href="/records/API-1/" title="API-1: Cursors (in force)">API-1</a> and '
        '<a class="ref" href="/records/API-2/" title="API-2: Offsets (rejected)">API-2</a><span class="ref-worth"> (rejected)</span>, '
        "not API-9 or UTF-8.</p>"
    )


def test_a_superseded_one_says_by_which(ada, log):
    old = make_record(log=log, title="Offsets")
    new = make_record(log=log, title="Cursors", status="proposed", supersedes=[old], by=ada)
    new.accept(by=ada)
    assert read("See API-1.", ada, log) == (
        '<p>See <a class="ref" href="/records/API-1/" title="API-1: Offsets (superseded by API-2)">API-1</a>'
        '<span class="ref-worth"> (superseded by <span class="ref">API-2</span>)</span>.</p>'
    )


def test_who_may_not_see_a_target_reads_what_everybody_reads_of_one_that_is_not_there(ada, mallory, log):
    make_record(log=log, audience=make_audience(ada))
    make_meeting(audience=make_audience(ada), title="Salaries")
    text = "See API-1 and meeting 1, as well as API-8 and meeting 8."
    assert "Salaries" in read(text, ada, log)
    assert read(text, mallory, log) == f"<p>{text}</p>"


def test_the_kept_html_is_the_same_for_all(ada, mallory, log):
    make_record(log=log, audience=make_audience(ada))
    record = make_record(log=log, text="See API-1.")
    page_html(record.revision, ada)
    record.revision.refresh_from_db()
    assert record.revision.html == '<p>See <a data-ref="record:API-1">API-1</a>.</p>'


def test_code_and_links_keep_their_words(ada, log):
    make_record(log=log)
    text = "`API-1` and [API-1](https://halyard.example/)\n\n    API-1\n"
    assert read(text, ada, log).count('class="ref"') == 0


def test_a_text_does_not_link_to_itself(ada, log):
    assert read("This is API-1.", ada, log) == "<p>This is API-1.</p>"


def test_relative_links_between_imported_files_lead_to_their_records(ada, mallory, log):
    imported(make_record(log=log, title="Cursors"), "adr/0007-cursors.md")
    imported(make_record(log=log, title="Closed", audience=make_audience(ada)), "adr/0008-closed.md")
    text = "[c](0007-cursors.md#What+holds) [d](./0007-cursors) [closed](../adr/0008-closed.md) [gone](0009.md) [out](../../etc/passwd)"
    here = imported(make_record(log=log, text=text), "adr/0010-here.md")
    link = '<a class="ref" href="/records/API-1/{}" title="API-1: Cursors (in force)">{}</a>'
    assert page_html(here.revision, mallory) == f"<p>{link.format('#s-what-holds', 'c')} {link.format('', 'd')} closed gone out</p>"


def test_a_moved_file_is_found_under_its_old_path(ada, log):
    record = imported(make_record(log=log), "adr/new.md")
    record.aliases.create(log=log, words="adr/old.md")
    here = imported(make_record(log=log, text="[it](old.md)"), "adr/here.md")
    assert 'href="/records/API-1/"' in page_html(here.revision, ada)


def test_an_imported_text_means_the_numbers_of_its_own_files(ada, log):
    record = imported(make_record(log=log), "adr/0046-x.md")
    record.aliases.create(log=log, words="0046")
    text = "ADR-0046 and ADR-1, not RFC-46."
    here = imported(make_record(log=log, text=text), "adr/0002-here.md")
    found = page_html(here.revision, ada)
    assert found.count('href="/records/API-1/"') == 2
    assert page_html(make_record(log=make_log("OPS"), text=text).revision, ada) == f"<p>{text}</p>"


def test_one_query_per_kind_however_many(ada, log, django_assert_num_queries):
    for _ in range(3):
        make_record(log=log)
        make_meeting()
    one = make_record(log=log, text="API-1, meeting 1")
    many = make_record(log=log, text="API-1, API-2, API-3, meeting 1, meeting 2, meeting 3, API-77, XY-1")
    for record in (one, many):
        page_html(record.revision, ada)
        ada.audiences  # noqa: B018
        with django_assert_num_queries(2):
            page_html(record.revision, ada)
