from records.models import Risk
from tests.factories import make_area


def test_a_risk_takes_the_next_number_and_its_author_as_owner(ada):
    first = Risk.objects.note(by=ada, title="Queue age rises", symptom="Labels wait.")
    second = Risk.objects.note(by=ada, title="Replica lag rises", symptom="Reads are old.", area=make_area(), severity="high")
    assert [(risk.number, risk.owner, risk.severity, risk.worth) for risk in (first, second)] == [
        (1, ada, "medium", "Open"),
        (2, ada, "high", "Open"),
    ]


def test_a_risk_changes_its_state(ada):
    risk = Risk.objects.note(by=ada, title="Queue age rises", symptom="Labels wait.")
    risk.describe(by=ada, state="mitigated", remedy="One pool for each carrier.")
    risk.refresh_from_db()
    assert (risk.worth, risk.remedy) == ("Mitigated", "One pool for each carrier.")
