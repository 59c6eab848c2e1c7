import re

import pytest

from meetings.models import Action, Outcome
from onboarding.models import Seen, Term
from records.models import Record, Risk, Tag
from tests.factories import make_area, make_audience, make_log, make_meeting, make_record, make_series


def found(client, query="", **filters):
    searching = client.get("/search/", {"q": query, **filters}).context["searching"]
    return [(card.hit.kind, card.hit.title) for card in searching.cards]


@pytest.fixture
def webhooks(ada):
    record = make_record(
        by=ada, title="Sign webhooks with Ed25519", text="## Context\n\nReceivers verify.\n\n## Decision\n\nWe rotate keys each quarter.\n"
    )
    meeting = make_meeting(title="Security review", text="## Webhooks\n\nKeys were leaked twice.\n", facilitator=ada)
    meeting.outcomes.create(position=1, sentence="Rotate webhook keys each quarter", effect=Outcome.Effect.LINKS, record=record, by=ada)
    Action.objects.create(meeting=meeting, number=1, text="Publish the webhook keys", owner=ada)
    meeting.reindex()
    Term.objects.define(by=ada, word="Key set", meaning="The public keys that receivers of webhooks trust.")
    return record, meeting


def test_one_box_finds_records_notes_outcomes_actions_and_terms(as_ada, webhooks):
    assert set(found(as_ada, "webhook keys")) == {
        ("record", "Sign webhooks with Ed25519"),
        ("meeting", "Security review"),
        ("outcome", "Rotate webhook keys each quarter"),
        ("action", "Publish the webhook keys"),
        ("term", "Key set"),
    }


def test_a_hit_leads_to_the_section_that_it_is_from(as_ada, webhooks):
    searching = as_ada.get("/search/", {"q": "rotate quarter", "kind": "record"}).context["searching"]
    card = searching.cards[0]
    assert (card.hit.excerpt.section, card.url.rpartition("#")[0]) == ("Decision", "/records/ADR-1/")
    assert card.url.rpartition("#")[2] in set(webhooks[0].sections.values_list("anchor", flat=True))


def test_every_hit_says_what_it_is_worth_today(as_ada, ada, webhooks):
    new = Record.objects.draft(by=ada, log=webhooks[0].log, title="Sign webhooks with two keys", text="Overlap.", supersedes=[webhooks[0]])
    new.propose(by=ada)
    new.accept(by=ada)
    hits = [card.hit for card in as_ada.get("/search/", {"q": "sign webhooks", "kind": ["record", "outcome"]}).context["searching"].cards]
    assert {(h.title, h.worth, tuple((f.title, f.worth) for f in h.folded)) for h in hits} == {
        ("Sign webhooks with two keys", "In force", (("Sign webhooks with Ed25519", "Superseded by ADR-2"),)),
        ("Rotate webhook keys each quarter", "Superseded by ADR-2", ()),
    }


def test_restricted_things_are_not_found_or_counted_by_others(client, ada, mallory):
    audience = make_audience(ada)
    make_record(by=ada, title="Acquisition of Quayside", text="Quayside", audience=audience)
    make_meeting(title="Quayside talks", text="Quayside price", audience=audience)
    make_record(by=ada, status="draft", title="Quayside draft")
    client.force_login(ada)
    assert len(found(client, "quayside")) == 3
    client.force_login(mallory)
    page = client.get("/search/", {"q": "quayside"})
    searching = page.context["searching"]
    assert (searching.cards, searching.results.total, searching.facets) == ([], 0, [])
    assert "Nothing on record for “quayside”" in page.content.decode()


def test_a_hit_says_restricted_where_the_page_of_the_record_does(as_ada, ada):
    make_record("draft", by=ada, title="Quayside begun")
    make_record("draft", by=ada, title="Quayside begun behind a door", audience=make_audience(ada))
    make_record(by=ada, title="Quayside behind a door", audience=make_audience(ada))
    make_record(by=ada, title="Quayside for all")
    cards = as_ada.get("/search/", {"q": "quayside"}).context["searching"].cards
    said = {card.hit.key: (" Restricted</span>" in card.drawn(), " Restricted</span>" in as_ada.get(card.url).text) for card in cards}
    assert said == {"ADR-1": (False, False), "ADR-2": (True, True), "ADR-3": (True, True), "ADR-4": (False, False)}


