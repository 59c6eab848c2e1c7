import datetime
import re

import pytest
from django.utils import timezone

from accounts.models import User
from meetings.models import Outcome
from records.models import Record, RecordAlias, Risk
from tests.factories import make_audience, make_log, make_meeting, make_record
from ui import freshness

TEXT = "## Context\n\nLists grow.\n\n## Decision\n\nCursors. <script>alert(1)</script>\n"


def text_of(response):
    return " ".join(response.content.decode().split("<main", 1)[1].split())


def fetch(client, record):
    return client.get(f"/records/{record.name}/")


def superseding(by, old, on=datetime.date(2026, 5, 6), **fields):
    new = make_record("proposed", by=by, title="Page with keys", **fields)
    new.relate(by=by, kind="supersedes", target=old)
    new.accept(by=by, on=on)
    return new


def test_the_page_says_what_who_and_where(as_ada, ada, bo):
    record = make_record(
        by=ada, text=TEXT, summary="A cursor on every list.", decision_makers=[bo], consulted=["Customer support"], informed=["All of engineering"]
    )
    record.describe(by=ada, review_by=datetime.date(2027, 5, 1), revisit_when="one customer exceeds 20 % of traffic")
    RecordAlias.objects.create(log=record.log, words="0046", record=record)
    page = text_of(fetch(as_ada, record))
    for words in ("A cursor on every list.", "In force", "since <time", "Review by <time", "0046 in its file", "Bo Lindgren", "Customer support",
                  "All of engineering", "one customer exceeds 20 % of traffic", 'id="s-context"'):  # fmt: skip
        assert words in page
    assert "<script>alert" not in page


def test_a_text_under_one_heading_lists_the_sections_below_it(as_ada, ada):
    text = "---\ntitle: Keys\n---\n# Doors of the house\n\n## Context\n\nWhy.\n\n## Decision\n\nSo.\n"
    page = text_of(fetch(as_ada, make_record(by=ada, title="Keys", text=text)))
    named = re.findall(r'<a href="#([^"]+)">([^<]+)</a>', page.split('<nav class="toc"')[1].split("</nav>")[0])
    assert named == [
        ("s-doors-of-the-house", "Doors of the house"), ("s-context", "Context"), ("s-decision", "Decision"), ("history", "History")
    ]  # fmt: skip


@pytest.mark.parametrize(("status", "text", "shown"), [
    ("draft", "", ("since", True, "No text. Write it")), ("accepted", TEXT, ("since", True, "")), ("unstated", TEXT, ("dated", False, "")),
])  # fmt: skip
def test_what_is_missing_is_said_or_left_out(as_ada, ada, status, text, shown):
    record = make_record(status, by=ada, text=text)
    if status == "unstated":
        Record.objects.filter(pk=record.pk).update(author=None, status_on=datetime.date(2022, 8, 9))
    page = text_of(fetch(as_ada, record))
    lacks = re.sub("<[^>]+>", "", "".join(re.findall(r"<p>No text\..*?</p>", page)))
    assert (re.search("<span>(since|dated) <time", page)[1], '<dl class="roles">' in page, lacks) == shown


def test_whoever_has_left_is_named_so_where_one_looks_for_somebody_to_ask(as_ada, ada, bo):
    User.objects.filter(pk=bo.pk).update(is_active=False)
    bo.refresh_from_db()
    page = text_of(fetch(as_ada, make_record(by=bo, decision_makers=[ada, bo])))
    roles = re.sub(r"<[^>]+>", "", re.search(r'<dl class="roles">(.*?)</dl>', page)[1])
    assert " ".join(roles.split()) == "OwnerBo Lindgren (left) Decided byAda Byron, Bo Lindgren (left)"


@pytest.mark.parametrize(("status", "words"), [
    ("draft", "A draft."), ("proposed", "Not decided yet."), ("rejected", "Decided against."), ("withdrawn", "Withdrawn, never decided."),
    ("deprecated", "and nothing took its place"), ("unstated", "Nobody has stated what this is worth."),
])  # fmt: skip
def test_what_does_not_hold_says_so_first(as_ada, ada, status, words):
    page = text_of(fetch(as_ada, make_record(status, by=ada)))
    assert words in page and page.index(words) < page.index("<h1>")


def test_what_holds_says_nothing_first(as_ada, ada):
    assert 'class="notice' not in text_of(fetch(as_ada, make_record(by=ada)))


