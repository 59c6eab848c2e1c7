from datetime import timedelta

import pytest
from django.template import Context, Template
from django.utils import timezone

from records.models import Record, Status
from tests.factories import make_audience, make_meeting, make_record
from ui.badges import meeting_badge, worth_badge
from ui.icons import SHAPES

WORDS = {
    Status.DRAFT: ("draft", "Draft"),
    Status.PROPOSED: ("proposed", "Proposed"),
    Status.ACCEPTED: ("in-force", "In force"),
    Status.REJECTED: ("rejected", "Rejected"),
    Status.WITHDRAWN: ("withdrawn", "Withdrawn"),
    Status.DEPRECATED: ("deprecated", "Deprecated"),
    Status.UNSTATED: ("unstated", "Unstated"),
}


def drawn(shape, words):
    return f'<span class="status status--{shape}"><svg viewBox="0 0 16 16" aria-hidden="true">{SHAPES[shape]}</svg>{words}</span>'


def superseded(by):
    old = make_record(title="Limit per address", by=by)
    new = make_record("proposed", title="Limit per customer", by=by)
    new.relate(by=by, kind="supersedes", target=old)
    new.accept(by=by)
    return Record.objects.with_worth().get(pk=old.pk), new


@pytest.mark.parametrize("status", WORDS)
def test_each_status_has_a_shape_and_a_word(status, ada):
    assert worth_badge(make_record(status, by=ada), ada) == drawn(*WORDS[status])


def test_in_force_in_part(ada):
    record = make_record(by=ada)
    record.partly_superseded = True
    assert worth_badge(record, ada) == drawn("in-part", "In force, in part")


def test_superseded_says_by_what(ada):
    old, new = superseded(ada)
    assert worth_badge(old, ada) == drawn("superseded", f'Superseded by <a class="ref" href="/records/{new.name}/">{new.name}</a>')
    assert worth_badge(old, ada, link=False) == drawn("superseded", f'Superseded by <span class="ref">{new.name}</span>')


def test_superseded_does_not_name_what_the_reader_may_not_see(ada, mallory):
    old, new = superseded(ada)
    new.audience = make_audience(ada)
    new.save()
    old = Record.objects.with_worth().get(pk=old.pk)
    assert worth_badge(old, mallory) == drawn("superseded", "Superseded")
    assert new.name in worth_badge(old, ada)


def test_an_imported_status_keeps_its_words_where_they_differ(ada):
    record = make_record(by=ada)
    record.status_words = "Implemented <now>"
    assert worth_badge(record, ada) == drawn("in-force", "In force") + ' <span class="meta">“Implemented &lt;now&gt;”</span>'
    record.status_words = "Accepted"
    assert worth_badge(record, ada) == drawn("in-force", "In force")


def test_the_tag_asks_for_the_reader(ada):
    record = make_record(by=ada)
    assert Template("{% worth record %}").render(Context({"record": record, "user": ada})) == drawn("in-force", "In force")


@pytest.mark.parametrize(
    ("status", "hours", "shape", "words"),
    [
        ("planned", 1, "planned", "Planned"),
        ("planned", -0.1, "live", "Live now"),
        ("planned", -2, "unfiled", "Notes not filed"),
        ("filed", -2, "filed", "Filed"),
        ("sealed", -2, "sealed", "Sealed"),
        ("did_not_take_place", -2, "called-off", "Did not take place"),
    ],
)
def test_where_a_meeting_stands(db, status, hours, shape, words):
    meeting = make_meeting(starts_at=timezone.now() + timedelta(hours=hours), minutes=30, status=status)
    assert meeting_badge(meeting) == drawn(shape, words)
