import re

import pytest

from accounts.models import Team
from records import facets
from records.models import Area, Log
from tests.factories import make_area, make_audience, make_log, make_record


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


def test_the_short_name_of_an_area_can_change_until_something_is_about_it(as_root, ada):
    def change(slug, name):
        as_root.post(f"/areas/{Area.objects.get().slug}/edit/", {"name": name, "slug": slug})
        return Area.objects.values_list("slug", "name").get()

    make_area("Gateway", "gateway")
    assert change("api-gateway", "API gateway") == ("api-gateway", "API gateway")
    make_record(by=ada, area=make_area())
    assert change("edge", "The edge") == ("api-gateway", "The edge")


def test_two_areas_cannot_share_a_short_name(as_root):
    make_area()
    assert as_root.post("/areas/new/", {"name": "Other", "slug": "api-gateway"}).status_code == 422


@pytest.mark.parametrize("address", ["/logs/new/", "/logs/API/edit/", "/areas/new/", "/areas/api-gateway/edit/"])
def test_only_admins_keep_logs_and_areas(client, ada, grace, root, address):
    make_log("API"), make_area()
    assert client.get(address).status_code == 302
    codes = []
    for person in (grace, ada, root):
        client.force_login(person)
        codes.append(client.get(address).status_code)
    assert codes == [403, 403, 200]


def rows(client):
    context = client.get("/logs/").context
    return [[(str(row[kind]), row["records"], row["in_force"]) for row in context[f"{kind}s"]] for kind in ("log", "area")]


def test_everybody_finds_logs_and_areas_with_what_they_may_see_of_them(client, ada, grace):
    api, secret, area = make_log("API"), make_log("SEC", audience=make_audience(ada)), make_area()
    make_record(by=ada, log=api, area=area)
    make_record("rejected", by=ada, log=api)
    make_record(by=ada, log=secret, area=area, audience=make_audience(ada))
    client.force_login(ada)
    assert rows(client) == [[("API", 2, 1), ("SEC", 1, 1)], [("API gateway", 2, 2)]]
    client.force_login(grace)
    assert rows(client) == [[("API", 2, 1)], [("API gateway", 1, 1)]]


@pytest.mark.parametrize(("who", "ways"), [
    ("grace", ["/records/?log=API", "/logs/API/template/history/", "/records/?area=api-gateway"]),
    ("ada", ["/records/?log=API", "/records/new/?log=API", "/logs/API/template/history/", "/records/?area=api-gateway"]),
    ("root", ["/logs/new/", "/records/?log=API", "/records/new/?log=API", "/logs/API/template/", "/logs/API/edit/",
              "/areas/new/", "/records/?area=api-gateway", "/areas/api-gateway/edit/"]),
])  # fmt: skip
def test_each_finds_the_ways_that_are_theirs(client, request, who, ways):
    client.force_login(request.getfixturevalue(who))
    make_log("API", template="## Context\n"), make_area()
    main = client.get("/logs/").content.decode().split('<header class="record-head">')[1].split("</main>")[0]
    assert re.findall('href="(.*?)"', main) == ways


def test_the_page_costs_the_same_for_one_and_for_three(as_ada, ada, django_assert_num_queries):
    def asked():
        facets.overview_of.cache_clear()
        with django_assert_num_queries(8):
            as_ada.get("/logs/")

    make_record(by=ada, log=make_log("API"), area=make_area())
    asked()
    for key in ("WEB", "OPS"):
        make_record(by=ada, log=make_log(key), area=make_area(key, key.lower()))
    asked()


def test_every_page_leads_to_logs_areas_people_and_teams(client, grace):
    client.force_login(grace)
    page = client.get("/").content.decode()
    footer, menu = page.split("<footer")[1], page.split('id="menu-me"')[1]
    assert [[f'href="{address}"' in part for address in ("/logs/", "/people/")] for part in (footer, menu)] == [[True, True]] * 2


def test_unknown_logs_and_areas_are_not_found(as_root):
    assert [as_root.get(address).status_code for address in ("/logs/NO/edit/", "/areas/no/edit/")] == [404, 404]


@pytest.mark.parametrize("address", ["/logs/new/", "/areas/new/"])
def test_a_log_or_an_area_of_no_team_says_so_in_a_word(as_root, address):
    Team.objects.create(slug="gateway", name="Gateway")
    form = as_root.get(address).context["form"]
    assert re.findall(r"<option[^>]*>(.*?)</option>", str(form["team"])) == ["None", "Gateway"]


@pytest.mark.parametrize(("address", "changed", "sentence"), [
    ("/logs/API/edit/", {"key": "APIS"}, "It is in the names of records, so it stays."),
    ("/areas/api-gateway/edit/", {"slug": "gateway"}, "It is in addresses and searches, so it stays. The name can change."),
])  # fmt: skip
def test_a_name_that_came_into_use_while_its_page_was_open_is_not_dropped_in_silence(as_root, root, address, changed, sentence):
    log, area = make_log("API"), make_area()
    form = as_root.get(address).context["form"]
    typed = {name: form[name].value() or "" for name in form.fields}
    make_record(by=root, log=log, area=area)
    answers = [as_root.post(address, typed | more) for more in (changed, {})]
    assert [(answer.status_code, answer.context and answer.context["form"].errors) for answer in answers] == [
        (422, {name: [sentence] for name in changed}), (302, None),
    ]  # fmt: skip