def test_a_superseded_record_leads_to_the_living_one(as_ada, ada):
    first = make_record(by=ada, title="Page with offsets")
    second = superseding(ada, first)
    third = superseding(ada, second, on=datetime.date(2026, 9, 1))
    page = text_of(fetch(as_ada, first))
    since = 'No longer in force</strong> since <time datetime="2026-05-06">6 May 2026</time>.'
    assert f'{since} Today we follow <a href="/records/{third.name}/">' in page
    assert [step.name for step in fetch(as_ada, second).context["chain"]] == [first.name, second.name, third.name]


def test_the_chain_hides_what_its_reader_may_not_see(client, ada, mallory):
    first = make_record(by=ada, title="Page with offsets")
    second = superseding(ada, first)
    Record.objects.filter(pk=second.pk).update(audience=make_audience(ada))
    client.force_login(mallory)
    response = fetch(client, first)
    assert second.name not in text_of(response) and "Page with keys" not in text_of(response)
    assert "by what is not on record" in text_of(response)


def test_relations_show_from_both_sides(as_ada, ada):
    record, other = make_record(by=ada), make_record(by=ada, title="Sign webhooks")
    record.relate(by=ada, kind="depends_on", target=other)
    draft = make_record("draft", by=ada)
    draft.relate(by=ada, kind="supersedes", target=other)
    assert [(link.label, link.other.name) for link in fetch(as_ada, record).context["links"]] == [("Depends on", other.name)]
    assert [(link.label, link.other.name) for link in fetch(as_ada, other).context["links"]] == [
        ("To be superseded by", draft.name),
        ("Needed by", record.name),
    ]


def test_the_sections_of_a_relation_stand_beside_the_name_and_not_beside_the_status(as_ada, ada):
    old = make_record(by=ada, text=TEXT)
    new = make_record("proposed", by=ada, title="Page with keys")
    new.relate(by=ada, kind="supersedes", target=old, sections=[old.sections.get(heading="Decision")])

    def told(address):
        return re.findall(r"</a> (\(only “Decision”\) (?:Proposed|In force))", re.sub(r"<(?!/a>)[^>]*>", "", text_of(as_ada.get(address))))

    assert [told(f"/records/{record.name}/{page}") for record in (old, new) for page in ("", "relate/")] == [
        ["(only “Decision”) Proposed"],
        ["(only “Decision”) Proposed"],
        ["(only “Decision”) In force"],
        ["(only “Decision”) In force"],
    ]


def test_relations_to_what_is_closed_are_not_shown(client, ada, mallory):
    record, other = make_record(by=ada), make_record(by=ada, title="Merge with Lagan")
    record.relate(by=ada, kind="depends_on", target=other)
    Record.objects.filter(pk=other.pk).update(audience=make_audience(ada))
    client.force_login(mallory)
    page = text_of(fetch(client, record)) + text_of(client.get(f"/records/{record.name}/history/"))
    assert other.name not in page and "Lagan" not in page


def test_a_section_that_was_replaced_is_named_above(as_ada, ada):
    old = make_record(by=ada, text=TEXT)
    new = make_record("proposed", by=ada)
    new.relate(by=ada, kind="supersedes", target=old, sections=[old.sections.get(heading="Decision")])
    new.accept(by=ada)
    page = text_of(fetch(as_ada, old))
    assert f'In force, in part.</strong> “<a href="#s-decision">Decision</a>” was replaced by <a href="/records/{new.name}/">' in page


def test_what_replaced_a_section_says_what_it_is_worth_where_it_does_not_hold_itself(as_ada, ada):
    old = make_record(by=ada, text=TEXT)
    new = make_record("proposed", by=ada, title="Page with keys")
    new.relate(by=ada, kind="supersedes", target=old, sections=[old.sections.get(heading="Decision")])
    new.accept(by=ada)
    newest = superseding(ada, new)
    page = text_of(fetch(as_ada, old))
    marks = re.compile(
        rf'{new.name}</span> Page with keys</a> <span class="status status--superseded"><svg.*?</svg>Superseded by <a class="ref" href="([^"]+)">'
    )
    assert marks.findall(page) == [f"/records/{newest.name}/"] * 2


def test_a_section_that_was_replaced_is_marked_where_it_stands_for_those_who_may_know(as_ada, ada, client, bo):
    old = make_record(by=ada, text=TEXT)
    new = make_record("proposed", by=ada, title="Page with keys")
    new.relate(by=ada, kind="supersedes", target=old, sections=[old.sections.get(heading="Decision")])
    new.accept(by=ada)
    Record.objects.filter(pk=new.pk).update(audience=make_audience(ada))
    marks = re.compile(r'<h2 id="([^"]+)">(?:(?!</h2>).)*</h2><p class="section-note">.*? by <a href="([^"]+)">(.*?)</a></p>')
    assert marks.findall(text_of(fetch(as_ada, old))) == [
        ("s-decision", f"/records/{new.name}/", f'<span class="ref">{new.name}</span> Page with keys')
    ]
    client.force_login(bo)
    assert "section-note" not in text_of(fetch(client, old))


