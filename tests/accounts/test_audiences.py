from accounts.forms import AudienceForm
from accounts.models import Audience, Team, User
from tests.factories import make_audience, make_record


def test_audience_admits_people_and_teams_and_nobody_else(ada, bo, mallory):
    team = Team.objects.create(slug="sec", name="Security")
    team.members.add(bo)
    audience = make_audience(ada)
    audience.admit(users=[ada], teams=[team])
    assert [audience.pk in User.objects.get(pk=person.pk).audiences for person in (ada, bo, mallory)] == [True, True, False]
    assert audience.members.count() == 2


def test_audience_form_keeps_people_from_locking_themselves_out(ada, bo):
    closed = AudienceForm({"circle": "restricted", "people": ["bo"]}, by=ada)
    assert closed.errors == {"__all__": ["You would lock yourself out. Add yourself, or a team that you are in."]}
    mine = AudienceForm({"circle": "restricted", "people": ["ada", "bo"]}, by=ada)
    assert mine.is_valid() and mine.audience().members.count() == 2
    everybody = AudienceForm({"circle": "open"}, by=ada)
    assert everybody.is_valid() and everybody.audience() is None and Audience.objects.count() == 1


def test_restricted_record_is_seen_by_its_circle_only(ada, bo, mallory):
    from records.models import Record

    record = make_record(by=ada, audience=make_audience(ada, bo))
    assert [list(Record.objects.visible_to(User.objects.get(pk=p.pk))) for p in (ada, bo, mallory)] == [[record], [record], []]
