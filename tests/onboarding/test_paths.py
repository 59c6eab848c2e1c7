import re

import pytest

from onboarding.models import Path, Seen, Step, Term
from records.models import Risk
from tests.factories import make_audience, make_meeting, make_record


@pytest.fixture
def path(ada):
    path = Path.objects.create(slug="api", title="API engineers", owner=ada)
    record = make_record(by=ada, title="Sign webhooks")
    meeting = make_meeting(title="Review", text="word " * 450)
    term = Term.objects.define(by=ada, word="Lane", meaning="A carrier and a service between two countries.")
    path.steps.create(position=1, stage="Day one", record=record, reason="It began with this.")
    path.steps.create(position=2, stage="Day one", meeting=meeting, reason="What good minutes look like.")
    path.steps.create(position=3, stage="Week one", term=term, reason="You will hear it.")
    return path


def shown(client, path):
    readings = client.get(path.get_absolute_url()).context["readings"]
    return [(str(reading.step), reading.state, reading.minutes, reading.is_next) for reading in readings]


def test_path_shows_steps_in_order_with_what_is_next(as_ada, path):
    assert shown(as_ada, path) == [
        ("ADR-1", "unread", 1, True),
        (f"meeting {path.steps.get(position=2).meeting.number}", "unread", 2, False),
        ("Lane", None, None, False),
    ]


def test_ticking_a_step_moves_on_and_can_be_undone(as_ada, ada, path):
    assert as_ada.post("/paths/api/1/seen/", {"seen": "1"})["Location"] == "/paths/api/"
    assert [row[1] for row in shown(as_ada, path)] == ["read", "unread", None]
    as_ada.post("/paths/api/1/seen/", {"seen": "0"})
    assert [row[1] for row in shown(as_ada, path)] == ["unread", "unread", None]


def test_changed_text_is_unseen_again(as_ada, ada, path):
    as_ada.post("/paths/api/1/seen/", {"seen": "1"})
    record = path.steps.get(position=1).record
    record.edit(by=ada, title=record.title, text="new text", base=1, note="Clearer.")
    assert shown(as_ada, path)[0] == ("ADR-1", "changed", 1, True)


def test_a_mend_of_the_wording_alone_is_not_to_be_read_again(as_ada, ada, path):
    as_ada.post("/paths/api/1/seen/", {"seen": "1"})
    record, told = path.steps.get(position=1).record, []
    for number, wording_only in ((1, True), (2, False), (3, True)):
        record.edit(by=ada, title=record.title, text=f"text {number}", base=number, note="Clearer.", wording_only=wording_only)
        told.append((shown(as_ada, path)[0][1], Seen.objects.of(ada).unchanged().count()))
    assert told == [("read", 1), ("changed", 0), ("changed", 0)]


def test_what_changed_while_it_was_read_is_unseen_again(as_ada, ada, path):
    fields = re.findall(r'name="revision" value="(\d+)"', as_ada.get("/paths/api/").content.decode())
    record = path.steps.get(position=1).record
    record.edit(by=ada, title=record.title, text="new text", base=1, note="Clearer.")
    as_ada.post("/paths/api/1/seen/", {"seen": "1", "revision": fields[0]})
    assert (fields, shown(as_ada, path)[0][1]) == (["1", "1"], "changed")


def test_terms_cannot_be_ticked(as_ada, path):
    assert as_ada.post("/paths/api/3/seen/", {"seen": "1"}).status_code == 404
    assert Seen.objects.count() == 0


def test_reader_reads_and_ticks(client, grace, path):
    client.force_login(grace)
    assert client.get("/paths/").status_code == client.get("/paths/api/").status_code == 200
    assert client.post("/paths/api/2/seen/", {"seen": "1"}).status_code == 302


def test_step_on_a_restricted_record_is_not_there_for_others(client, ada, mallory, path):
    secret = make_record(by=ada, title="Secret", audience=make_audience(ada))
    path.steps.create(position=4, record=secret, reason="Secret reason.")
    client.force_login(mallory)
    assert len(shown(client, path)) == 3
    assert client.post("/paths/api/4/seen/", {"seen": "1"}).status_code == 404
    assert b"ecret" not in client.get("/paths/api/").content


