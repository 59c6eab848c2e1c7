"""A small organisation that has something of everything, for tests that go through all pages."""

import datetime
from types import SimpleNamespace

from accounts.models import Team
from onboarding.models import Mission, Path, Term
from records.models import Relation, Risk, Status, Tag

from .factories import make_area, make_audience, make_log, make_meeting, make_record, make_series, make_user

TEXT = """## Context

Lists grow: `GET /v1/shipments` answers with **everything**, see API-1 and meeting 1[^1]. Ask @ada, or look at <https://example.org>.

> [!WARNING]
> Offsets skip rows that move.

## Considered options

* Offsets
* Cursors

- [x] measured
- [ ] announced

| way | p95 |
|---|---:|
| offset | 900 ms |
| cursor | 12 ms |

```python
def page(after=None, limit=100):
    return Shipment.objects.filter(pk__gt=after or 0)[:limit]
```

```mermaid
graph LR
  client --> gateway --> database
```

## Decision outcome

We page with cursors, because they stay quick.

[^1]: Of the API architecture review.
"""


def build():
    """Make it; gives its people by their handles, and the rest under its own names."""
    world = SimpleNamespace(
        ada=make_user("Ada Byron", handle="ada"),
        bo=make_user("Bo Lindgren", handle="bo"),
        grace=make_user("Grace Kim", "reader", handle="grace"),
        mallory=make_user("Mallory Reyes", handle="mallory"),
        root=make_user("Root Admin", "admin", handle="root"),
    )
    world.grace.set_password("any-parcel-any-carrier")
    world.grace.save()
    team = Team.objects.create(slug="gateway", name="Gateway")
    team.members.add(world.ada, world.bo)
    world.audience = make_audience(world.ada, world.bo)
    _records(world)
    _meetings(world)
    _first_reading(world)
    return world


def _records(world):
    log, area = make_log("API", title="Public API and carriers", template="## Context\n\n## Decision\n"), make_area()
    tag = Tag.objects.create(slug="paging")

    def record(status, title, **fields):
        return make_record(status, by=world.ada, log=log, title=title, text=TEXT, area=area, decision_makers=[world.ada, world.bo], **fields)

    world.superseded = record(Status.ACCEPTED, "Page with offsets")
    world.proposed = record(Status.PROPOSED, "Sign webhooks with two keys", consulted=["#platform"], informed=[world.grace])
    world.accepted = record(Status.ACCEPTED, "Page with cursors", supersedes=[world.superseded], tags=[tag])
    world.accepted.relate(by=world.ada, kind=Relation.Kind.RELATES_TO, target=world.proposed)
    world.accepted.edit(by=world.bo, title="Page with cursors", text=TEXT.replace("quick", "quick everywhere"), base=1, note="Clearer.")
    world.draft = record(Status.DRAFT, "Limit by token")
    for status in (Status.REJECTED, Status.DEPRECATED, Status.WITHDRAWN, Status.UNSTATED):
        record(status, f"A {status} idea")
    world.restricted = record(Status.ACCEPTED, "Rotate the leaked key", audience=world.audience)
    Risk.objects.note(
        by=world.bo, title="Cursors expire", symptom="410 on the second page", cause="Keys rotate.", remedy="Begin again.",
        record=world.accepted, area=area, severity="high",
    )  # fmt: skip


def _meetings(world):
    world.series = make_series(area=make_area(), cadence="Every second Thursday, 14:00", template="## Last actions\n")
    world.series.members.set([world.ada, world.bo, world.grace])
    for number in (1, 2):
        meeting = make_meeting(
            series=world.series, text=TEXT, by=world.ada, day=datetime.date(2026, 3, number), facilitator=world.bo, note_taker=world.ada
        )
        meeting.mark_attendance(by=world.ada, presence={world.ada: "present", world.bo: "present", world.grace: "regrets"})
        meeting.set_agenda(by=world.ada, rows=[{"topic": None, "title": "Limits", "minutes": 10, "took": 14}])
        meeting.conclude(by=world.ada, sentence="We page with cursors.", effect="links", record=world.accepted, topic=meeting.topics.get())
        meeting.add_action(by=world.ada, text="Warm the buckets", owner=world.ada, due=datetime.date(2026, 3, 9))
    meeting.file(by=world.ada)
    make_meeting(title="Security desk", text=TEXT, by=world.ada, audience=world.audience)
    make_meeting(title="Carrier round").call_off(by=world.bo, note="Too few of us.")


def _first_reading(world):
    mission = Mission.objects.create()
    mission.write(by=world.root, title="Any parcel, one call.", text="We write it down.\n\n## Values\n\nCalm.", base=0)
    term = Term.objects.define(by=world.ada, word="Lane", meaning="A carrier and a service between two countries.")
    path = Path.objects.lay(by=world.ada, slug="api", title="API engineers", text="Two things, then ask.\n\n## Before you begin\n\nBreathe.")
    path.steps.create(position=1, stage="Day one", record=world.accepted, reason="It holds the lists together.")
    path.steps.create(position=2, stage="Week one", term=term, reason="You will hear it.")
