"""Two people on one text, over the forms: joined where they changed different lines, asked where they changed the same."""

import json
from uuid import uuid4

import pytest

from meetings.models import Meeting
from onboarding.models import Mission, Path
from records.models import Record
from tests.factories import make_area, make_log, make_meeting, make_record, make_series
from writing.models import Unsaved

pytestmark = pytest.mark.django_db
BASE, MINE, THEIRS = "One.\n\nTwo.\n\nThree.\n", "One, mine.\r\n\r\nTwo.\r\n\r\nThree.\r\n", "One.\n\nTwo.\n\nThree, theirs.\n"
BOTH = "One, mine.\n\nTwo.\n\nThree, theirs.\n"


def record(root, bo):
    made = make_record("proposed", by=root, text=BASE)
    made.edit(by=bo, title=made.title, text=THEIRS, base=1)
    return made, f"{made.get_absolute_url()}edit/"


def notes(root, bo):
    made = make_meeting(by=root, text=BASE)
    made.note_down(by=bo, text=THEIRS, base=1)
    return made, f"{made.get_absolute_url()}notes/"


def mission(root, bo):
    made = Mission.objects.create()
    made.write(by=root, title="Page with cursors", text=BASE, base=0)
    made.write(by=bo, title="Page with cursors", text=THEIRS, base=1)
    return made, "/mission/edit/"


def path(root, bo):
    made = Path.objects.lay(by=root, title="Start here", text=BASE, owner=root, area=None)
    made.edit(by=bo, title="Start here", text=THEIRS, base=1)
    return made, f"{made.get_absolute_url()}edit/"


def log_template(root, bo):
    made = make_log()
    made.write_template(by=root, text=BASE, base=0)
    made.write_template(by=bo, text=THEIRS, base=1)
    return made, f"/{made.text_place}/"


def series_template(root, bo):
    made = make_series()
    made.write_template(by=root, text=BASE, base=0)
    made.write_template(by=bo, text=THEIRS, base=1)
    return made, f"/{made.text_place}/"


KINDS = pytest.mark.parametrize("make", [record, notes, mission, path, log_template, series_template])


def form(document, text, **more):
    return {"title": document.revision.title, "text": text, "owner": "@root", "base": 1, **more}


def told(client, page):
    return [str(message) for message in client.get(page).context["messages"]]


@KINDS
def test_changes_of_different_lines_are_joined_and_it_says_so(as_root, root, bo, make):
    document, editor = make(root, bo)
    answer = as_root.post(editor, form(document, MINE))
    document.refresh_from_db()
    made = document.revision
    assert (answer.status_code, made.text, made.number, made.origin, made.base_number, made.by) == (302, BOTH, 3, "merged", 2, root)
    link = f'<a href="/{document.text_place}/history/?from=2&amp;to=3">See what yours changed in it</a>'
    assert told(as_root, answer["Location"]) == [f"Saved as revision 3, merged with revision 2 by Bo Lindgren. {link}."]


@KINDS
def test_changes_of_the_same_lines_are_settled_by_people(as_root, root, bo, make):
    document, editor = make(root, bo)
    answer = as_root.post(editor, form(document, BASE.replace("Three.", "Three, <mine>."), editing=str(uuid4())))
    page = answer.content.decode()
    kept = Unsaved.objects.get()
    assert (answer.status_code, document.revisions.count()) == (409, 2)
    assert "Bo Lindgren saved before you" in page and "Three, <mark>&lt;mine&gt;</mark>." in page and "Three, <mark>theirs</mark>." in page
    assert (kept.author, kept.place, kept.base_number, kept.text) == (root, document.text_place, 1, BASE.replace("Three.", "Three, <mine>."))
    answer = as_root.post(editor, settled(answer, {"choice-1": "both"}))
    document.refresh_from_db()
    assert (answer.status_code, document.revision.text) == (302, "One.\n\nTwo.\n\nThree, theirs.\nThree, <mine>.\n")
    assert (document.revision.origin, document.revision.base_number, Unsaved.objects.open().count()) == ("typed", 2, 0)


def settled(answer, choices):
    """What the page of a clash posts."""
    posted = {"merge": answer.context["merge"]}
    for name, value in [*answer.context["carried"], *(("continues", one) for one in answer.context["continued"])]:
        posted.setdefault(name, []).append(value)
    own = {f"own-{part.name}": part.own for part in answer.context["clashes"]}
    return posted | own | choices


def clash(client, root, bo):
    document, editor = record(root, bo)
    return (
        document,
        editor,
        client.post(editor, form(document, BASE.replace("Three.", "Three, mine."), summary="My summary", consulted="@bo, support")),
    )


