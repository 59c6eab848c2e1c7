import pytest

from records.models import Area, Log
from tests.factories import make_area, make_log, make_record


def test_admin_adds_a_log_and_an_area(as_root):
    as_root.post("/logs/new/", {"key": "API", "title": "The public API"})
    as_root.post("/areas/new/", {"name": "API gateway", "slug": "api-gateway"})
    assert (str(Log.objects.get()), str(Area.objects.get())) == ("API", "API gateway")
    page = as_root.get("/logs/").content.decode()
    assert "The public API" in page and "API gateway" in page


@pytest.mark.parametrize("key", ["", "api", "A", "1API", "A-B", "TOOLONGAKEY1", "Ä"])
def test_a_key_that_is_no_key_gets_a_sentence(as_root, key):
    response = as_root.post("/logs/new/", {"key": key, "title": "x"})
    assert (response.status_code, list(response.context["form"].errors), Log.objects.count()) == (422, ["key"], 0)


def test_the_key_is_frozen_with_the_first_record(as_root, ada):
    make_record(by=ada, log=make_log("API"))
    as_root.post("/logs/API/edit/", {"key": "WEB", "title": "Renamed"})
    assert list(Log.objects.values_list("key", "title")) == [("API", "Renamed")]


def test_two_areas_cannot_share_a_short_name(as_root):
    make_area()
    assert as_root.post("/areas/new/", {"name": "Other", "slug": "api-gateway"}).status_code == 422


@pytest.mark.parametrize("address", ["/logs/", "/logs/new/", "/logs/API/edit/", "/areas/new/", "/areas/api-gateway/edit/"])
def test_only_admins_keep_logs_and_areas(client, ada, grace, root, address):
    make_log("API"), make_area()
    assert client.get(address).status_code == 302
    codes = []
    for person in (grace, ada, root):
        client.force_login(person)
        codes.append(client.get(address).status_code)
    assert codes == [403, 403, 200]


def test_unknown_logs_and_areas_are_not_found(as_root):
    assert [as_root.get(address).status_code for address in ("/logs/NO/edit/", "/areas/no/edit/")] == [404, 404]
