"""The pages of a text's history, whatever the text belongs to."""

import datetime

import pytest
from django.utils import timezone

from onboarding.models import Mission, Path
from records.models import RecordRevision
from tests.factories import make_log, make_meeting, make_record, make_series
from writing.models import digest

pytestmark = pytest.mark.django_db
KINDS = ["record", "meeting", "mission", "path", "log", "series"]


def begun(kind, by):
    """A document of this kind, two revisions long."""
    make = {
        "record": lambda: make_record("proposed", by=by, text="One.\n"),
        "meeting": lambda: make_meeting(text="One.\n", by=by),
        "mission": Mission.objects.create,
        "path": lambda: Path.objects.lay(by=by, title="Path", text="One.\n"),
        "log": make_log,
        "series": make_series,
    }
    thing = make[kind]()
    if not thing.revision_id:
        thing.rewrite(by=by, title="Title", text="One.\n", base=0)
    thing.rewrite(by=by, title=thing.revision.title, text="One.\n\nTwo.\n", base=1, note="Two.")
    return thing


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_text_has_the_same_history(as_root, root, kind):
    thing = begun(kind, root)
    entries = [entry for entry in as_root.get(thing.history_address).context["entries"] if entry.revision]
    assert [(entry.what, entry.note, entry.revision.words, entry.growth) for entry in entries] == [
        ("changed the text", "Two.", 2, "+1"), ("wrote the first text", "", 1, ""),
    ]  # fmt: skip
    shown = as_root.get(f"{thing.history_address}1/").content.decode()
    assert "Revision 1 of 2" in shown and f"{thing.history_address}?from=1&amp;to=2" in shown


@pytest.mark.parametrize("kind", KINDS)
def test_an_earlier_text_comes_back_as_a_new_revision(as_root, root, kind):
    thing = begun(kind, root)
    answer = as_root.post(f"{thing.history_address}1/restore/", {"note": "Two was wrong.", "base": 2})
    assert (answer.status_code, answer["Location"]) == (302, thing.history_address)
    thing.refresh_from_db()
    made = thing.revision
    assert (made.number, made.text, made.origin, made.base_number, made.by, made.note) == (
        3, "One.\n", "restored", 2, root, "Revision 1 again: Two was wrong.",
    )  # fmt: skip


def test_a_restored_record_is_found_by_its_words_again(as_ada, ada):
    record = make_record("proposed", by=ada, title="Page with cursors", text="Quayside.\n")
    record.edit(by=ada, title="Page with keys", text="Harbour.\n", base=1)
    as_ada.post(f"{record.history_address}1/restore/", {"note": "Back.", "base": 2})
    record.refresh_from_db()
    assert record.title == "Page with cursors"
    assert [record.name in as_ada.get(f"/search/?q={word}").content.decode() for word in ("quayside", "harbour")] == [True, False]


def test_restored_bytes_are_those_of_the_revision(as_ada, ada):
    record = make_record("proposed", by=ada, text="One.\r\nTwo.\r\n")
    record.revisions.update(text="One.\r\nTwo.\r\n")
    record.edit(by=ada, title=record.title, text="One.\n", base=1)
    as_ada.post(f"{record.history_address}1/restore/", {"note": "Back.", "base": 2})
    record.refresh_from_db()
    assert (record.revision.text, record.revision.sha256) == ("One.\r\nTwo.\r\n", digest("One.\r\nTwo.\r\n"))


@pytest.mark.parametrize(
    ("typed", "status"),
    [
        ({"note": "", "base": 3}, 422),
        ({"note": "x" * 251, "base": 3}, 422),
        ({"note": "Back.", "base": "x"}, 422),
        ({"note": "Back.", "base": 2}, 409),
    ],
)
def test_what_cannot_be_restored_changes_nothing(as_ada, ada, typed, status):
    record = begun("record", ada)
    record.edit(by=ada, title=record.title, text="Three.\n", base=2)
    assert (as_ada.post(f"{record.history_address}1/restore/", typed).status_code, record.revisions.count()) == (status, 3)


def test_restoring_what_holds_today_says_so_and_changes_nothing(as_ada, ada):
    record = begun("record", ada)
    page = as_ada.post(f"{record.history_address}2/restore/", {"note": "Back.", "base": 2}, follow=True).content.decode()
    assert "Revision 2 says the same as the text of today: nothing was changed." in page
    assert record.revisions.count() == 2


