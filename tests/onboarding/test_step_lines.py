"""The steps of a path are lines that its keeper types, orders and mends."""

import pytest

from onboarding.models import Path, Step, Term
from records.models import Risk
from tests.factories import make_audience, make_meeting, make_record

TYPED = {"title": "Start here: the API", "text": "Read them **over two weeks**.\r\n\r\n## First\r\n", "owner": "@ada", "area": "", "base": "0"}
LINES = """## Day one

- adr-1: It began with this.
meeting {meeting}: What good   minutes look like.

## Week one
1. risk 1: It will page you: at night.
term lane: You will hear it.
ADR-1#s-why: Only the reasons.
[How others do it](https://whence.example/a(b)?c=1#d): The article.
http://wiki:8000/: All of it.
"""


def kept(path):
    return [
        (step.position, step.stage, str(step.thing or step.url), step.section and step.section.anchor, step.url_title, step.reason)
        for step in path.steps.for_typing()
    ]


@pytest.fixture
def things(ada):
    record = make_record(by=ada, title="Sign webhooks", text="## Why\n\nBecause.\n")
    Term.objects.define(by=ada, word="Lane", meaning="A carrier and a service.")
    Risk.objects.note(by=ada, title="Slow", symptom="Labels hang.")
    return record, make_meeting(title="Review")


def test_steps_are_typed_as_lines_and_come_back_as_lines(as_ada, things):
    meeting = things[1]
    lines = LINES.format(meeting=meeting.number)
    as_ada.post("/paths/new/", TYPED | {"steps": lines})
    laid = Path.objects.get()
    assert kept(laid) == [
        (1, "Day one", "ADR-1", None, "", "It began with this."),
        (2, "Day one", str(meeting), None, "", "What good minutes look like."),
        (3, "Week one", "Slow", None, "", "It will page you: at night."),
        (4, "Week one", "Lane", None, "", "You will hear it."),
        (5, "Week one", "ADR-1", "s-why", "", "Only the reasons."),
        (6, "Week one", "https://whence.example/a(b)?c=1#d", None, "How others do it", "The article."),
        (7, "Week one", "http://wiki:8000/", None, "", "All of it."),
    ]
    again = as_ada.get("/paths/start-here-the-api/edit/").context["form"]["steps"].value()
    assert again == (
        f"## Day one\nADR-1: It began with this.\nmeeting {meeting.number}: What good minutes look like.\n\n## Week one\n"
        "risk 1: It will page you: at night.\nterm Lane: You will hear it.\nADR-1#s-why: Only the reasons.\n"
        "[How others do it](https://whence.example/a(b)?c=1#d): The article.\nhttp://wiki:8000/: All of it."
    )
    as_ada.post("/paths/start-here-the-api/edit/", TYPED | {"base": "1", "steps": again})
    assert laid.changes.count() == 0


def test_steps_are_ordered_and_taken_away_with_a_row_in_the_history(as_ada, things):
    as_ada.post("/paths/new/", TYPED | {"steps": "ADR-1: One.\nrisk 1: Two.\nterm Lane: Three."})
    as_ada.post("/paths/start-here-the-api/edit/", TYPED | {"base": "1", "steps": "term Lane: Three.\nADR-1: First.", "note": "Shorter."})
    laid = Path.objects.get()
    assert kept(laid) == [(1, "", "Lane", None, "", "Three."), (2, "", "ADR-1", None, "", "First.")]
    change = laid.changes.get()
    assert (change.what, change.before, change.after, change.note) == (
        "steps", ["ADR-1: One.", "risk 1: Two.", "term Lane: Three."], ["term Lane: Three.", "ADR-1: First."], "Shorter.",
    )  # fmt: skip
    assert "Ada Byron changed the steps" in as_ada.get("/paths/start-here-the-api/history/").content.decode()


def test_steps_that_the_writer_may_not_see_stay_where_they_are(as_ada, ada, bo, path):
    secret = make_record(by=bo, title="Secret", audience=make_audience(bo))
    path.steps.filter(position=3).update(position=4)
    path.steps.create(position=3, stage="Day one", record=secret, reason="Bo's.")
    first = make_record(by=bo, title="Another secret", audience=secret.audience)
    path.steps.create(position=0, stage="Day one", record=first, reason="Bo's, too.")
    form = as_ada.get("/paths/api/edit/").context["form"]
    number = path.steps.get(position=2).meeting.number
    assert form["steps"].value() == (
        f"## Day one\nADR-1: It began with this.\nmeeting {number}: What good minutes look like.\n\n## Week one\nterm Lane: You will hear it."
    )
    steps = f"## Now\nterm Lane: You will hear it.\nmeeting {number}: Good."
    as_ada.post("/paths/api/edit/", TYPED | {"title": path.title, "text": "Hello.", "steps": steps})
    assert [(position, thing, why) for position, _, thing, _, _, why in kept(path)] == [
        (1, first.name, "Bo's, too."), (2, "Lane", "You will hear it."), (3, f"meeting {number}", "Good."), (4, secret.name, "Bo's."),
    ]  # fmt: skip


