"""Every address of the meetings climbs the ladder."""

import datetime

import pytest

from tests.factories import make_audience, make_meeting, make_record, make_series

pytestmark = pytest.mark.django_db

READ = ["", "history/", "history/1/"]
FORMS = ["edit/", "notes/", "file/", "call-off/", "actions/new/", "actions/1/edit/", "actions/1/drop/", "outcomes/1/replace/"]
ACTS = ["actions/1/done/", "actions/1/reopen/", "plan-again/"]
LISTS = ["/meetings/", "/series/", "/actions/"]


def furnished(ada, **fields):
    """A meeting with something of everything."""
    meeting = make_meeting(text="## Limits\n\nWe agreed.\n", by=ada, **fields)
    meeting.mark_attendance(by=ada, presence={ada: "present"})
    meeting.set_agenda(by=ada, rows=[{"topic": None, "title": "Limits", "minutes": 10, "took": 14}])
    meeting.conclude(by=ada, sentence="We page with cursors.", effect="links", record=make_record(by=ada), topic=meeting.topics.get())
    meeting.add_action(by=ada, text="Warm the buckets", owner=ada, due=datetime.date(2026, 3, 9))
    return meeting


def path(meeting, rest=""):
    return f"/meetings/{meeting.number}/{rest}"


@pytest.mark.parametrize("rest", READ + FORMS)
def test_a_member_sees_every_page(as_ada, ada, rest):
    meeting = furnished(ada)
    assert as_ada.get(path(meeting, rest)).status_code == 200


@pytest.mark.parametrize("rest", READ)
def test_a_reader_reads(client, grace, ada, rest):
    client.force_login(grace)
    assert client.get(path(furnished(ada), rest)).status_code == 200


@pytest.mark.parametrize("rest", FORMS)
def test_a_reader_does_not_act(client, grace, ada, rest):
    client.force_login(grace)
    meeting = furnished(ada)
    assert [client.get(path(meeting, rest)).status_code, client.post(path(meeting, rest)).status_code] == [403, 403]


@pytest.mark.parametrize("rest", ACTS)
def test_a_reader_posts_nothing(client, grace, ada, rest):
    client.force_login(grace)
    assert client.post(path(furnished(ada), rest)).status_code == 403


@pytest.mark.parametrize("rest", ACTS)
def test_what_changes_something_is_not_fetched(as_ada, ada, rest):
    assert as_ada.get(path(furnished(ada), rest)).status_code == 405


@pytest.mark.parametrize("rest", READ)
def test_what_is_only_read_takes_no_post(as_ada, ada, rest):
    assert as_ada.post(path(furnished(ada), rest)).status_code == 405


@pytest.mark.parametrize("rest", READ + FORMS + ["actions/1/"])
def test_a_restricted_meeting_is_not_there_for_mallory(client, mallory, ada, rest):
    meeting = furnished(ada, audience=make_audience(ada))
    client.force_login(mallory)
    assert [client.get(path(meeting, rest)).status_code] == [404]


@pytest.mark.parametrize("rest", FORMS + ACTS)
def test_nor_when_she_posts(client, mallory, ada, rest):
    meeting = furnished(ada, audience=make_audience(ada))
    client.force_login(mallory)
    assert client.post(path(meeting, rest)).status_code == 404


@pytest.mark.parametrize("rest", READ + FORMS)
def test_signed_out_goes_to_sign_in(client, ada, rest):
    answer = client.get(path(furnished(ada), rest))
    assert (answer.status_code, answer["Location"].partition("?")[0]) == (302, "/account/login/")


@pytest.mark.parametrize("address", [*LISTS, "/meetings/new/", "/meetings/held/"])
def test_lists_and_new_pages(client, ada, grace, address):
    assert client.get(address)["Location"].startswith("/account/login/")
    client.force_login(ada)
    assert client.get(address).status_code == 200
    client.force_login(grace)
    assert client.get(address).status_code == (200 if address in LISTS else 403)


@pytest.mark.parametrize("address", LISTS)
def test_lists_take_no_post(as_ada, address):
    assert as_ada.post(address).status_code == 405


@pytest.mark.parametrize("address", LISTS)
def test_lists_never_name_a_restricted_meeting(client, ada, mallory, address):
    audience = make_audience(ada)
    series = make_series(name="Salaries", slug="salaries", audience=audience)
    meeting = make_meeting(title="Secret salaries", series=series, audience=audience)
    meeting.add_action(by=ada, text="Raise the secret salaries", owner=mallory)
    client.force_login(mallory)
    assert b"alaries" not in client.get(address).content
    client.force_login(ada)
    assert b"alaries" in client.get(address).content


def test_the_series_pages(client, ada, grace, mallory, root):
    series = make_series(audience=make_audience(ada, root))
    client.force_login(ada)
    assert [client.get(f"/series/{series.slug}/{rest}").status_code for rest in ("", "edit/")] == [200, 403]
    client.force_login(root)
    assert [client.get(f"/series/{rest}").status_code for rest in ("new/", f"{series.slug}/edit/")] == [200, 200]
    client.force_login(mallory)
    assert [client.get(f"/series/{series.slug}/{rest}").status_code for rest in ("", "edit/")] == [404, 404]
    assert client.get(f"/meetings/new/?series={series.slug}").status_code == 404
    client.force_login(grace)
    assert client.get("/series/new/").status_code == 403


UNKNOWN = ["999/", "99999999999999999999999/", "1/history/9/", "1/actions/9/", "1/outcomes/9/replace/"]


@pytest.mark.parametrize("address", ["/series/none/", *(f"/meetings/{rest}" for rest in UNKNOWN)])
def test_unknown_addresses(as_ada, address):
    make_meeting()
    assert as_ada.get(address).status_code == 404


def test_an_action_leads_to_its_row(as_ada, ada):
    meeting = furnished(ada)
    assert as_ada.get(path(meeting, "actions/1/"))["Location"] == f"/meetings/{meeting.number}/#action-1"