def test_facets_count_and_narrow(as_ada, ada, webhooks):
    make_record(by=ada, status="proposed", title="Retry webhooks", area=make_area())
    searching = as_ada.get("/search/", {"q": "webhooks", "status": "proposed"}).context["searching"]
    facets = {name: {(c.label, c.n, c.chosen) for c in choices} for name, _, choices in searching.facets}
    assert [card.hit.title for card in searching.cards] == ["Retry webhooks"]
    assert facets["area"] == {("API gateway", 1, False)} and ("Proposed", 1, True) in facets["status"]
    assert searching.chips == [("Proposed", "q=webhooks")]


def test_unseen_and_series_are_filters(as_ada, ada, webhooks):
    record, meeting = webhooks
    series = make_series()
    inside = make_meeting(series=series, title="Webhooks again", text="Webhooks")
    Seen.objects.see(ada, record=record)
    assert ("record", record.title) not in found(as_ada, "webhooks is:unseen")
    assert found(as_ada, "webhooks is:seen") == [("record", record.title)]
    assert found(as_ada, "webhooks in:api-review") == [("meeting", inside.title)]
    assert as_ada.get("/search/", {"q": "is:nonsense webhooks"}).context["searching"].results.problems


@pytest.mark.parametrize("typed", ['"', "(", "a AND", "OR", "status:", "-", "*", "before:2026-02-30", "a" * 5000, "🦆", "NEAR(x)", "%", "'; drop"])
def test_nothing_typed_is_an_error(as_ada, webhooks, typed):
    assert as_ada.get("/search/", {"q": typed}).status_code == 200


def test_a_nul_is_answered_with_a_sentence(as_ada):
    assert as_ada.get("/search/", {"q": "\x00"}).status_code == 400


@pytest.mark.parametrize("extra", [{"page": "x"}, {"page": "99999"}, {"page": "-1"}, {"kind": "nonsense"}, {"area": "a" * 300}, {"every": "2"}])
def test_forged_parameters_find_nothing_or_all_but_never_break(as_ada, webhooks, extra):
    assert as_ada.get("/search/", {"q": "webhooks", **extra}).status_code == 200


def test_typo_is_forgiven_and_said(as_ada, ada):
    for n in range(4):
        make_record(by=ada, title=f"Rotation of keys {n}")
    page = as_ada.get("/search/", {"q": "rotaton"})
    assert "Nothing here says “rotaton”" in page.content.decode() and len(page.context["searching"].cards) == 4


def test_search_costs_the_same_for_one_and_for_three(as_ada, ada, django_assert_num_queries):
    def grow(n):
        make_record(by=ada, log=make_log(), title=f"Backoff {n}", text="## Decision\n\nBackoff\n", area=make_area())
        make_meeting(title=f"Backoff {n}", text="## Topic\n\nBackoff", facilitator=ada)

    grow(0)
    as_ada.get("/search/", {"q": "backoff"})
    with django_assert_num_queries(COST):
        as_ada.get("/search/", {"q": "backoff"})
    for n in (1, 2):
        grow(n)
    as_ada.get("/search/", {"q": "backoff"})
    with django_assert_num_queries(COST):
        as_ada.get("/search/", {"q": "backoff"})


COST = 8  # the engine’s own statements go past Django, which counts


def test_htmx_gets_the_results_only(as_ada, webhooks):
    page = as_ada.get("/search/", {"q": "webhooks"}, headers={"HX-Request": "true", "HX-Target": "div#results"}).content.decode()
    assert page.lstrip().startswith('<div id="results"') and "<html" not in page


def test_search_needs_sign_in_and_takes_no_post(client, ada):
    assert client.get("/search/").status_code == 302
    client.force_login(ada)
    assert client.post("/search/").status_code == 405


def suggested(client, typed):
    page = client.get("/search/suggest/", {"q": typed}, headers={"HX-Request": "true", "HX-Target": "div#suggestions"}).content.decode()
    return page, re.findall(r'<a href="(/[^?"]*)"><span>(.*?)</span>', page)


def test_suggestions_come_as_a_part_with_their_worth(as_ada, webhooks):
    part, titles = suggested(as_ada, "sign web")
    assert part.lstrip().startswith('<div class="suggestions"') and "<html" not in part
    assert titles[0] == ("/records/ADR-1/", "Sign webhooks with Ed25519") and "In force" in part


def test_suggestions_show_what_holds_before_what_did(as_ada, ada):
    for status, title in (
        ("rejected", "Webhooks"),
        ("accepted", "Sign webhooks with a key that is rotated each quarter"),
        ("deprecated", "Webhooks"),
    ):
        make_record(status, by=ada, title=title)
    titles = as_ada.get("/search/suggest/?q=webh", headers={"HX-Request": "true"}).context["suggestions"].titles
    assert [(title.key, title.status) for title in titles] == [("ADR-2", "accepted"), ("ADR-3", "deprecated"), ("ADR-1", "rejected")]