@pytest.mark.parametrize(("line", "said"), [
    ("ADR-1", "write what to read, a colon, and why, such as “API-12: how we page”."),
    ("read this", "write what to read, a colon, and why, such as “API-12: how we page”."),
    ("page 3: why", "write what to read, a colon, and why, such as “API-12: how we page”."),
    ("javascript:alert(1): why", "write what to read, a colon, and why, such as “API-12: how we page”."),
    ("[x](javascript:alert(1)): why", "write what to read, a colon, and why, such as “API-12: how we page”."),
    ("ADR-1:", "say after the colon why to read it."),
    (f"ADR-1: {'x' * 401}", "say why in at most 400 characters."),
    (f"## {'x' * 121}", "name a stage in at most 120 characters."),
    ("ADR-99: why", "there is no record ADR-99 that you can see."),
    ("ADR-2: why", "there is no record ADR-2 that you can see."),
    ("meeting 99: why", "there is no meeting 99 that you can see."),
    ("risk 99: why", "there is no risk 99 that you can see."),
    ("term Nothing: why", "the glossary has no “Nothing”."),
    ("ADR-1#s-none: why", "ADR-1 has no such section."),
    ("https://a b: why", "write what to read, a colon, and why, such as “API-12: how we page”."),
    ("https://[x: why", "“https://[x” is no address of the web."),
    (f"https://whence.example/{'x' * 180}: why", "an address and its title have at most 200 characters each."),
    (f"[{'x' * 201}](https://whence.example/): why", "an address and its title have at most 200 characters each."),
    ("risk 1: again", "risk 1 is on line 1 already."),
    ("## First week", "no step stands under “First week”, so it would be lost. Write one under it, or take the line out."),
    ("## Now\n## First week\nterm Lane: why", "no step stands under “Now”, so it would be lost. Write one under it, or take the line out."),
])  # fmt: skip
def test_a_line_that_is_no_step_is_named_and_nothing_is_saved(as_ada, bo, things, line, said):
    make_record(by=bo, title="Secret", audience=make_audience(bo))
    answer = as_ada.post("/paths/new/", TYPED | {"steps": f"risk 1: first\n\n{line}"})
    assert (answer.status_code, answer.context["form"].errors, Path.objects.count()) == (422, {"steps": [f"Line 3: {said}"]}, 0)


def test_all_lines_that_are_no_steps_are_named_at_once(as_ada, things):
    answer = as_ada.post("/paths/new/", TYPED | {"steps": "ADR-99: why\nADR-1: why\nwhat\nADR-1: again"})
    assert answer.context["form"].errors["steps"] == [
        "Line 1: there is no record ADR-99 that you can see.",
        "Line 3: write what to read, a colon, and why, such as “API-12: how we page”.",
        "Line 4: ADR-1 is on line 2 already.",
    ]


def test_a_path_has_at_most_200_steps(as_ada):
    steps = "\n".join(f"https://whence.example/{number}: why" for number in range(201))
    assert as_ada.post("/paths/new/", TYPED | {"steps": steps}).context["form"].errors == {
        "steps": ["A path has at most 200 steps: nobody reads more."]
    }


def test_two_who_change_the_steps_see_each_other(client, as_ada, ada, root, path):
    form = as_ada.get("/paths/api/edit/").context["form"]
    typed = {name: form[name].value() or "" for name in ("title", "text", "owner", "area", "began")} | {"base": "0"}
    path.set_steps(by=root, steps=[Step(url="https://whence.example/", reason="Root's.")])
    answer = as_ada.post("/paths/api/edit/", typed | {"text": "Hello.", "steps": "term Lane: mine"})
    assert (answer.status_code, answer.context["form"]["title"].errors, answer.context["form"]["owner"].errors) == (409, [], [])
    assert "Root Admin changed this to “https://whence.example/: Root&#x27;s.”" in answer.content.decode()
    assert [row[2] for row in kept(path)] == ["https://whence.example/"]
    typed["began"] = answer.context["form"].data["began"]
    assert as_ada.post("/paths/api/edit/", typed | {"text": "Hello.", "steps": "term Lane: mine"}).status_code == 302
    assert [row[2] for row in kept(path)] == ["Lane"]


def test_steps_cost_the_same_for_one_and_for_seven(as_ada, things, django_assert_num_queries):
    as_ada.get("/paths/new/")
    for count, lines in enumerate(["ADR-1#s-why: a\nmeeting 1: b\nrisk 1: c\nterm Lane: d", LINES.format(meeting=things[1].number)]):
        as_ada.post("/paths/new/", TYPED | {"title": f"Path {count}", "steps": lines})
    for slug in ("path-0", "path-1"):
        with django_assert_num_queries(10):
            as_ada.get(f"/paths/{slug}/edit/")
