"""Every address of records: it works, needs sign-in, keeps readers to reading, hides what is restricted, and knows its methods."""

from types import SimpleNamespace

import pytest
from django.db import transaction

from records.models import Record, Risk, Status
from tests.factories import make_audience, make_record, make_user

READING = ["/records/", "/records/ADR-1/", "/records/ADR-1/history/", "/records/ADR-1/history/1/", "/records/ADR-1/history/?from=1&to=1",
           "/risks/", "/risks/1/"]  # fmt: skip
ACTING = ["/records/new/", "/records/ADR-1/edit/", "/records/ADR-1/relate/", "/records/ADR-1/relate/?kind=depends_on&target=ADR-2",
          "/records/ADR-1/unrelate/relates_to/ADR-2/", "/records/ADR-1/take-back/", "/risks/new/", "/risks/1/edit/"]  # fmt: skip
MOVING = {
    "propose": "draft", "accept": "proposed", "reject": "proposed", "withdraw": "proposed", "redraft": "proposed", "reopen": "rejected",
    "deprecate": "accepted", "state": "unstated",
}  # fmt: skip


@pytest.fixture(scope="module")
def cast(django_db_setup, django_db_blocker):
    """Who climbs, and ADR-1 with a relation to ADR-2 and risk 1, all made once for this file."""
    with django_db_blocker.unblock(), transaction.atomic():
        people = {name: make_user(name.title(), role, handle=name) for name, role in (("ada", "member"), ("mallory", "member"), ("grace", "reader"))}
        record, other = make_record(by=people["ada"]), make_record(by=people["ada"])
        record.relate(by=people["ada"], kind="relates_to", target=other)
        Risk.objects.note(by=people["ada"], title="Queue age rises", symptom="Labels wait.", record=record)
        yield SimpleNamespace(**people, things=(record, other))
        transaction.set_rollback(True)


@pytest.fixture
def ada(cast, db):
    return cast.ada


@pytest.fixture
def grace(cast, db):
    return cast.grace


@pytest.fixture
def mallory(cast, db):
    return cast.mallory


@pytest.fixture
def things(cast, db):
    return cast.things


def close(*records, to):
    Record.objects.filter(pk__in=[record.pk for record in records]).update(audience=make_audience(*to))


@pytest.mark.parametrize("url", READING + ACTING)
def test_it_works(as_ada, things, url):
    assert as_ada.get(url).status_code == 200


@pytest.mark.parametrize("url", READING + ACTING)
def test_signed_out_goes_to_sign_in(client, things, url):
    response = client.get(url)
    assert (response.status_code, response["Location"].split("?")[0]) == (302, "/account/login/")


@pytest.mark.parametrize("url", READING)
def test_readers_read(client, grace, things, url):
    client.force_login(grace)
    assert client.get(url).status_code == 200


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("url", ACTING)
def test_readers_do_not_act(client, grace, things, url, method):
    client.force_login(grace)
    assert getattr(client, method)(url).status_code == 403


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("url", [url for url in READING + ACTING if "1/" in url])
def test_what_is_restricted_is_not_there(client, mallory, ada, things, url, method):
    close(things[0], to=[ada])
    client.force_login(mallory)
    expected = 405 if method == "post" and url in READING else 404
    assert getattr(client, method)(url).status_code == expected


@pytest.mark.parametrize("url", READING)
def test_pages_for_reading_take_no_post(as_ada, things, url):
    assert as_ada.post(url).status_code == 405


@pytest.mark.parametrize("url", ACTING)
def test_pages_for_acting_take_no_put(as_ada, things, url):
    assert as_ada.put(url).status_code == 405


# Moves


@pytest.mark.parametrize(("verb", "status"), MOVING.items())
def test_the_ladder_of_a_move(client, ada, grace, mallory, verb, status):
    record = make_record(Status(status), by=ada, decision_makers=[ada])
    Record.objects.filter(pk=record.pk).update(audience=None)
    url = f"/records/{record.name}/{verb}/"
    assert client.get(url)["Location"] == f"/account/login/?next={url}"
    found = {}
    for user in (grace, mallory, ada):
        client.force_login(user)
        found[user.handle] = (client.get(url).status_code, client.post(url, {}).status_code if user != ada else None, client.put(url).status_code)
    assert found == {"grace": (403, 403, 405), "mallory": (403, 403, 405), "ada": (200, None, 405)}
    close(record, to=[ada])
    client.force_login(mallory)
    assert [client.get(url).status_code, client.post(url).status_code] == [404, 404]


@pytest.mark.parametrize("name", ["API-012", "api-12", "API-", "12", "API-12x", "-12", "ADR-99", "NOLOG-1", "new-1", "API-99999999999"])
def test_there_is_no_such_record(as_ada, things, name):
    for page in ("", "edit/", "history/", "accept/"):
        assert as_ada.get(f"/records/{name}/{page}").status_code == 404


@pytest.mark.parametrize("url", ["/records/ADR-1/history/9/", "/records/ADR-1/history/?from=1&to=9", "/records/ADR-1/history/?from=x&to=1",
                                 "/records/ADR-1/history/?from=1", "/records/ADR-1/unrelate/nonsense/ADR-2/", "/records/ADR-1/unrelate/amends/ADR-2/",
                                 "/records/ADR-1/nonsense/", "/risks/99/", "/risks/x/"])  # fmt: skip
def test_there_is_no_such_page(as_ada, things, url):
    assert as_ada.get(url).status_code == 404
