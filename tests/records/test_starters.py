import pytest

from records.starters import sections_of
from tests.factories import make_log


@pytest.fixture
def page(as_ada):
    make_log("API")
    return lambda **typed: as_ada.post("/records/new/", {"log": "API", "template": "nygard", **typed})


def starter_text(client, key):
    starters = client.get("/records/new/?log=API").context["starters"]
    return next(one.text for one in starters if one.key == key)


def keys(client):
    return [one.key for one in client.get("/records/new/?log=API").context["starters"]]


def test_choosing_a_template_keeps_what_was_typed_beside_the_text(as_ada, page):
    first, second = keys(as_ada)[:2]
    response = page(title="Limit retries", summary="Three.", begin=second, text=starter_text(as_ada, first).replace("\n", "\r\n"))
    form = response.context["form"]
    assert (response.status_code, form["title"].value(), form["summary"].value()) == (200, "Limit retries", "Three.")
    assert form["text"].value() == starter_text(as_ada, second)


def test_a_template_never_takes_the_place_of_a_written_text(as_ada, page):
    response = page(title="Limit retries", begin=keys(as_ada)[1], text="## Context\r\n\r\nMine.")
    assert response.context["form"]["text"].value() == "## Context\r\n\r\nMine."
    assert "Your text stays as it is" in response.content.decode()


def test_the_sections_of_a_template():
    template = "Words first.\n\n## Context\r\n\r\nWhat is true?\n\n### Numbers\n\n7\n\n## Decision ##\n"
    assert sections_of(template) == [("Context", "## Context\n\nWhat is true?\n\n### Numbers\n\n7\n"), ("Decision", "## Decision\n")]