@pytest.mark.parametrize(("choices", "line"), [
    ({"choice-1": "theirs"}, "Three, theirs."),
    ({"choice-1": "mine"}, "Three, mine."),
    ({"choice-1": "both"}, "Three, theirs.\nThree, mine."),
    ({"choice-1": "own", "own-1": "Three,\r\nours."}, "Three,\nours."),
])  # fmt: skip
def test_each_answer_is_taken_as_it_was_given(as_root, root, bo, choices, line):
    document, editor, answer = clash(as_root, root, bo)
    assert as_root.post(editor, settled(answer, choices)).status_code == 302
    found = Record.objects.get()
    assert (found.revision.text, found.summary) == (f"One.\n\nTwo.\n\n{line}\n", "My summary")
    assert [str(part) for part in found.people.all()] == ["Bo Lindgren", "support"]


@pytest.mark.parametrize(("choices", "problem"), [
    ({}, "Choose one of the texts, both, or write your own words."),
    ({"choice-1": "nonsense"}, "Choose one of the texts, both, or write your own words."),
    ({"choice-1": "theirs", "own-1": "My own."}, "You wrote your own words and chose another text."),
])  # fmt: skip
def test_a_passage_without_an_answer_is_asked_again_with_what_was_typed(as_root, root, bo, choices, problem):
    document, editor, answer = clash(as_root, root, bo)
    again = as_root.post(editor, settled(answer, choices))
    page = again.content.decode()
    assert (again.status_code, document.revisions.count()) == (422, 2)
    assert problem in page and "Three, <mark>mine</mark>." in page and choices.get("own-1", "My summary") in page
    assert as_root.post(editor, settled(again, {"choice-1": "own", "own-1": "At last."})).status_code == 302
    assert Record.objects.get().revision.text == "One.\n\nTwo.\n\nAt last.\n"


def test_a_title_is_settled_like_a_passage(as_root, root, bo):
    document = make_record("proposed", by=root, text=BASE)
    document.edit(by=bo, title="Theirs", text=THEIRS, base=1)
    answer = as_root.post(f"/records/{document.name}/edit/", {"title": "Mine", "text": MINE, "base": 1})
    assert [part.called for part in answer.context["clashes"]] == ["The title"]
    assert as_root.post(f"/records/{document.name}/edit/", settled(answer, {"choice-title": "own", "own-title": "Ours"})).status_code == 302
    found = Record.objects.get()
    assert (found.title, found.revision.title, found.revision.text) == ("Ours", "Ours", BOTH)


def test_who_saves_while_it_is_settled_is_merged_again(as_root, root, bo):
    document, editor, answer = clash(as_root, root, bo)
    document.edit(by=bo, title=document.title, text=THEIRS.replace("One.", "One more."), base=2)
    assert as_root.post(editor, settled(answer, {"choice-1": "mine"})).status_code == 302
    found = Record.objects.get().revision
    assert (found.text, found.origin, found.base_number) == ("One more.\n\nTwo.\n\nThree, mine.\n", "merged", 3)


def carried(*lines):
    """What the page carries, with these lines of text."""
    title, text = ({"kind": "same", "lines": found, "gone": 0} for found in (["T"], lines))
    return json.dumps({"title": title, "passages": [text], "ends": True, "theirs": {"number": 2}})


@pytest.mark.parametrize("merge", ["", "{", "[]", "null", '{"passages": 5}', carried(7), carried("\ud800")])
def test_a_page_that_is_broken_gets_a_sentence(as_root, root, bo, merge):
    document, editor = record(root, bo)
    answer = as_root.post(editor, {"merge": merge, "base": 2, "text": "x", "title": "T"})
    assert (answer.status_code, "has lost its place" in answer.content.decode(), document.revisions.count()) == (422, True, 2)


def test_a_script_gets_a_receipt_of_what_is_stored(as_root, root):
    document = make_record("proposed", by=root, text=BASE)
    answer = as_root.post(f"/records/{document.name}/edit/", form(document, MINE), headers={"Accept": "application/json"}).json()
    assert (answer["revision"], answer["merged"], answer["sha256"]) == (2, False, Record.objects.get().revision.sha256)


def test_a_script_is_told_of_a_merge_and_of_a_clash(as_root, root, bo):
    document, editor = record(root, bo)
    json_please = {"Accept": "application/json"}
    clash = as_root.post(editor, form(document, THEIRS.replace("theirs", "mine")), headers=json_please)
    assert (clash.status_code, clash.json()) == (
        409, {"sentence": "Bo Lindgren saved revision 2 while you were writing, and you both changed the same lines."},
    )  # fmt: skip
    answer = as_root.post(editor, form(document, MINE), headers=json_please).json()
    assert (answer["revision"], answer["merged"], answer["url"]) == (3, True, document.get_absolute_url())
    refused = as_root.post(editor, form(document, MINE, title=""), headers=json_please)
    assert (refused.status_code, refused.json()) == (422, {"sentence": "Write a title, such as “Page with cursors”."})


def test_the_same_changes_as_somebody_elses_make_no_revision(as_root, root, bo):
    document, editor = record(root, bo)
    document.edit(by=bo, title=document.title, text=BOTH, base=2)
    answer = as_root.post(editor, form(document, MINE))
    assert (answer.status_code, document.revisions.count()) == (302, 3)
    assert told(as_root, answer["Location"]) == ["Saved. Bo Lindgren saved before you, and revision 3 has all of your text already."]


