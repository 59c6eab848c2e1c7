import pytest

from onboarding.models import Path, Term
from tests.factories import make_meeting, make_record


@pytest.fixture
def path(ada):
    path = Path.objects.create(slug="api", title="API engineers", owner=ada)
    record = make_record(by=ada, title="Sign webhooks")
    meeting = make_meeting(title="Review", text="word " * 450)
    term = Term.objects.define(by=ada, word="Lane", meaning="A carrier and a service between two countries.")
    path.steps.create(position=1, stage="Day one", record=record, reason="It began with this.")
    path.steps.create(position=2, stage="Day one", meeting=meeting, reason="What good minutes look like.")
    path.steps.create(position=3, stage="Week one", term=term, reason="You will hear it.")
    return path
