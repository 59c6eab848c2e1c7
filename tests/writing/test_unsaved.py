import datetime
import hashlib
import zlib
from uuid import UUID, uuid4

import pytest
from django.utils.html import strip_tags

from onboarding.models import Mission
from records.models import Record
from tests.factories import make_audience, make_log, make_record
from ui.refusals import Impossible
from writing import querysets
from writing.models import Unsaved
from writing.offers import offers

pytestmark = pytest.mark.django_db
EDITING = UUID(int=7)


def sent(client, text="## Context\r\n\r\nLists grow.", stroke=1, **fields):
    typed = {"text_place": "records/new", "editing": EDITING, "title": "Page", "text": text, "stroke": stroke, **fields}
    return client.post("/unsaved/", typed, headers={"Accept": "application/json"})


def kept(author, text="Typed.", place="records/new", editing=None, **facts):
    return Unsaved.objects.keep(author=author, place=place, editing=editing or uuid4(), text=text, **facts)


def texts(author, place=None):
    return [row.text for row in Unsaved.objects.of(author, place)]


def test_the_receipt_says_what_is_stored(as_ada, ada):
    answer = sent(as_ada, base=3).json()
    row = Unsaved.objects.get()
    written = b"## Context\n\nLists grow."
    assert row.text.encode() == written
    assert answer == {
        "kept": "unsaved",
        "revision": None,
        "base": 3,
        "at": f"{row.at:%H:%M:%S}",
        "words": 4,
        "sha256": hashlib.sha256(written).hexdigest(),
        "crc32": f"{zlib.crc32(written):08x}",
        "url": "",
        "stroke": 1,
        "sentence": f"Kept for you alone {row.at:%H:%M:%S} on top of revision 3, 4 words",
    }


def test_times_are_those_of_the_reader(as_ada, ada):
    ada.time_zone = "Asia/Kolkata"
    ada.save()
    answer = sent(as_ada).json()
    row = Unsaved.objects.get()
    assert answer["at"] != f"{row.at:%H:%M:%S}"


def test_all_that_was_typed_is_kept(as_ada, ada):
    sent(as_ada, title="A title", summary="In one sentence", people=["ada", "bo"], csrfmiddlewaretoken="secret", typed_by="ada")
    row = Unsaved.objects.get()
    assert (row.author, row.place, row.editing, row.title) == (ada, "records/new", EDITING, "A title")
    assert row.fields == [["summary", "In one sentence"], ["people", "ada"], ["people", "bo"]]
    assert row.form == {"summary": "In one sentence", "people": ["ada", "bo"], "title": "A title", "text": row.text, "base": 0}


@pytest.mark.parametrize("stroke", [1, 2])
def test_a_text_that_was_overtaken_does_not_come_back(as_ada, stroke):
    sent(as_ada, "newer", stroke=2)
    answer = sent(as_ada, "older", stroke=stroke).json()
    assert (Unsaved.objects.get().text, answer["stroke"], answer["crc32"]) == ("newer", 2, f"{zlib.crc32(b'newer'):08x}")


def test_what_has_no_count_is_newer_than_all(ada):
    kept(ada, "counted", editing=EDITING, stroke=9)
    assert (kept(ada, "not counted", editing=EDITING).text, kept(ada, "again", editing=EDITING).text) == ("not counted", "again")


def test_each_opened_editor_has_its_own(ada):
    kept(ada, "in one tab")
    kept(ada, "in another tab")
    assert texts(ada, "records/new") == ["in another tab", "in one tab"]


def test_nobody_else_sees_it_or_ends_it(as_ada, ada, bo, client):
    row = kept(bo, "Bo's own", place="mission")
    assert (texts(ada), Unsaved.objects.done(ada, row.editing)) == ([], 0)
    assert as_ada.post(f"/unsaved/{row.editing}/throw-away/").status_code == 404
    assert [b"own" in as_ada.get(f"/unsaved/{query}").content for query in ("", "?place=mission")] == [False, False]
    kept(ada, "Ada's", place="mission", editing=row.editing)
    assert (texts(ada), texts(bo)) == (["Ada's"], ["Bo's own"])


def test_what_is_done_is_emptied_and_stays_done(as_ada, ada):
    sent(as_ada, "It became a revision.", stroke=5)
    assert Unsaved.objects.done(ada, str(EDITING), "no uuid", uuid4()) == 1
    answer = sent(as_ada, "A request that came late.", stroke=4).json()
    row = Unsaved.objects.get()
    assert (answer["kept"], row.text, row.title, row.fields, texts(ada)) == ("nothing", "", "", [], [])


def test_typing_on_after_a_save_is_kept(as_ada, ada):
    sent(as_ada, "saved", stroke=5)
    Unsaved.objects.done(ada, EDITING)
    assert (sent(as_ada, "typed on", stroke=6).json()["kept"], texts(ada)) == ("unsaved", ["typed on"])


