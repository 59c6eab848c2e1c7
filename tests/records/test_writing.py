import pytest

from records.models import Record, Tag
from tests.factories import make_area, make_audience, make_log, make_record, make_user

NEW = {"log": "ADR", "title": "Page with cursors", "text": "## Context\r\n\r\nLists grow.\r\n"}


def errors(response):
    return {name: [str(error) for error in found] for name, found in response.context["form"].errors.items()}


@pytest.fixture
def log(db):
    return make_log("ADR")


def edit_data(record, **changes):
    return {"title": record.title, "text": record.revision.text, "base": record.revision_number, **changes}


# Beginning one


def test_fields_for_people_complete_names(as_ada, log):
    make_user("Ann & Co", handle="ann")
    make_user("Gone", handle="gone", is_active=False)
    page = as_ada.get("/records/new/").content.decode()
    options = page.split('<datalist id="names">')[1].split("</datalist>")[0]
    assert options == '<option value="Ada Byron (@ada)"><option value="Ann &amp; Co (@ann)">'
    assert page.count('list="names"') == 3


def test_a_draft_is_begun_with_its_number_and_its_people(as_ada, ada, bo, log):
    area, old = make_area(), make_record(by=ada, log=log)
    response = as_ada.post("/records/new/", NEW | {
        "summary": "Cursors everywhere.", "area": "api-gateway", "tags": "Lists, limits,lists", "decision_makers": "@bo, Ada Byron",
        "consulted": "Customer support", "supersedes": "adr-1",
    })  # fmt: skip
    record = Record.objects.get(number=2)
    assert response["Location"] == "/records/ADR-2/"
    assert (record.status, record.author, record.area, record.summary) == ("draft", ada, area, "Cursors everywhere.")
    assert [tag.slug for tag in record.tags.all()] == ["limits", "lists"]
    assert [(part.role, part.who) for part in record.people.all()] == [
        ("consulted", "Customer support"), ("decision_maker", bo), ("decision_maker", ada),
    ]  # fmt: skip
    assert record.revision.text == "## Context\n\nLists grow.\n"
    assert [relation.target for relation in record.relations.all()] == [old]
    old.refresh_from_db()
    assert old.status == "accepted"


@pytest.mark.parametrize(("changes", "expected"), [
    ({"title": ""}, {"title": ["Write a title, such as “Page with cursors”."]}),
    ({"title": "x" * 301}, {"title": ["Write at most 300 characters."]}),
    ({"summary": "x" * 401}, {"summary": ["Write at most 400 characters."]}),
    ({"log": ""}, {"log": ["Choose a numbered log."]}),
    ({"log": "NOPE"}, {"log": ["Choose a numbered log from the list."]}),
    ({"log": "SEC"}, {"log": ["Choose a numbered log from the list."]}),
    ({"area": "nonsense"}, {"area": ["Choose an area from the list."]}),
    ({"supersedes": "SEC-1"}, {"supersedes": ["Choose records by their names, such as API-12: there is no “SEC-1”."]}),
    ({"supersedes": "the old one"}, {"supersedes": ["Choose records by their names, such as API-12: there is no “the old one”."]}),
    ({"supersedes": "ADR-1"}, {"supersedes": ["ADR-1 is proposed: only a record in force, deprecated or unstated can be superseded."]}),
    ({"decision_makers": "@nobody"}, {"decision_makers": ["Nobody here has the handle “@nobody”."]}),
    ({"consulted": "x" * 201}, {"consulted": ["Write at most 200 characters for each."]}),
    ({"informed": ",".join(f"p{n}" for n in range(41))}, {"informed": ["Name at most 40."]}),
    ({"tags": "limits, " + "x" * 65}, {"tags": ["Write at most 64 characters for each."]}),
    ({"tags": "limits, !!!"}, {"tags": ["A tag is made of letters and digits, and “!!!” has none."]}),
    ({"title": "nul\x00"}, {"title": ["It holds a NUL, a character that nobody can see. Take it out."]}),
])  # fmt: skip
def test_bad_input_gets_a_sentence_and_nothing_is_saved(as_ada, bo, log, changes, expected):
    make_record("proposed", by=bo, log=log)
    make_record(by=bo, log=make_log("SEC", audience=make_audience(bo)), audience=make_audience(bo))
    before = Record.objects.count()
    response = as_ada.post("/records/new/", NEW | changes)
    assert (response.status_code, errors(response), Record.objects.count()) == (422, expected, before)
    assert "Lists grow." in response.content.decode()


def test_two_people_of_one_name_are_told_apart_by_handle(as_ada, log):
    first, second = make_user("Kim Lee"), make_user("Kim Lee")
    response = as_ada.post("/records/new/", NEW | {"consulted": "kim lee"})
    assert errors(response) == {"consulted": [f"Several people are called kim lee. Write the handle, such as @{first.handle}."]}
    as_ada.post("/records/new/", NEW | {"consulted": f"@{second.handle}"})
    assert Record.objects.get().people.get().who == second


@pytest.mark.parametrize(("query", "begins"), [
    ("", "## Context"), ("?template=madr", "## Context and Problem Statement"), ("?template=y", "In the context of"),
    ("?template=nonsense", "## Context"),
    ("?log=OPS", "## Why we page"), ("?log=NOPE", "## Context"),
])  # fmt: skip
def test_a_template_is_chosen_by_address(as_ada, log, query, begins):
    make_log("OPS", template="## Why we page\n")
    form = as_ada.get(f"/records/new/{query}").context["form"]
    assert form["text"].value().startswith(begins)


