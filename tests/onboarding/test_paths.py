import re

import pytest

from onboarding.models import Path, Seen
from tests.factories import make_audience, make_record


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