@pytest.mark.parametrize(("kept_at", "late", "left"), [(None, 4, []), (3, 4, []), (5, 5, []), (6, 4, ["6"]), (3, 6, ["6"])])
def test_a_save_ends_what_was_typed_until_it(as_ada, ada, kept_at, late, left):
    """The save has the text of stroke 5; what was kept before it, and what comes late, stays only where it is newer."""
    if kept_at:
        sent(as_ada, str(kept_at), stroke=kept_at)
    Unsaved.objects.saved(ada, "records/new", EDITING, 5)
    sent(as_ada, str(late), stroke=late)
    assert texts(ada) == left


def test_the_day_of_what_is_thrown_away_is_that_of_its_author(as_ada, ada):
    type(ada).objects.filter(pk=ada.pk).update(time_zone="Asia/Tokyo")
    row = kept(ada, place="mission")
    Unsaved.objects.filter(pk=row.pk).update(at=datetime.datetime(2026, 11, 23, 23, 30, tzinfo=datetime.UTC))
    page = as_ada.post(f"/unsaved/{row.editing}/throw-away/", follow=True)
    assert "The unsaved text of 24 November is thrown away." in page.content.decode()


def test_throwing_away_leads_back_to_the_offers(as_ada, ada):
    row = kept(ada, place="mission")
    answer = as_ada.post(f"/unsaved/{row.editing}/throw-away/?place=mission", headers={"HX-Request": "true", "HX-Target": "div#offers"})
    assert (answer.status_code, answer["Location"], texts(ada)) == (302, "/unsaved/?place=mission", [])
    assert as_ada.get("/unsaved/?place=mission", headers={"HX-Request": "true", "HX-Target": "div#offers"}).text.strip().startswith("<div")


@pytest.mark.parametrize("text, sentence", [
    ("x" * 2_000_001, "A text has at most 2,000,000 characters, and this one has 2,000,001."),
    ("a\0b", "The text holds a NUL or half of a character"),
    ("a\ud800b", "The text holds a NUL or half of a character"),
])  # fmt: skip
def test_what_cannot_be_kept_gets_a_sentence(ada, text, sentence):
    with pytest.raises(Impossible, match=sentence):
        kept(ada, text)
    assert texts(ada) == []


@pytest.mark.parametrize("text", ["\u202eשלום\u2066 e\u0301", "x" * 1_000_000, "line\n" * 100_000, "👩🏽\u200d🚀", ""])
def test_what_is_only_odd_is_kept_as_it_is(as_ada, text):
    answer = sent(as_ada, text)
    assert (answer.status_code, Unsaved.objects.get().text) == (200, text)


@pytest.mark.parametrize("wrong", [{"text_place": "nowhere"}, {"text_place": "records/API-012"}, {"text_place": ""}, {"editing": "x"},
    {"editing": ""}, {"stroke": "-1"}, {"stroke": "9" * 30}, {"base": "first"}, {"title": "a\0"}, {"summary": "x" * 500_001}])  # fmt: skip
def test_a_page_that_lost_its_place_is_told_so(as_ada, wrong):
    answer = sent(as_ada, **wrong)
    assert (answer.status_code, list(answer.json()), Unsaved.objects.count()) == (422, ["sentence"], 0)


def test_there_are_not_more_than_so_many(ada, monkeypatch):
    monkeypatch.setattr(querysets, "MOST", 2)
    row, _ = kept(ada, "first"), kept(ada, "second")
    with pytest.raises(Impossible, match="You have 2 unsaved texts"):
        kept(ada, "third")
    kept(ada, "first, longer", editing=row.editing)
    for _ in range(5):
        Unsaved.objects.done(ada, kept(ada, "again", editing=row.editing).editing)
        row = kept(ada, "and again")
    assert Unsaved.objects.filter(author=ada).exclude(done_at=None).count() <= 3


def test_offers_stand_beside_the_saved_text(ada):
    record = make_record(by=ada, title="Page", text="One.\n\nTwo.\n")
    kept(ada, "One.\n\nTwo and a half.\n", place=record.text_place, title="Page", base=1)
    kept(ada, "One.\n\nTwo.\n", place=record.text_place, title="Another title", base=1)
    found = offers(ada, record.text_place, record)
    assert [(offer.unsaved.title, [row.kind for row in offer.rows]) for offer in found] == [
        ("Another title", []),
        ("Page", ["same", "same", "changed", "same"]),
    ]
    assert offers(ada, record.text_place, record, taken=[row.unsaved.editing for row in found]) == []


