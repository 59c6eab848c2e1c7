"""While you were away: between two days that the reader chooses, in an address of its own."""

import datetime
import re

import pytest
from django.utils import timezone

from onboarding.models import Term
from records.models import Record, Risk, StatusChange
from tests.factories import make_audience, make_meeting, make_record

DAY = datetime.datetime(2026, 3, 2, 12, tzinfo=datetime.UTC)


def told(client, query):
    return [(news.kind, str(getattr(news.thing, "parent", news.thing))) for news in client.get(f"/since/{query}").context["changes"]]


@pytest.fixture
def things(ada):
    """A record proposed on 2 March, accepted on the 4th; a term, a risk and notes of the 6th."""
    record = make_record("proposed", by=ada)
    record.accept(by=ada)
    for number, move in enumerate(StatusChange.objects.order_by("pk")):
        StatusChange.objects.filter(pk=move.pk).update(at=DAY + datetime.timedelta(days=max(0, number - 1) * 2))
    Term.objects.define(by=ada, word="Lane", meaning="A carrier and a `service`.").changes.update(at=DAY + datetime.timedelta(days=4))
    Risk.objects.note(by=ada, title="Queues grow", symptom="Age rises.", at=DAY + datetime.timedelta(days=4, hours=1))
    meeting = make_meeting(by=ada)
    meeting.file(by=ada)
    type(meeting).objects.update(filed_at=DAY + datetime.timedelta(days=4, hours=2))


MOVES = [("move", "ADR-1: proposed → accepted"), ("move", "ADR-1: draft → proposed")]


@pytest.mark.parametrize(("query", "expected"), [
    ("?from=2026-03-01&to=2026-03-31", [("filed", "meeting 1"), ("risk", "Queues grow"), ("term", "Lane"), *MOVES]),
    ("?from=2026-03-02&to=2026-03-04", MOVES), ("?from=2026-03-03&to=2026-03-04", MOVES[:1]), ("?from=2026-03-02&to=2026-03-02", MOVES[1:]),
    ("?from=2026-03-05&to=2026-03-05", []), ("", []), ("?from=2026-03-06", [("filed", "meeting 1"), ("risk", "Queues grow"), ("term", "Lane")]),
])  # fmt: skip
def test_what_changed_between_two_days(as_ada, things, query, expected):
    assert told(as_ada, query) == expected


@pytest.mark.parametrize(("query", "field", "sentence"), [
    ("?from=2026-02-30", "from", "Write a day that there is, as year, month and day: 2026-11-24."),
    ("?to=soon", "to", "Write a day that there is, as year, month and day: 2026-11-24."),
    ("?from=2026-03-04&to=2026-03-02", "to", "The last day comes before the first. Write a later one."),
])  # fmt: skip
def test_days_that_are_none_get_a_sentence(as_ada, query, field, sentence):
    answer = as_ada.get(f"/since/{query}")
    assert (answer.status_code, answer.context["form"].errors.get(field)) == (422, [sentence])


def test_it_goes_on_page_by_page(as_ada, ada, monkeypatch):
    monkeypatch.setattr("home.views.A_PAGE", 2)
    monkeypatch.setattr("home.views.LAST_PAGE", 2)
    for _ in range(3):
        make_record(by=ada)  # two moves each, some of the same moment
    StatusChange.objects.update(at=timezone.now())
    first, second = (as_ada.get(f"/since/?page={number}") for number in (1, 2))
    assert len({news.thing.pk for page in (first, second) for news in page.context["changes"]}) == 4
    pages = [re.findall('rel="(next|prev)" href="(.*?)"', page.content.decode()) for page in (first, second)]
    assert [[(rel, address[-6:]) for rel, address in found] for found in pages] == [[("next", "page=2")], [("prev", "page=1")]]
    assert "There is more. Choose fewer days." in second.content.decode()


@pytest.mark.parametrize("page", ["0", "-1", "x", "²", "99999999999999999999", "30"])
def test_a_page_that_is_none_is_another(as_ada, page):
    assert as_ada.get(f"/since/?page={page}").status_code == 200


def test_restricted_things_are_no_news_for_others(client, ada, mallory):
    make_record(by=ada, audience=make_audience(ada))
    make_meeting(audience=make_audience(ada)).file(by=ada)
    client.force_login(mallory)
    assert told(client, "") == []
    client.force_login(ada)
    assert len(told(client, "")) == 3


def test_what_was_marked_as_seen_is_there_to_look_at(as_ada, ada):
    make_record(by=ada)
    page = as_ada.post("/settings/visit/", follow=True).content.decode()
    away = re.search('Marked as seen. It stays under <a href="(.*?)">', page)[1]
    assert away == f"/since/?from={timezone.localdate() - datetime.timedelta(days=30)}"
    assert "Nothing changed since you were last here" in page
    assert [kind for kind, _ in told(as_ada, away.removeprefix("/since/"))] == ["move", "move"]


def test_the_page_costs_the_same_for_one_and_for_three(as_ada, ada, django_assert_num_queries):
    def grow(number):
        make_record(by=ada)
        make_meeting(by=ada).file(by=ada)
        Term.objects.define(by=ada, word=f"Lane {number}", meaning="Two countries.")
        Risk.objects.note(by=ada, title="Queues grow", symptom="Age rises.")

    def asked():
        with django_assert_num_queries(7):
            as_ada.get("/since/")

    grow(1)
    asked()
    for number in (2, 3):
        grow(number)
    asked()


def test_an_acceptance_says_which_sections_of_others_no_longer_hold_to_those_who_may_know(client, ada, bo):
    text = "## Context\n\nLists grow.\n\n## Decision\n\nCursors.\n\n## Costs\n\nFew.\n"
    new, old, closed = make_record("proposed", by=ada), make_record(by=ada, text=text), make_record(by=ada, text=text)
    for other, headings in ((old, ["Decision", "Costs"]), (closed, ["Costs"])):
        new.relate(by=ada, kind="supersedes", target=other, sections=[other.sections.get(heading=heading) for heading in headings])
    Record.objects.filter(pk=closed.pk).update(audience=make_audience(ada))
    new.accept(by=ada, note="Yes.")
    told = []
    for somebody in (ada, bo):
        client.force_login(somebody)
        why = [re.sub("<[^>]+>", "", words) for words in re.findall('<p class="why">(.*?)</p>', client.get("/since/").text)]
        told.append([words for words in why if words.startswith("Of ")])
    both = f"Of {old.name}, “Decision”, “Costs” no longer hold."
    assert told == [[both, f"Of {closed.name}, “Costs” no longer holds."], [both]]


def test_taking_back_that_a_record_fell_says_of_no_section_that_it_fell_with_it(as_ada, ada):
    old, new = make_record(by=ada, text="## Context\n\nLists grow.\n\n## Costs\n\nFew.\n"), make_record("proposed", by=ada)
    new.relate(by=ada, kind="supersedes", target=old, sections=[old.sections.get(heading="Costs")])
    new.accept(by=ada)
    new.deprecate(by=ada)
    new.take_back(by=ada)
    told = [(news.thing.deed, getattr(news.thing, "took", [])) for news in as_ada.get("/since/").context["changes"] if news.thing.record == new]
    assert told == [
        ("took the last move back", []), ("deprecated it", []), ("accepted it", [(old.name, ["Costs"])]), ("proposed it", []),
    ]  # fmt: skip