# What stands beside the text


def page_of(client, address):
    """What a browser would post of the page, if nobody touched it."""
    form = client.get(address).context["form"]
    return {name: form[name].value() or "" for name in form.fields if name != "wording_only"}


def test_a_fact_that_others_changed_meanwhile_is_kept(as_root, root, bo):
    document = make_record("proposed", by=root, text=BASE, consulted=["Support"])
    typed = page_of(as_root, f"/records/{document.name}/edit/")
    document.describe(by=bo, summary="Theirs", area=make_area())
    document.name_people(by=bo, role="consulted", people=["Sales"])
    answer = as_root.post(f"/records/{document.name}/edit/", typed | {"text": MINE, "revisit_when": "it breaks"})
    found = Record.objects.get()
    assert (answer.status_code, found.summary, found.area, found.revisit_when) == (302, "Theirs", make_area(), "it breaks")
    assert [str(part) for part in found.people.all()] == ["Sales"]


def test_a_fact_that_both_changed_is_asked_about_and_saved_when_sent_again(as_root, root, bo):
    document = make_record("proposed", by=root, text=BASE)
    address = f"/records/{document.name}/edit/"
    typed = page_of(as_root, address) | {"summary": "Mine", "consulted": "@root", "text": MINE}
    document.describe(by=bo, summary="Theirs")
    document.name_people(by=bo, role="consulted", people=["Sales"])
    answer = as_root.post(address, typed)
    form, document = answer.context["form"], Record.objects.get()
    assert (answer.status_code, document.summary, document.revision_number) == (409, "Theirs", 1)
    assert {name: errors[0].partition(" at ")[0] for name, errors in form.errors.items()} == {
        "summary": "Bo Lindgren changed this to “Theirs”", "consulted": 'Bo Lindgren changed this to “"Sales"”',
    }  # fmt: skip
    assert as_root.post(address, typed | {"began": form["began"].value()}).status_code == 302
    document = Record.objects.get()
    assert (document.summary, document.revision.text, [str(part) for part in document.people.all()]) == (
        "Mine",
        MINE.replace("\r", ""),
        ["Root Admin"],
    )


def test_what_i_saved_from_the_same_page_myself_is_told_once(as_root, root):
    """Without a script the page of another window, and one that somebody went back to, cannot be told apart."""
    document = make_record("proposed", by=root, text=BASE)
    address = f"/records/{document.name}/edit/"
    typed = page_of(as_root, address)
    assert as_root.post(address, typed | {"summary": "First"}).status_code == 302
    asked = as_root.post(address, typed | {"summary": "Second"})
    assert asked.context["form"].errors["summary"][0].startswith("You changed this to “First” at ")
    assert as_root.post(address, typed | {"summary": "Second", "began": asked.context["form"]["began"].value()}).status_code == 302
    assert (asked.status_code, Record.objects.get().summary) == (409, "Second")


# Filing


def filing(meeting, text, **more):
    rows = {f"{name}-{key}": 0 for name in ("attendance", "outcomes", "actions") for key in ("TOTAL_FORMS", "INITIAL_FORMS")}
    return {"title": meeting.title, "day": "2026-03-02", "text": text, "base": 1, **rows, **more}


def test_notes_are_joined_when_they_are_filed(as_root, root, bo):
    meeting, _ = notes(root, bo)
    seen = as_root.post(f"/meetings/{meeting.number}/file/", filing(meeting, MINE))
    assert "Your notes are joined with those that Bo Lindgren saved while you wrote, revision 2." in seen.content.decode()
    answer = as_root.post(f"/meetings/{meeting.number}/file/", filing(meeting, MINE, seen=seen.context["seen"]))
    found = Meeting.objects.get()
    assert (found.status, found.revision.text, found.revision.origin, found.is_edited_after_filing) == ("filed", BOTH, "merged", False)
    assert "merged with revision 2 by Bo Lindgren" in told(as_root, answer["Location"])[0]


def test_a_clash_while_filing_is_settled_and_then_filed(as_root, root, bo):
    meeting, _ = notes(root, bo)
    address = f"/meetings/{meeting.number}/file/"
    answer = as_root.post(address, filing(meeting, THEIRS.replace("theirs", "mine"), place="Room 4"))
    assert (answer.status_code, Meeting.objects.get().status) == (409, "planned")
    typed = settled(answer, {"choice-1": "mine"})
    seen = as_root.post(address, typed)
    assert (seen.status_code, "This is what filing does" in seen.content.decode()) == (200, True)
    assert as_root.post(address, typed | {"seen": seen.context["seen"]}).status_code == 302
    found = Meeting.objects.get()
    assert (found.status, found.place, found.revision.text) == ("filed", "Room 4", THEIRS.replace("theirs", "mine"))