def test_an_editor_offers_what_is_not_the_saved_text(as_ada, ada):
    mission = Mission.objects.create()
    mission.write(by=ada, title="Any parcel.", text="We write it down.\r\n", base=0)
    kept(ada, "We write it down.\n", place="mission", title="Any parcel.")
    assert "<del>" not in as_ada.get("/unsaved/?place=mission").text
    kept(ada, "We write it up.\n", place="mission", title="Any parcel.")
    assert "removed: </span>down</del>" in as_ada.get("/unsaved/?place=mission").text


@pytest.mark.parametrize(("seen", "left"), [(f"{EDITING}~4", ["typed on"]), (f"{EDITING}~5", []), (str(EDITING), []), (f"{EDITING}~", ["typed on"])])
def test_what_was_typed_on_since_it_was_seen_stays(as_ada, ada, seen, left):
    kept(ada, "typed on", editing=EDITING, stroke=5)
    as_ada.post("/mission/edit/", {"title": "Any parcel.", "text": "Taken up.", "base": "0", "continues": seen})
    Unsaved.objects.done(ada, seen)
    assert texts(ada) == left


def test_what_was_typed_on_is_not_thrown_away_unseen(as_ada, ada):
    row = kept(ada, "typed on", place="mission", editing=EDITING, stroke=5)
    told = b"You typed on in another window since, so nothing is thrown away."
    answers = [as_ada.post(f"/unsaved/{row.editing}/throw-away/?{query}", follow=True) for query in ("stroke=4", "stroke=4&place=mission")]
    assert [(told in answer.content, b"typed on" in answer.content) for answer in answers] == [(True, True), (True, True)]
    assert texts(ada) == ["typed on"]
    as_ada.post(f"/unsaved/{row.editing}/throw-away/?stroke=5")
    assert texts(ada) == []


def test_what_an_offer_goes_on_from_is_not_offered_beside_it(ada):
    first = kept(ada, "First.", stroke=3)
    second = kept(ada, "First, and on.", continues=[first.seen])
    third = kept(ada, "First, and on and on.", continues=[first.seen, second.seen, "nothing"])
    assert third.continues == [first.seen, second.seen]

    def offered():
        return [offer.unsaved.text for offer in offers(ada, "records/new")]

    assert offered() == ["First, and on and on."]
    kept(ada, "First, in its own window.", editing=first.editing, stroke=4)
    assert offered() == ["First, in its own window.", "First, and on and on."]
    Unsaved.objects.done(ada, third.seen)
    assert offered() == ["First, in its own window.", "First, and on."]


def test_a_form_goes_on_from_the_text_that_is_put_into_it(as_ada, ada):
    make_log("API")
    first = kept(ada, "First.", stroke=3)
    second = kept(ada, "Second.", continues=[first.seen], stroke=7)
    assert as_ada.get(f"/records/new/?unsaved={second.editing}").context["continued"] == [first.seen, second.seen]


def test_a_text_of_a_closed_document_stays_its_authors_alone(client, mallory, ada):
    record = make_record(by=ada, title="Rotate the keys", text="Secret.", audience=make_audience(ada))
    kept(mallory, "Typed while it was open.", place=record.text_place)
    client.force_login(mallory)
    page = client.get(f"/unsaved/?place={record.text_place}").text
    assert ("Typed while it was open." in page, "Secret." in page, "Rotate" in page) == (True, False, False)


def test_where_nothing_is_kept_the_page_says_so_without_a_list(as_ada, ada):
    page = as_ada.get("/unsaved/").text
    assert (page.count("Nothing is waiting here"), page.count('<ul class="rows"')) == (1, 0)


def test_the_list_costs_the_same_however_long(as_ada, ada, django_assert_num_queries):
    kept(ada)
    as_ada.get("/unsaved/")
    with django_assert_num_queries(3):
        as_ada.get("/unsaved/")
    kept(ada), kept(ada)
    with django_assert_num_queries(3):
        assert as_ada.get("/unsaved/").text.count("data-row") == 3


def test_every_document_has_its_place(ada):
    assert (Record(log=make_record(by=ada).log, number=9).text_place, Mission().text_place) == ("records/ADR-9", "mission")


def test_a_text_that_goes_on_from_an_equal_one_is_offered_once(ada):
    first = kept(ada, "The same.")
    kept(ada, "The same.", continues=[first.seen])
    assert [offer.unsaved.text for offer in offers(ada, "records/new", None, None, ())] == ["The same."]


def test_the_list_says_once_where_a_text_without_a_title_was_typed(as_ada, ada):
    kept(ada)
    kept(ada, title="Page")
    rows = as_ada.get("/unsaved/").text.split('<li data-row class="row between">')[1:]
    said = [" ".join(strip_tags(row).split(", today")[0].split()) for row in rows]
    assert said == ["Page New record, 1 word", "New record 1 word"]