def test_mends_after_acceptance_are_marked(as_ada, ada):
    record = make_record("accepted", by=ada, text="One.\n")
    record.edit(by=ada, title=record.title, text="Two.\n", base=1, note="A slip.")
    assert as_ada.get(record.history_address).content.decode().count("after acceptance") == 1
    assert "made after acceptance" in as_ada.get(f"{record.history_address}2/").content.decode()


def many(record, by, count, at):
    """More revisions of a record, at one moment each but for every third, which shares that of the one before."""
    text = "word " * 10
    RecordRevision.objects.bulk_create(
        RecordRevision(parent=record, number=n, title="T", text=text, by=by, at=at + datetime.timedelta(minutes=n - (n % 3 == 0)),
                       base_number=n - 1, sha256="", words=10)
        for n in range(2, count + 1)
    )  # fmt: skip
    record.revision = record.revisions.get(number=count)
    record.save(update_fields=["revision"])


def test_a_long_history_is_read_a_page_at_a_time_and_nothing_twice(as_ada, ada, django_assert_num_queries):
    record = make_record("proposed", by=ada)
    many(record, ada, 130, timezone.now())
    seen, address, pages = [], record.history_address, 0
    while address:
        as_ada.get(address)
        with django_assert_num_queries(9):
            response = as_ada.get(address)
        seen += [entry.revision.number for entry in response.context["entries"] if entry.revision]
        older, pages = response.context["page"].older, pages + 1
        address = older and f"{record.history_address}?before={older}"
    assert (seen, pages) == ([*range(130, 0, -1)], 6)


@pytest.mark.parametrize("before", ["x", "99999999999999999-1", "1-9999999", "-1-1", "", "1", "١-1"])
def test_a_place_that_is_none_is_the_beginning_or_empty(as_ada, ada, before):
    record = make_record("proposed", by=ada)
    assert as_ada.get(record.history_address, {"before": before}).status_code == 200


@pytest.fixture
def compared(as_ada, ada):
    """A function that gives the page which compares two revisions."""
    record = make_record("proposed", by=ada, text="## Limits\n\nFifty <img src=x onerror=alert(1)> a second, *always*.\n\nSame.\n")
    record.edit(by=ada, title="Another title", text="## Limits\n\nSixty <img src=x onerror=alert(1)> a second, *always*.\n\nSame.\n", base=1)
    return lambda **query: as_ada.get(record.history_address, {"from": 1, "to": 2, **query})


@pytest.mark.parametrize("view", ["side", "inline"])
def test_the_source_of_two_revisions_is_compared_by_word(compared, view):
    page = compared(view=view).content.decode().partition("The changes")[2]
    assert '<del><span class="vh">removed: </span>Fifty</del>' in page and '<ins><span class="vh">added: </span>Sixty</ins>' in page
    assert "&lt;img src=x onerror=alert(1)&gt; a second, *always*." in page and "became “Another title”" in page


@pytest.mark.parametrize(("view", "cells"), [("side", 1), ("inline", 0)])
def test_two_revisions_are_compared_as_they_are_read(compared, view, cells):
    page = compared(view=view, **{"as": "text"}).content.decode().partition("The changes")[2]
    assert "Fifty</del>" in page and "Sixty</ins>" in page and "<em>always</em>" in page and "onerror" not in page
    assert page.count("<table") == cells and 'id="s-limits"' not in page


def test_each_way_to_compare_is_a_link_and_the_chosen_one_says_so(compared):
    page = compared(view="inline").content.decode()
    assert '<a href="?from=1&amp;to=2&amp;as=source&amp;view=inline" aria-current="true">In one</a>' in page
    assert '<a href="?from=1&amp;to=2&amp;as=text&amp;view=inline">As it is read</a>' in page


@pytest.mark.parametrize("query", [{"as": "x", "view": "<b>"}, {"as": "", "view": ""}])
def test_an_unknown_way_is_the_usual_one(compared, query):
    assert compared(**query).context["asked"] == {"as": "source", "view": "side"}


@pytest.mark.parametrize("query", [{"from": "9"}, {"to": "x"}, {"from": "٣"}, {"to": ""}, {"from": "1" * 40}])
def test_revisions_that_are_none_are_not_found(compared, query):
    assert compared(**query).status_code == 404


def test_texts_that_read_the_same_say_so(as_ada, ada):
    record = make_record("proposed", by=ada, text="*One*\n")
    record.edit(by=ada, title=record.title, text="_One_\n", base=1)
    page = as_ada.get(record.history_address, {"from": 1, "to": 2, "as": "text"}).content.decode()
    assert "They read the same. The source differs." in page
