"""The people of Halyard, their teams, areas, logs and series: who is there before anything happens."""

from django.contrib.auth.hashers import make_password

from accounts.models import Audience, Team, User
from meetings.models import Series
from records.models import Area, Log

from . import files

PASSWORD = "any-parcel-any-carrier"
SIGN_INS = {"dana": "started six weeks ago", "amara": "an admin", "ruth": "a reader"}


def sign_ins():
    """With what one signs in to the demonstration, as a text of a few lines; empty on a site without it."""
    emails = {handle: f"{handle}@halyard.example" for handle in SIGN_INS}
    if User.objects.who_may_sign_in().filter(email__in=emails.values()).count() < len(SIGN_INS):
        return ""
    return "\n".join(["Sign in as", *(f"  {emails[handle]}   {PASSWORD}   ({who})" for handle, who in SIGN_INS.items())])


def enter(stage):
    """Bring everybody and everything on that the files of records and meetings refer to."""
    cast = files.facts("people")
    _people(stage, cast["people"])
    for slug, team in cast["teams"].items():
        stage.teams[slug] = Team.objects.create(slug=slug, name=team["name"])
        stage.teams[slug].members.set(stage.people[handle] for handle in team["members"])
    for slug, area in cast["areas"].items():
        stage.areas[slug] = Area.objects.create(slug=slug, name=area["name"], team=stage.teams[area["team"]])
    for key, title in cast["logs"].items():
        stage.logs[key] = Log.objects.create(key=key, title=title)
    for name, handles in cast["audiences"].items():
        stage.audiences[name] = Audience.objects.create()
        stage.audiences[name].admit(users=[stage.people[handle] for handle in handles])
    for slug, series in cast["series"].items():
        _series(stage, slug, series)


def _people(stage, people):
    password = make_password(PASSWORD)  # slow on purpose, so once for all
    for handle, facts in people.items():
        facts = dict(facts)
        joined = stage.moment(facts.pop("joined"))
        visit = facts.pop("last_visit", None)
        stage.people[handle] = User.objects.create(
            handle=handle, email=f"{handle}@halyard.example", password=password, joined_at=joined,
            last_visit=stage.moment(visit) if visit else None, **facts,
        )  # fmt: skip


def _series(stage, slug, facts):
    facts = dict(facts)
    members, area, _starts = facts.pop("members"), stage.areas[facts.pop("area")], facts.pop("starts")
    template = facts.pop("template", "")
    stage.series[slug] = Series.objects.create(slug=slug, area=area, **facts)
    stage.series[slug].members.set(stage.people[handle] for handle in members)
    if template:
        stage.series[slug].write_template(by=stage.people["amara"], text=template, base=0)
