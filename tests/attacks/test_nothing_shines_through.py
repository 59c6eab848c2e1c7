"""Whatever is added behind a closed door, the pages of those outside stay the same to the letter: lists, counts, suggestions,
choices in forms, errors."""

import datetime
import re

import pytest
import time_machine
from django.test import Client

from records.models import Relation, Risk, Status, Tag
from tests import world
from tests.factories import make_log, make_meeting, make_record, make_series
from tests.pages import ADMIN, PAGES, Page

NOW = datetime.datetime(2026, 3, 3, 12, tzinfo=datetime.UTC)
CHANCE = re.compile(r'(?:csrfmiddlewaretoken|editing)" value="[^"]*"|X-CSRFToken(?:&quot;|"): (?:&quot;|")\w+')
ASKED = [
    *(Page("home:search", query=f"?q={words}") for words in ("zanzibar", "zanzibr", "leaked+key", "cursors+zanzibar", "tag:vault", "by:ada", "API-10",
      "meeting+5", "in:api", '"rotate+the+zanzibar"')),
    *(Page("home:suggest", query=f"?q={words}") for words in ("zanz", "zanzibr", "rota", "API-", "API-10", "meet", "ada", "by:",
      "by:a", "in:", "in:zanz", "log:", "log:za", "area:", "tag:va", "is:unseen+zanz", "log:API+zanz", "by:ada+rota", "in:api-review+zanz",
      "-cursors+zanz", "kind:meeting+zanz", "API10", "api+10")),
    *(Page("home:mentions", query=f"?q={words}") for words in ("%23zanz", "%23API-1", "%23meeting", "@a", "%23rot")),
    *(Page("records:index", query=query) for query in ("?log=API", "?tag=vault", "?person=ada", "?status=accepted", "?status=draft", "?q=zanzibar",
      "?year=2026", "?sort=title", "?sort=updated")),
    *(Page("meetings:index", query=query) for query in ("?series=api-review", "?person=ada", "?year=2026", "?q=zanzibar", "?state=filed")),
    *(Page("meetings:actions", query=query) for query in ("?owner=ada", "?state=all", "?state=done", "?series=api-review")),
    *(Page("meetings:new", query=query) for query in ("?series=api-review", "?record=API-3")),
    Page("meetings:held", query="?series=api-review"),
    Page("records:new", query="?log=API"),
    Page("records:new", query="?supersedes=API-10"),
    Page("records:risks", query="?state=all"),
    *(Page("accounts:person", (handle,)) for handle in ("bo", "grace", "mallory")),
]  # fmt: skip
TYPING = {"HX-Request": "true", "HX-Target": "div#suggestions"}  # who asks otherwise is only sent on to the page of results
GONE = ["/records/API-10/", "/records/API-10/history/", "/records/API-11/", "/meetings/5/", "/meetings/5/actions/1/", "/risks/2/", "/records/API-9/",
        "/records/API-99/", "/meetings/99/"]  # fmt: skip
OPEN_TEXTS = re.compile(r"account_|.*(template|mission|path|term)_?(history|revision|lines|redact)")
SHOWN = [page.path for page in [*PAGES, *ASKED] if not page.acts and not OPEN_TEXTS.match(page.name)] + GONE
FOR_ADMINS = [page.path for page in PAGES if page.who == ADMIN and not page.acts]
INSIDE = ["/", "/records/", "/records/API-3/", "/search/?q=zanzibar", "/series/api-review/", "/search/suggest/?q=zanz", "/search/suggest/?q=in:zanz",
          "/search/suggest/?q=log:za", "/search/suggest/?q=is:unseen+zanz", "/mentions/?q=%23zanz", *GONE[:2], *GONE[3:6]]  # fmt: skip


@pytest.fixture
def people(db):
    with time_machine.travel(NOW, tick=False):
        return world.build()


def close_the_door_on(people):
    """All that ada and bo can do between themselves, with and to what is open."""
    ada, bo, log = people.ada, people.bo, people.accepted.log
    tag = Tag.objects.create(slug="vault")
    make_log("ZAN", title="Zanzibar log", audience=people.audience)
    make_series("Zanzibar review", "zanzibar", audience=people.audience)
    secret = make_record(
        Status.ACCEPTED, by=ada, log=log, title="Rotate the zanzibar vault", text="## Context\n\nThe zanzibar of API-3 and meeting 2, @mallory.\n",
        area=people.accepted.area, tags=[tag], decision_makers=[ada, bo], audience=people.audience,
    )  # fmt: skip
    for kind in (Relation.Kind.RELATES_TO, Relation.Kind.DEPENDS_ON, Relation.Kind.AMENDS):
        secret.relate(by=ada, kind=kind, target=people.accepted)
    make_record(Status.DRAFT, by=bo, log=log, title="Zanzibar draft", text="Zanzibar of API-2.", supersedes=[people.accepted])
    people.restricted.edit(by=bo, title="Rotate the leaked zanzibar", text="Now see API-2 and [notes](/meetings/1/).", base=1, note="More.")
    Risk.objects.note(
        by=bo, title="Zanzibar leaks", symptom="Zanzibar", cause="Age.", remedy="Rotate.", record=secret, area=people.accepted.area, severity="high"
    )
    meeting = make_meeting(
        series=people.series, title="Zanzibar round", text="Zanzibar of API-3", by=ada, day=datetime.date(2026, 3, 3), facilitator=ada, note_taker=bo,
        audience=people.audience,
    )  # fmt: skip
    meeting.mark_attendance(by=ada, presence={ada: "present", bo: "late"})
    meeting.set_agenda(by=ada, rows=[{"topic": None, "title": "Zanzibar", "record": people.accepted, "presenter": bo}])
    meeting.conclude(by=ada, sentence="Zanzibar holds.", effect="links", record=people.accepted, topic=meeting.topics.get())
    meeting.conclude(by=ada, sentence="And API-2 with it.", effect="links", record=people.proposed)
    meeting.add_action(by=ada, text="Open the zanzibar", owner=bo, due=datetime.date(2026, 3, 4))
    meeting.add_action(by=ada, text="Close the zanzibar", owner=ada, due=datetime.date(2026, 3, 4))
    meeting.file(by=ada)
    make_meeting(
        series=people.series, title="Zanzibar ahead", day=datetime.date(2026, 3, 9), facilitator=bo, note_taker=ada, audience=people.audience
    )


def seen_by(client, paths):
    """{address: status and text} of pages as this person gets them. No ETag: it is another after any save of anybody."""
    answers = {path: client.get(path, headers=TYPING if path.startswith(("/search/suggest/", "/mentions/")) else {}) for path in paths}
    return {path: (answer.status_code, CHANCE.sub("", answer.text)) for path, answer in answers.items()}


def test_what_happens_behind_a_closed_door_changes_no_page_outside(people):
    looks = {people.mallory: SHOWN, people.root: FOR_ADMINS, people.ada: INSIDE}  # an admin is outside as well
    clients = {person: Client() for person in looks}
    for person, client in clients.items():
        client.force_login(person)
    with time_machine.travel(NOW, tick=False):
        before = {person: seen_by(client, looks[person]) for person, client in clients.items()}
        close_the_door_on(people)
        after = {person: seen_by(client, looks[person]) for person, client in clients.items()}
    changed = {person: [path for path in looks[person] if after[person][path] != before[person][path]] for person in looks}
    assert changed == {people.mallory: [], people.root: [], people.ada: INSIDE}
