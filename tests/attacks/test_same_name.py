"""Two who take one name, address or handle at the same moment: the second is asked to send it again, with all that was typed."""

from functools import partial

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from accounts.models import Team
from tests.factories import make_user
from tests.together import together
from ui.answers import TAKEN, refusals

from .test_holding import OURS, held

pytestmark = pytest.mark.django_db
TYPED = {"name": "Gateway", "slug": "gateway", "members": "@ada"}
NEW = [
    ("/logs/new/", {"key": "API", "title": "APIs"}),
    ("/areas/new/", {"name": "Gateway", "slug": "gateway"}),
    ("/teams/new/", {"name": "Gateway", "slug": "gateway"}),
    ("/people/new/", {"name": "Ann Lee", "email": "ann@halyard.example", "role": "member"}),
    ("/series/new/", {"name": "Review", "minutes": "60"}),
    ("/paths/new/", {"title": "Start here", "text": "Read these.", "owner": "", "base": "0"}),
]


def answer_to(request, act):
    """What the middleware makes of the error that the database raises at the act."""
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        act()
    return refusals(None).process_exception(request, error.value)


def test_what_was_typed_is_held_to_be_sent_again(as_root):
    Team.objects.create(name="Gateway", slug="gateway")
    request = as_root.post("/teams/new/", TYPED, headers=OURS).wsgi_request
    answer = answer_to(request, partial(Team.objects.create, name="Another", slug="gateway"))
    answer.text = answer.content.decode()
    assert (answer.status_code, TAKEN in answer.text, held(answer)) == (409, True, TYPED)


def test_an_error_of_our_own_stays_one(as_root):
    request = as_root.post("/teams/new/", TYPED, headers=OURS).wsgi_request
    assert answer_to(request, partial(make_user, role="captain")) is None


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("address", "facts"), NEW)
def test_nobody_gets_an_error_page(address, facts):
    hands = [Client(), Client()]
    for hand in hands:
        hand.force_login(make_user(role="admin"))
    answers = together(*(partial(hand.post, address, facts) for hand in hands))
    statuses = sorted(answer.status_code for answer in answers)
    assert statuses in ([302, 302], [302, 409], [302, 422])
