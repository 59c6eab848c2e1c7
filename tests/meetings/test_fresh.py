"""What the reader already has is answered with 304, and never once it changed."""

import pytest

from records.models import Status
from tests.factories import make_area, make_audience, make_meeting, make_record

pytestmark = pytest.mark.django_db


def again(client, page):
    return client.get(page.request["PATH_INFO"], headers={"If-None-Match": page["ETag"]}).status_code


@pytest.fixture
def page(as_ada, ada):
    meeting = make_meeting(text="Notes.\n", by=ada)
    as_ada.get("/meetings/")  # the browser has its token
    return as_ada.get(meeting.get_absolute_url())


def test_nothing_changed(as_ada, page):
    assert again(as_ada, page) == 304


def test_an_action_was_done(as_ada, ada, page):
    meeting = page.context["meeting"]
    action = meeting.add_action(by=ada, text="Do it")
    page = as_ada.get(meeting.get_absolute_url())
    action.finish(by=ada)
    assert again(as_ada, page) == 200


def test_a_record_it_links_to_moved(as_ada, ada, page):
    record = make_record(Status.PROPOSED, by=ada)
    page.context["meeting"].conclude(by=ada, sentence="Yes.", effect="links", record=record)
    page = as_ada.get(page.request["PATH_INFO"])
    record.accept(by=ada)
    assert again(as_ada, page) == 200


def test_another_reader_has_another_page(client, grace, page):
    client.force_login(grace)
    assert again(client, page) == 200


def test_who_lost_sight_of_it_gets_404(client, mallory, ada, page):
    meeting = page.context["meeting"]
    client.force_login(mallory)
    mine = client.get(meeting.get_absolute_url())
    type(meeting).objects.filter(pk=meeting.pk).update(audience=make_audience(ada))
    assert again(client, mine) == 404


def test_who_lost_sight_of_a_record_that_others_read_gets_404(client, ada, mallory):
    record = make_record(by=ada)
    answers = {}
    for reader in (ada, mallory):
        client.force_login(reader)
        client.get(record.get_absolute_url())
    type(record).objects.filter(pk=record.pk).update(audience=make_audience(ada))
    for reader in (ada, mallory):
        client.force_login(reader)
        answers[reader.handle] = client.get(record.get_absolute_url()).status_code
    assert answers == {"ada": 200, "mallory": 404}


def test_who_is_named_to_decide_may_at_once(client, ada, bo):
    record = make_record(Status.PROPOSED, by=ada)
    record.name_people(by=ada, role="decision_maker", people=[ada])
    client.force_login(bo)
    shown = [f"/records/{record.name}/accept/" in client.get(record.get_absolute_url()).content.decode()]
    record.name_people(by=ada, role="decision_maker", people=[bo])
    shown.append(f"/records/{record.name}/accept/" in client.get(record.get_absolute_url()).content.decode())
    assert shown == [False, True]


def test_a_receipt_is_shown_and_not_kept(as_ada, ada, page):
    meeting = page.context["meeting"]
    meeting.add_action(by=ada, text="Do it")
    page = as_ada.post(f"{meeting.get_absolute_url()}actions/1/done/", follow=True)
    assert "Done. Do it" in page.content.decode()
    assert not page.has_header("ETag")


@pytest.mark.parametrize("who", ["bo", "ada"])
def test_what_is_renamed_is_renamed_on_pages_that_were_read(client, ada, bo, who, request):
    area = make_area("Gateway")
    record = make_record(by=ada, area=area)
    client.force_login(request.getfixturevalue(who))
    client.get("/records/")
    page = client.get(record.get_absolute_url())
    area.name, ada.name = "Front door", "Ada King"
    area.save()
    ada.save()
    assert again(client, page) == 200
    assert {name in client.get(record.get_absolute_url()).content.decode() for name in ("Front door", "Ada King")} == {True}


def test_who_has_fewer_rights_gets_no_page_of_one_with_more(client, ada, grace):
    secret = make_record(by=ada, title="Buy the vendor", audience=make_audience(ada))
    record = make_record(by=ada, title="Queue the parcels")
    record.relate(by=ada, kind="depends_on", target=secret)
    shown = {}
    for reader in (ada, grace):
        client.force_login(reader)
        page = client.get(record.get_absolute_url()).content.decode()
        shown[reader.handle] = ("Buy the vendor" in page, f"/records/{record.name}/edit/" in page)
    assert shown == {"ada": (True, True), "grace": (False, False)}
