import pytest


def test_signed_out_people_choose_a_theme_too(client, db):
    response = client.post("/theme/", {"theme": "dark"}, headers={"referer": "http://testserver/account/login/"})
    assert (response.status_code, response["Location"]) == (302, "http://testserver/account/login/")
    assert client.cookies["theme"].value == "dark"
    assert '<html lang="en-GB" data-theme="dark">' in client.get("/account/login/").content.decode()


def test_system_forgets_the_choice(client, db):
    client.cookies["theme"] = "dark"
    client.post("/theme/", {"theme": "system"})
    assert client.cookies["theme"].value == ""


@pytest.mark.parametrize("referer", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)", ""])
def test_never_leads_away_from_the_site(client, db, referer):
    assert client.post("/theme/", {"theme": "light"}, headers={"referer": referer})["Location"] == "/"


def test_an_unknown_theme_is_no_theme(client, db):
    client.post("/theme/", {"theme": '"><script>'})
    assert "data-theme" not in client.get("/account/login/").content.decode()


def test_wrong_method(client, db):
    assert client.get("/theme/").status_code == 405