def test_suggestions_are_for_the_one_who_types(client, ada, mallory):
    make_record(by=ada, title="Quayside", audience=make_audience(ada))
    for person, titles in ((ada, [("/records/ADR-1/", "Quayside")]), (mallory, [])):
        client.force_login(person)
        part, found_titles = suggested(client, "quays")
        assert found_titles == titles and ("uayside" in part) == bool(titles)


def test_suggestions_without_htmx_lead_to_the_search_page(as_ada):
    assert as_ada.get("/search/suggest/", {"q": "a b"})["Location"] == "/search/?q=a+b"


def test_where_only_the_old_text_says_it_the_old_text_is_shown(as_ada, ada, webhooks):
    new = Record.objects.draft(by=ada, log=webhooks[0].log, title="Sign with two keys", text="Overlap.", supersedes=[webhooks[0]])
    new.propose(by=ada)
    new.accept(by=ada)
    page = as_ada.get("/search/", {"q": "verify"})
    (card,) = page.context["searching"].cards
    pieces = re.findall(r'<p class="snip">(.*?)</p>', page.content.decode())
    assert (card.hit.key, pieces) == ("ADR-2", ['<span class="faint">Context:</span> Receivers <mark>verify</mark>.'])


def test_a_heading_that_was_looked_for_is_marked_and_led_to(as_ada, ada):
    make_meeting(title="Review", text="## Limits\n\nNone yet.\n\n## Quokkas\n\n## End\n", facilitator=ada)
    page = as_ada.get("/search/", {"q": "quokkas"})
    (card,) = page.context["searching"].cards
    pieces = re.findall(r'<p class="snip">(.*?)</p>', page.content.decode())
    assert (card.url, pieces) == ("/meetings/1/#s-quokkas", ['<span class="faint"><mark>Quokkas</mark>:</span> End'])


def test_where_nothing_is_found_there_is_nothing_to_narrow(as_ada, webhooks):
    nothing, filtered = (as_ada.get("/search/", {"q": "zzzz", **more}).content.decode() for more in ({}, {"kind": "term"}))
    assert ['id="facets"' in nothing, 'id="facets"' in filtered] == [False, True]
    assert '<p class="vh" id="found" role="status">' in nothing


def test_a_record_is_found_by_its_tag_and_says_so(as_ada, ada):
    make_record(by=ada, title="Promise three journeys", tags=[Tag.objects.create(slug="error-budget")], area=make_area())
    page = as_ada.get("/search/", {"q": "budgets"})
    assert [card.hit.title for card in page.context["searching"].cards] == ["Promise three journeys"]
    assert "API gateway · <time" in page.content.decode() and "· tagged error-<mark>budget</mark>" in page.content.decode()


def test_a_risk_stands_above_all_else_where_it_matches_about_as_well(as_ada, ada):
    make_record(by=ada, title="Burn rate of budgets", text="The burn rate is too high.")
    for n in range(8):
        make_record(by=ada, title=f"Other thing {n}")
    Risk.objects.note(by=ada, title="Budgets burn unseen", symptom="The burn rate stays low.")
    Risk.objects.note(by=ada, title="A price changes between quote and label", symptom="Labels fail at a high rate, in a cluster, for one carrier.")
    searching = as_ada.get("/search/", {"q": "burn rate"}).context["searching"]
    assert [card.hit.title for card in searching.risks] == ["Budgets burn unseen"]
    assert [card.hit.title for card in searching.others] == ["Burn rate of budgets", "A price changes between quote and label"]


def test_the_house_s_own_words_are_found_by_other_names(as_ada, ada):
    make_record(by=ada, title="Promise three journeys", text="Each has a service level objective.")
    make_record(by=ada, title="Page with cursors")
    Term.objects.define(by=ada, word="Service level objective", meaning="What we promise.", synonyms="SLO\nreliability target")
    page = as_ada.get("/search/", {"q": "SLOs"})
    cards = page.context["searching"].cards
    assert [(card.hit.kind, card.hit.title) for card in cards] == [("term", "Service level objective"), ("record", "Promise three journeys")]
    assert cards[1].hit.excerpt.html == "Each has a <mark>service</mark> <mark>level</mark> <mark>objective</mark>."
    said = "Here “SLO” is called <strong>Service level objective</strong>"
    pages = [page, as_ada.get("/search/", {"q": "service level objective"}), as_ada.get("/search/", {"q": "cursors"})]
    assert [said in page.content.decode() for page in pages] == [True, False, False]
