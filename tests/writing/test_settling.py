"""What was settled so far is kept as an unsaved text, and nothing that somebody else saved is written over by it."""

from uuid import uuid4

import pytest

from records.models import Record
from writing.diffs import Op
from writing.models import Unsaved
from writing.settling import Part

from .test_saving import BASE, clash, settled

pytestmark = pytest.mark.django_db
OWN = BASE.replace("Three.", "Three,\nours.")


def keep(client, answer, choices, **more):
    editing = str(uuid4())
    return client.post("/unsaved/", settled(answer, choices) | {"text_place": answer.context["text_place"], "editing": editing, "stroke": 1, **more})


@pytest.mark.parametrize(("choices", "base", "text"), [
    ({"own-1": "Three,\r\nours."}, 1, OWN),
    ({"choice-1": "own", "own-1": "Three,\r\nours."}, 2, OWN),
    ({"choice-1": "theirs", "own-1": "Three,\r\nours."}, 1, OWN),
    ({"choice-1": "theirs"}, 2, BASE.replace("Three.", "Three, theirs.")),
    ({"choice-1": "both"}, 2, BASE.replace("Three.", "Three, theirs.\nThree, mine.")),
    ({}, 1, BASE.replace("Three.", "Three, mine.")),
])  # fmt: skip
def test_what_was_settled_so_far_is_kept(as_root, root, bo, choices, base, text):
    document, _, answer = clash(as_root, root, bo)
    receipt = keep(as_root, answer, choices).json()
    row = Unsaved.objects.of(root, document.text_place)[0]
    assert (row.base_number, row.text, dict(row.fields)["summary"]) == (base, text, "My summary")
    assert [name for name, _ in row.fields if name.startswith(("merge", "choice", "own-"))] == []
    assert (receipt["kept"], receipt["base"]) == ("unsaved", base)


def test_what_was_not_settled_is_asked_about_again(as_root, root, bo):
    document, editor, answer = clash(as_root, root, bo)
    keep(as_root, answer, {"own-1": "Three, ours."})
    row = Unsaved.objects.of(root, document.text_place)[0]
    again = as_root.post(editor, {"title": row.title, "text": row.text, "base": row.base_number, "continues": str(row.editing)})
    assert [(part.theirs, part.mine) for part in again.context["clashes"]] == [(["Three, theirs."], ["Three, ours."])]
    assert (again.status_code, Record.objects.get().revision_number) == (409, 2)


def test_an_answer_to_an_earlier_question_is_not_taken_for_the_next(as_root, root, bo):
    document, editor, answer = clash(as_root, root, bo)
    document.edit(by=bo, title=document.title, text=BASE.replace("One.", "One, theirs.").replace("Three.", "Three, once more."), base=2)
    again = as_root.post(editor, settled(answer, {"choice-1": "own", "own-1": "Three, ours."}))
    assert [(part.theirs, part.mine, part.choice, part.own) for part in again.context["clashes"]] == [
        (["Three, once more."], ["Three, ours."], "", "Three, ours.")
    ]


@pytest.mark.parametrize("merge", ["", "{", "[]", "null", '{"passages": 5}'])
def test_a_broken_page_is_not_kept(as_root, merge):
    answer = as_root.post("/unsaved/", {"merge": merge, "text_place": "mission", "editing": str(uuid4())}, headers={"Accept": "application/json"})
    assert (answer.status_code, Unsaved.objects.count()) == (422, 0)
    assert answer.json() == {"sentence": "The page with both texts has lost its place. Nothing was saved: go back to it and send it again."}


def test_blank_lines_are_counted_and_not_boxed():
    assert [Part("both", ["", ""]).is_blank, Part("same", [""]).is_blank, Part("both", gone=2).is_blank] == [True, True, False]
    assert Part("clash", theirs=["", ""], mine=["Ours."]).sides == ([], [Op("new", "Ours.")])


def test_what_both_took_out_is_said_to_be(as_root, root, bo):
    document, editor, _ = clash(as_root, root, bo)
    less = BASE.replace("One.\n\n", "")
    document.edit(by=bo, title=document.title, text=less.replace("Three.", "Three, theirs."), base=2)
    answer = as_root.post(editor, {"title": document.title, "text": less.replace("Three.", "Three, mine."), "base": 1})
    assert [part.kind for part in answer.context["parts"] if part.gone and not part.lines] == ["both"]
    assert answer.text.count("You both took this out") == 1 and "You both wrote this" not in answer.text


def test_without_a_script_a_save_ends_only_the_text_that_it_saves(as_root, root, bo):
    """Asked how to settle two texts, somebody goes back, writes other words and saves those, or goes on to be asked again."""
    document, editor, asked = clash(as_root, root, bo)
    first, second = BASE.replace("Three.", "Three, mine."), BASE.replace("Three.", "Three, other words.")
    page = {"title": document.title, "base": 1, "text_place": document.text_place, "editing": str(uuid4()), "stroke": "", "summary": "S"}

    def unsaved():
        return [row.text for row in Unsaved.objects.of(root, document.text_place)]

    Unsaved.objects.all().delete()
    for text in (first, second, second):
        assert as_root.post(editor, page | {"text": text}).status_code == 409
    assert unsaved() == [second, first]
    assert as_root.post(editor, page | {"text": BASE.replace("One.", "One, mine.")}).status_code == 302
    assert unsaved() == [second, first]
    asked = as_root.post(editor, page | {"text": second})
    assert as_root.post(editor, settled(asked, {"choice-1": "mine"})).status_code == 302
    assert unsaved() == [first]
    assert as_root.post(editor, page | {"text": first, "base": document.revisions.count()}).status_code == 302
    assert unsaved() == []
