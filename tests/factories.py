"""The props: plain functions that make one believable thing each; every argument may be given."""

import datetime
from itertools import count

from accounts.models import Audience, User
from meetings.models import Counter, Meeting, Series
from records.models import Area, Log, Record, Status

_n = count(1)


def make_user(name=None, role="member", **fields):
    n = next(_n)
    name = name or f"Person {n}"
    return User.objects.create_user(fields.pop("email", f"person{n}@halyard.example"), None, name=name, role=role, **fields)


def make_log(key="ADR", template="", **fields):
    return with_template(Log.objects.get_or_create(key=key, defaults={"title": f"{key} log", **fields})[0], template)


def with_template(thing, template):
    if template:
        thing.write_template(by=make_user(role="admin"), text=template, base=thing.revision_number)
    return thing


def make_area(name="API gateway", slug="api-gateway"):
    return Area.objects.get_or_create(slug=slug, defaults={"name": name})[0]


def make_audience(*users, reason=Audience.Reason.RESTRICTED):
    audience = Audience.objects.create(reason=reason)
    audience.admit(users=users)
    return audience


def make_record(status=Status.ACCEPTED, *, by=None, log=None, title="Page with cursors on every list endpoint", text="## Context\n\nLists grow.\n",
                on=datetime.date(2026, 3, 2), **fields):  # fmt: skip
    """A record moved by its verbs to the status; drafts stay closed to their author."""
    by = by or make_user()
    record = Record.objects.draft(by=by, log=log or make_log(), title=title, text=text, **fields)
    if status == Status.DRAFT:
        return record
    if status == Status.UNSTATED:
        Record.objects.filter(pk=record.pk).update(status=Status.UNSTATED, audience=fields.get("audience"))
        record.refresh_from_db()
        record.reindex()
        return record
    record.propose(by=by, on=on)
    steps = {
        Status.PROPOSED: [],
        Status.ACCEPTED: ["accept"],
        Status.REJECTED: ["reject"],
        Status.WITHDRAWN: ["withdraw"],
        Status.DEPRECATED: ["accept", "deprecate"],
    }
    for verb in steps[status]:
        getattr(record, verb)(by=by, on=on, note="For the test.")
    return record


def make_series(name="API architecture review", slug="api-review", template="", **fields):
    return with_template(Series.objects.get_or_create(slug=slug, defaults={"name": name, **fields})[0], template)


def make_meeting(*, series=None, title="API architecture review", day=datetime.date(2026, 3, 2), text="", by=None, **fields):
    meeting = Meeting.objects.create(number=Counter.take(), series=series, title=title, day=day, **fields)
    if text:
        meeting.note_down(by=by or make_user(), text=text, base=0)
    meeting.reindex()
    return meeting