def test_a_replacement_knows_what_it_replaces(as_ada, ada, log):
    make_record(by=ada, log=log)
    assert as_ada.get("/records/new/?supersedes=ADR-1").context["form"]["supersedes"].value() == "ADR-1"


def test_without_a_log_the_page_says_so(as_ada):
    assert "No numbered log yet" in as_ada.get("/records/new/").content.decode()


# Changing one


def test_an_edit_makes_a_revision_and_leaves_what_changed(as_ada, ada, bo):
    record = make_record("proposed", by=ada, consulted=["Customer support"])
    data = edit_data(record, text="Other words.", title="Page with keys", summary="Keys.", tags="lists", consulted="@bo, Customer support",
                     review_by="2027-05-01", note="Clearer")  # fmt: skip
    assert as_ada.post(f"/records/{record.name}/edit/", data)["Location"] == record.get_absolute_url()
    record = Record.objects.get()
    assert (record.title, record.revision.number, record.revision.text, record.revision.note) == ("Page with keys", 2, "Other words.", "Clearer")
    assert [part.who for part in record.people.all()] == [bo, "Customer support"]
    assert sorted(change.what for change in record.changes.all()) == ["consulted", "review_by", "summary", "tags"]
    assert Tag.objects.get().slug == "lists"


def test_what_the_form_begins_with_changes_nothing_when_it_is_saved(as_ada, ada, bo):
    record = make_record(
        by=ada, decision_makers=[bo, "the architects"], text="One.\r\n\r\nTwo.\n", tags=[Tag.objects.create(slug="lists")], area=make_area()
    )
    form = as_ada.get(f"/records/{record.name}/edit/").context["form"]
    data = {name: form[name].value() or "" for name in form.fields if name != "wording_only"}
    assert as_ada.post(f"/records/{record.name}/edit/", data).status_code == 302
    assert (record.revisions.count(), record.changes.count()) == (1, 0)


def test_unchanged_lines_keep_their_own_ends(as_ada, ada):
    record = make_record("proposed", by=ada, text="a\nb\n")
    as_ada.post(f"/records/{record.name}/edit/", edit_data(record, text="a\r\nb\r\nc\r\n"))
    assert Record.objects.get().revision.text == "a\nb\nc\n"


def test_a_record_that_was_in_force_is_mended_with_a_note(as_ada, ada):
    record = make_record(by=ada)
    response = as_ada.post(f"/records/{record.name}/edit/", edit_data(record, text="Other words."))
    assert (response.status_code, errors(response)) == (422, {"note": ["Say what you changed: this record has been in force."]})
    assert as_ada.post(f"/records/{record.name}/edit/", edit_data(record, summary="Facts need none.")).status_code == 302


@pytest.mark.parametrize(("changes", "field", "sentence"), [
    ({"review_by": "2027-02-30"}, "review_by", "Write a day that there is, as year, month and day: 2026-11-24."),
    ({"review_by": "soon"}, "review_by", "Write a day that there is, as year, month and day: 2026-11-24."),
    ({"base": ""}, "base", "Open the editor again: this page has lost its place."),
    ({"revisit_when": "x" * 301}, "revisit_when", "Write at most 300 characters."),
])  # fmt: skip
def test_a_bad_edit_keeps_what_was_typed(as_ada, ada, changes, field, sentence):
    record = make_record("proposed", by=ada)
    response = as_ada.post(f"/records/{record.name}/edit/", edit_data(record, text="My own words.", **changes))
    assert (response.status_code, errors(response), record.revisions.count()) == (422, {field: [sentence]}, 1)
    assert "My own words." in response.content.decode()


def test_two_who_change_one_text_see_both(as_ada, ada, bo):
    record = make_record("proposed", by=ada, text="First.\n")
    mine = edit_data(record, text="Mine. <b>", title="My title", summary="My summary", consulted="@bo")
    record.edit(by=bo, title="Their title", text="Theirs. <i>", base=1, note="Quicker")
    response = as_ada.post(f"/records/{record.name}/edit/", mine)
    page = response.content.decode()
    assert response.status_code == 409
    for words in ("Bo Lindgren saved before you", "Quicker", "<mark>Theirs</mark>. &lt;", "<mark>Mine</mark>. &lt;", "My</mark> title", "My summary"):
        assert words in page
    assert (Record.objects.get().revision.text, Record.objects.get().summary) == ("Theirs. <i>", "")


def test_saving_twice_by_a_double_click_is_no_conflict(as_ada, ada):
    record = make_record("proposed", by=ada)
    data = edit_data(record, text="Once.")
    assert [as_ada.post(f"/records/{record.name}/edit/", data).status_code for _ in range(2)] == [302, 302]
    assert record.revisions.count() == 2


def test_a_base_from_the_future_is_a_conflict(as_ada, ada):
    record = make_record("proposed", by=ada)
    assert as_ada.post(f"/records/{record.name}/edit/", edit_data(record, text="Other.", base=9)).status_code == 409


def test_saving_the_same_text_again_is_no_revision(ada):
    record = make_record(by=ada)
    before = record.updated_at
    assert record.edit(by=ada, title=record.title, text=record.revision.text, base=1).number == 1
    assert record.updated_at == before
