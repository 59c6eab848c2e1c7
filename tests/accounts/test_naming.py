import pytest

from accounts.models import Team
from accounts.naming import near_to
from tests.factories import make_user


@pytest.fixture
def people(db):
    for name in ("Jonas Brandt", "Jonas Berg", "Zoë Ångström", "Ann Lee"):
        make_user(name)
    make_user("Jonas Left", is_active=False)
    make_user("Jonas Guest", role="reader", email=None, is_guest=True)
    Team.objects.create(slug="arch", name="Architects")


@pytest.mark.parametrize(("words", "expected"), [
    ("Jonas Brant", ["Jonas Brandt", "Jonas Berg"]), ("jonas", ["Jonas Berg", "Jonas Brandt"]),
    ("Brandt", ["Jonas Brandt"]), ("J. Berg", ["Jonas Berg"]),
    ("Zoe Angstrom", ["Zoë Ångström"]), ("anlee", ["Ann Lee"]), ("the architects", ["Architects"]), ("Arch", ["Architects"]),
    ("All of engineering", []), ("Customer support", []), ("Ann Lindberg", []), ("#platform", []), ("?", []), ("", []),
])  # fmt: skip
def test_whom_somebody_may_have_meant(people, words, expected):
    assert [str(who) for who in near_to(words)] == expected
