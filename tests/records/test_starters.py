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


@pytest.mark.parametrize(("text", "expected"), [
    ("## Context\r\n\r\nMine.\n\n## Decision\n\nSo.",
     "## Context\n\nMine.\n\n## Decision\n\nSo.\n\n## Consequences\n\nWhat becomes easier, and what becomes harder?\n"),
    ("## context\n## DECISION\n## Consequences\n", "## context\n## DECISION\n## Consequences\n"),
])  # fmt: skip
def test_the_sections_that_a_text_lacks_are_put_under_it(page, text, expected):
    response = page(title="Limit retries", under="nygard", text=text)
    form = response.context["form"]
    assert (form["title"].value(), form["text"].value(), "Your text stays as it is" in response.content.decode()) == (
        "Limit retries",
        expected,
        False,
    )


def test_a_template_without_sections_is_put_under_as_a_whole(page):
    assert page(under="y", text="Mine.").context["form"]["text"].value().startswith("Mine.\n\nIn the context of …,\n")


def test_a_written_text_is_asked_about(page):
    button = '<button class="link-btn" name="under" value="y" formnovalidate>Put what “One sentence” has under it</button>'
    assert button in page(begin="y", text="Mine.").content.decode()


def test_the_untouched_template_of_another_log_gives_way(page):
    make_log("OPS", template="## Why we page\n")
    assert page(begin="nygard", text="## Why we page\n").context["form"]["text"].value().startswith("## Context")


def test_the_sections_of_a_template():
    template = "Words first.\n\n## Context\r\n\r\nWhat is true?\n\n### Numbers\n\n7\n\n## Decision ##\n"
    assert sections_of(template) == [("Context", "## Context\n\nWhat is true?\n\n### Numbers\n\n7\n"), ("Decision", "## Decision\n")]
