import pytest

from meetings.models import Meeting
from tests.factories import make_log, make_record, make_series

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("make", "address"), [(make_log, "/logs/ADR/template/"), (make_series, "/series/api-review/template/")])
def test_a_template_has_revisions(as_root, make, address):
    thing = make()
    assert thing.template == ""
    as_root.post(address, {"text": "## Context\r\n", "base": 0})
    as_root.post(address, {"text": "## Context\r\n\r\n## Decision\r\n", "base": 1, "note": "Ask for the decision."})
    thing.refresh_from_db()
    assert (thing.template, f"/{thing.text_place}/") == ("## Context\n\n## Decision\n", address)
    assert list(thing.revisions.values_list("number", "by__handle", "note")) == [(2, "root", "Ask for the decision."), (1, "root", "")]


@pytest.mark.parametrize("base", [9, 10**20])
def test_a_first_text_stands_on_nothing_whatever_its_page_says(as_root, base):
    log = make_log()
    assert as_root.post("/logs/ADR/template/", {"text": "## Context\r\n", "base": base}).status_code == 302
    assert list(log.revisions.values_list("number", "text", "origin")) == [(1, "## Context\n", "typed")]


def test_a_new_record_begins_with_the_current_template(as_ada):
    log = make_log("OPS", template="## Why we page\n")
    make_log("OPS", template="## Why it wakes somebody\n")
    log.refresh_from_db()
    assert as_ada.get("/records/new/?log=OPS").context["form"].initial["text"] == "## Why it wakes somebody\n"


def test_a_new_meeting_begins_with_the_current_template(ada):
    assert Meeting.objects.plan(by=ada, title="Review", series=make_series(template="## Last actions\n")).revision.text == "## Last actions\n"


def test_what_was_begun_stays_as_it_is(ada):
    log = make_log(template="## Old\n")
    record = make_record("draft", by=ada, log=log, text=log.template)
    log.write_template(by=ada, text="## New\n", base=1)
    record.refresh_from_db()
    assert record.revision.text == "## Old\n"
