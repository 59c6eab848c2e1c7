"""A topic or an outcome of an open meeting may be about a closed record: whoever may not see that one neither learns of it nor
takes it away, and does not decide it."""

import pytest

from records.models import Status
from tests.factories import make_audience, make_log, make_meeting, make_record

pytestmark = pytest.mark.django_db
REPLACED = {"sentence": "As said, and soon.", "kind": "decided", "effect": "none"}


@pytest.fixture
def secret(ada):
    return make_record(Status.PROPOSED, by=ada, log=make_log("KEY"), title="Rotate it", audience=make_audience(ada))


@pytest.fixture
def meeting(ada, secret):
    meeting = make_meeting(title="Weekly")
    meeting.set_agenda(by=ada, rows=[{"topic": None, "title": "Keys", "record": secret}])
    return meeting


def sheet(**more):
    empty = {f"{name}-{which}_FORMS": "0" for name in ("topics", "attendance", "outcomes", "actions") for which in ("TOTAL", "INITIAL")}
    return {**empty, "title": "Weekly", "day": "2026-03-02", **more}


def row(effect):
    return sheet(**{
        "outcomes-TOTAL_FORMS": "1", "outcomes-INITIAL_FORMS": "1", "outcomes-0-number": "1", "outcomes-0-sentence": "As said.",
        "outcomes-0-kind": "decided", "outcomes-0-effect": effect, "outcomes-0-record": "",
    })  # fmt: skip


@pytest.mark.parametrize("page", ["", "edit/", "file/", "history/"])
def test_no_page_of_the_meeting_names_it(client, ada, mallory, meeting, secret, page):
    meeting.conclude(by=ada, sentence="As said.", effect="accepts", record=secret)
    client.force_login(mallory)
    answer = client.get(f"/meetings/{meeting.number}/{page}")
    assert (answer.status_code, secret.name in answer.text) == (200, False)


def test_saving_the_plan_keeps_it(client, mallory, meeting, secret):
    client.force_login(mallory)
    typed = {
        "topics-TOTAL_FORMS": "1",
        "topics-INITIAL_FORMS": "1",
        "topics-0-key": meeting.topics.get().key,
        "topics-0-title": "The keys",
        "topics-0-purpose": "decide",
    }
    assert client.post(f"/meetings/{meeting.number}/edit/", sheet(**typed, **{"topics-0-record": ""})).status_code == 302
    assert [(topic.title, topic.record) for topic in meeting.topics.all()] == [("The keys", secret)]


def test_who_may_not_see_it_does_not_decide_it(client, ada, mallory, meeting, secret):
    meeting.conclude(by=ada, sentence="As said.", effect="accepts", record=secret)
    client.force_login(mallory)
    answer = client.post(f"/meetings/{meeting.number}/file/", row("accepts"))
    assert (answer.status_code, "closed to you" in answer.text, secret.name in answer.text) == (422, True, False)
    secret.refresh_from_db()
    assert secret.status == Status.PROPOSED


def test_filing_keeps_what_is_only_about_it(client, ada, mallory, meeting, secret):
    meeting.conclude(by=ada, sentence="As said.", effect="links", record=secret)
    client.force_login(mallory)
    typed = row("links")
    seen = client.post(f"/meetings/{meeting.number}/file/", typed).context["seen"]
    assert client.post(f"/meetings/{meeting.number}/file/", {**typed, "seen": seen}).status_code == 302
    outcome = meeting.outcomes.get()
    assert (outcome.record, outcome.effect, outcome.settled_at is not None) == (secret, "links", True)


@pytest.mark.parametrize("effect", ["accepts", "rejects", "drafts"])
def test_who_may_not_see_what_it_decided_does_not_replace_it(client, ada, mallory, meeting, secret, effect):
    meeting.conclude(by=ada, sentence="As said.", effect=effect, log=secret.log, **({} if effect == "drafts" else {"record": secret}))
    meeting.file(by=ada)
    record = meeting.outcomes.get().record
    if effect == "drafts":
        record.restrict(by=ada, audience=make_audience(ada))
    client.force_login(mallory)
    answers = [ask(f"/meetings/{meeting.number}/outcomes/1/replace/", REPLACED) for ask in (client.get, client.post)]
    assert [(answer.status_code, record.name in answer.text, "closed to you" in answer.text) for answer in answers] == [(403, False, True)] * 2
    assert [outcome.sentence for outcome in meeting.outcomes.all()] == ["As said."]


def test_whoever_mends_the_words_of_what_is_only_about_it_keeps_it(client, ada, mallory, meeting, secret):
    meeting.conclude(by=ada, sentence="As said.", effect="links", record=secret)
    meeting.file(by=ada)
    client.force_login(mallory)
    page = f"/meetings/{meeting.number}/outcomes/1/replace/"
    shown = client.get(page)
    typed = REPLACED | {"effect": shown.context["form"]["effect"].value()}
    assert (secret.name in shown.text, client.post(page, typed).status_code) == (False, 302)
    assert [(outcome.sentence, outcome.effect, outcome.record) for outcome in meeting.outcomes.all()] == [
        ("As said.", "links", secret), ("As said, and soon.", "links", secret),
    ]  # fmt: skip