def test_the_list_of_paths_costs_the_same_for_one_and_for_three(as_ada, ada, path, django_assert_num_queries):
    as_ada.get("/paths/")
    for more in (0, 2):
        for n in range(more):
            other = Path.objects.create(slug=f"more-{n}", title=f"More {n}", owner=ada)
            other.steps.create(position=1, record=make_record(by=ada), reason="Why.")
        with django_assert_num_queries(5):
            page = as_ada.get("/paths/")
    assert [(str(row["path"]), row["of"]) for row in page.context["paths"]] == [("API engineers", 2), ("More 0", 1), ("More 1", 1)]


def test_path_costs_the_same_for_one_step_and_for_three(as_ada, ada, path, django_assert_num_queries):
    one = Path.objects.create(slug="one", title="One")
    one.steps.create(position=1, record=make_record(by=ada), reason="Why.")
    for slug in ("one", "api"):
        with django_assert_num_queries(6):
            as_ada.get(f"/paths/{slug}/")


@pytest.mark.parametrize("address", ["/paths/", "/paths/api/", "/terms/", "/mission/", "/"])
def test_pages_need_sign_in_and_take_no_post(client, ada, address, path):
    assert client.get(address).status_code == 302
    client.force_login(ada)
    assert client.post(address).status_code == 405
    assert client.get(address).status_code == 200


def test_unknown_path_is_not_found(as_ada):
    assert as_ada.get("/paths/none/").status_code == 404


TYPED = {"title": "Start here: the API", "text": "Read them **over two weeks**.\r\n\r\n## First\r\n", "owner": "@ada", "area": "", "base": "0"}


def test_member_lays_a_path_and_keeps_it(as_ada, ada):
    assert as_ada.post("/paths/new/", TYPED)["Location"] == "/paths/start-here-the-api/"
    laid = Path.objects.get()
    assert (laid.title, laid.owner, laid.revision.text) == ("Start here: the API", ada, "Read them **over two weeks**.\n\n## First\n")
    page = as_ada.get("/paths/start-here-the-api/").content.decode()
    assert "<strong>over two weeks</strong>" in page and 'href="/paths/start-here-the-api/edit/"' in page
    assert "Read them **over two weeks**." in as_ada.get("/paths/").content.decode()


@pytest.mark.parametrize(("title", "slug"), [("New", "new-2"), ("API engineers", "api-engineers"), ("API", "api-2"), ("読む", "path")])
def test_a_path_gets_an_address_of_its_own(as_ada, path, title, slug):
    assert as_ada.post("/paths/new/", TYPED | {"title": title})["Location"] == f"/paths/{slug}/"


def test_changing_a_path_leaves_a_revision_and_a_row(as_ada, ada, bo):
    as_ada.post("/paths/new/", TYPED)
    changed = TYPED | {"title": "The API", "text": "Shorter.", "owner": "@bo", "base": "1", "note": "Shorter."}
    assert as_ada.post("/paths/start-here-the-api/edit/", changed).status_code == 302
    laid = Path.objects.get()
    assert (laid.title, laid.owner, laid.revision.title, laid.revision.note) == ("The API", bo, "The API", "Shorter.")
    assert list(laid.changes.values_list("what", "before", "after", "by__handle")) == [("owner", "Ada Byron", "Bo Lindgren", "ada")]
    assert as_ada.get("/paths/start-here-the-api/edit/").status_code == 403


def test_only_keeper_and_admins_change_a_path(client, path, ada, bo, grace, root):
    codes = {}
    for person in (ada, bo, grace, root):
        client.force_login(person)
        codes[person.handle] = client.get("/paths/api/edit/").status_code
    assert codes == {"ada": 200, "bo": 403, "grace": 403, "root": 200}


@pytest.mark.parametrize(
    ("typed", "field"), [({"title": ""}, "title"), ({"title": "x" * 151}, "title"), ({"owner": "@nobody"}, "owner"), ({"base": "x"}, "base")]
)
def test_what_cannot_be_saved_keeps_the_text(as_ada, typed, field):
    response = as_ada.post("/paths/new/", TYPED | typed)
    assert (response.status_code, list(response.context["form"].errors), Path.objects.count()) == (422, [field], 0)
    assert "over two weeks" in response.content.decode()


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