def test_where_it_was_decided_is_shown_to_those_who_may_know(client, ada, bo, mallory):
    record = make_record("proposed", by=ada)
    meeting = make_meeting(title="API architecture review", status="filed", facilitator=ada, note_taker=bo, audience=make_audience(ada))
    Outcome.objects.create(meeting=meeting, position=0, kind="decided", sentence="Slow for one, fair to forty.", effect="accepts",
                           record=record, by=ada,
                           settled_at=timezone.now())  # fmt: skip
    client.force_login(ada)
    assert "Slow for one, fair to forty." in text_of(fetch(client, record))
    client.force_login(mallory)
    assert "Slow for one" not in text_of(fetch(client, record)) and "Where it was decided" not in text_of(fetch(client, record))


def test_risks_stand_under_watch_for(as_ada, ada):
    record = make_record(by=ada)
    Risk.objects.note(by=ada, title="429s after a key rotation", symptom="One customer gets 429.", remedy="Warm the buckets.", record=record)
    page = text_of(fetch(as_ada, record))
    assert "Watch for" in page and "One customer gets 429." in page and f"/risks/new/?record={record.name}" in page


def test_buttons_are_there_for_those_who_may(client, ada, bo, grace):
    record = make_record("proposed", by=ada, decision_makers=[bo])
    found = {}
    for user in (ada, bo, grace):
        client.force_login(user)
        page = text_of(fetch(client, record))
        found[user.handle] = [
            verb for verb in ("accept", "reject", "withdraw", "redraft", "edit", "relate", "take-back") if f"/{record.name}/{verb}/" in page
        ]
    assert found == {
        "ada": ["withdraw", "redraft", "edit", "relate", "take-back"],
        "bo": ["accept", "reject", "withdraw", "redraft", "edit", "relate"],
        "grace": [],
    }


def test_edited_after_acceptance_is_said_with_the_difference(as_ada, ada):
    record = make_record(by=ada)
    record.edit(by=ada, title=record.title, text="Other words.", base=1, note="Clearer")
    page = text_of(fetch(as_ada, record))
    assert "Edited after acceptance." in page and "Ada Byron: Clearer" in page and f"/records/{record.name}/history/?from=1&amp;to=2" in page


def test_an_imported_wording_is_shown_beside_its_status(as_ada, ada):
    record = make_record(by=ada)
    Record.objects.filter(pk=record.pk).update(status_words="Implemented")
    assert "“Implemented”" in text_of(fetch(as_ada, record))


def test_neighbours_in_the_log_skip_what_is_closed(client, ada, mallory):
    records = [make_record(by=ada, log=make_log("API")) for _ in range(4)]
    Record.objects.filter(pk=records[2].pk).update(audience=make_audience(ada))
    client.force_login(mallory)
    record = fetch(client, records[1]).context["record"]
    assert (record.previous_name, record.next_name) == ("API-1", "API-4")


def test_an_empty_text_is_no_error(as_ada, ada):
    assert fetch(as_ada, make_record(by=ada, text="")).status_code == 200


@pytest.mark.parametrize("n", [1, 3])
def test_a_fuller_page_asks_no_more(as_ada, ada, bo, django_assert_num_queries, n):
    record = make_record(by=ada, text=TEXT, decision_makers=[ada, bo][:n])
    meeting = make_meeting(status="filed", facilitator=ada, note_taker=bo)
    for place in range(n):
        other = make_record(by=ada)
        record.relate(by=ada, kind="depends_on", target=other)
        old = make_record(by=ada)
        record.relate(by=ada, kind="supersedes", target=old)
        Risk.objects.note(by=ada, title="It breaks", symptom="Red.", record=record)
        Outcome.objects.create(meeting=meeting, position=place, kind="decided", sentence="Yes.", effect="links", record=record, by=ada,
                               settled_at=timezone.now())  # fmt: skip
    fetch(as_ada, record)
    with django_assert_num_queries(6):  # somebody with the same rights has read it
        fetch(as_ada, record)
    freshness.forget()
    with django_assert_num_queries(18):
        fetch(as_ada, record)


def test_the_script_that_draws_comes_with_a_diagram_only(as_ada, ada):
    drawn, plain = make_record(by=ada, text="```mermaid\ngraph TD; A-->B\n```\n"), make_record(by=ada, text=TEXT)
    assert ["js/diagram-frame" in fetch(as_ada, record).content.decode() for record in (drawn, plain)] == [True, False]
