"""Whatever is wrong in a form is told in this site's words, never in the framework's."""

import re

import pytest
from django.db import transaction

from .conftest import signed_in
from .test_bad_input import encoded

WRONG = {"nothing": "", "a word": "nonsense", "too much": "9" * 5000, "too little": "-1", "NUL": "a\0b", "no such day": "2026-02-30"}
THEIRS = re.compile(
    r">\s*([^<>]*(?:Select a valid|Ensure th|Enter a|Null characters|not a valid value|ManagementForm|This field|already exists)[^<>]*)<"
)


@pytest.mark.one_engine
@pytest.mark.django_db
@pytest.mark.parametrize("typed", [*WRONG.values(), None], ids=[*WRONG, "no field at all"])
def test_no_form_speaks_in_the_words_of_the_framework(people, forms, typed):
    heard = set()
    for page, names in forms.items():
        if page.name == "account_logout":
            continue
        with transaction.atomic():
            posted = {} if typed is None else dict.fromkeys(names, typed)
            answer = signed_in(people, page).post(page.path, encoded(posted), content_type="application/x-www-form-urlencoded")
            transaction.set_rollback(True)
        heard |= {(page.name, words.strip()[:80]) for words in THEIRS.findall(answer.text)}
    assert sorted(heard) == []


@pytest.mark.django_db
@pytest.mark.parametrize(("path", "typed", "said"), [
    ("/areas/new/", {"name": "Gateway", "slug": "api-gateway"}, {"slug": ["Another area has this short name. Choose another."]}),
    ("/logs/new/", {"key": "API", "title": "Interfaces"}, {"key": ["Another log has this key. Choose another."]}),
    ("/teams/new/", {"name": "Gateway", "slug": "gateway"}, {"slug": ["Another team has this short name. Choose another."]}),
    ("/people/new/", {"name": "Ann", "email": "ann@halyard.example", "handle": "ada", "role": "reader"},
     {"handle": ["Somebody has this handle already. Choose another."]}),
])  # fmt: skip
def test_a_name_that_is_taken_gets_a_sentence(people, client, path, typed, said):
    client.force_login(people.root)
    answer = client.post(path, typed)
    assert (answer.status_code, dict(answer.context["form"].errors)) == (422, said)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "field"), [("/records/API-3/audience/", "people"), ("/records/API-3/audience/", "teams"), ("/teams/new/", "members")]
)
@pytest.mark.parametrize("forged", ["1", "9" * 30, "nobody", "a\0b", "-1"])
def test_who_is_in_a_circle_is_chosen_by_name_and_never_by_key(people, client, path, field, forged):
    client.force_login(people.root)
    answer = client.post(path, {"circle": "restricted", "name": "Platform", "slug": "platform", field: [forged]})
    assert (answer.status_code, answer.context["form"].errors[field]) == (422, ["Choose from the list."])
