"""A secret that was pasted by mistake is nowhere any more, and a mark says that something was."""

import json
import re

import pytest
from django.apps import apps
from django.db import connection
from django.utils import timezone

from onboarding.models import Mission, Path, Term
from records.models import RecordFile, RecordSource, Risk
from search.checking import disagreements
from tests.factories import make_audience, make_log, make_meeting, make_record, make_series
from ui.dates import full
from writing.models import Redaction, Unsaved, Upload, digest
from writing.redacting import TAKEN

from .test_uploads import take

pytestmark = pytest.mark.django_db
SECRET = "xq7-Hunter2zebra"
WORDS = ("xq7", "hunter2zebra")


@pytest.fixture
def mark(db):
    return f"[redacted {full(timezone.localdate())}]"


def leaks():
    """(table, column) of all places in the database that hold the secret or a word of it."""
    found = set()
    for model in apps.get_models(include_auto_created=True):
        for row in model._base_manager.all():
            for column in row._meta.concrete_fields:
                value = getattr(row, column.attname)
                held = bytes(value).decode("latin-1") if isinstance(value, bytes | memoryview) else json.dumps(value, default=str)
                if any(word in held.lower() for word in (SECRET.lower(), WORDS[1])):
                    found.add((model._meta.label, column.name))
    return found


def redact(client, thing, words=SECRET, reason="A password."):
    return client.post(thing.redaction_address, {"words": words, "reason": reason, "confirmed": "1"})


def leaky_record(by):
    record = make_record("proposed", by=by, title=f"Rotate {SECRET}", summary=f"It was {SECRET}.", text=f"## The key {SECRET}\r\n\r\nIt is {SECRET}.")
    record.edit(by=by, title="Rotate the key", text="## The key\n\nGone?", base=1, note=f"Took {SECRET} out")
    record.describe(by=by, note=SECRET, revisit_when=f"When {SECRET} leaks")
    record.name_people(by=by, role="informed", people=[f"whoever has {SECRET}"])
    record.relations.create(kind="depends_on", target_words=f"the vault with {SECRET}")
    record.reject(by=by, note=f"No, {SECRET}!")
    source = RecordSource.objects.create(owner=record.log, name="folder")
    RecordFile.objects.create(source=source, path="a.md", document=record, sha256="x", bytes=SECRET.encode(), read={"title": [SECRET]})
    fields = [["summary", SECRET]]
    Unsaved.objects.keep(author=by, place=record.text_place, editing="6f0d3f0e-2b4c-4a53-9c0e-6d6f2d1f7a11", text=SECRET, title=SECRET, fields=fields)
    return record


def test_a_redacted_secret_is_nowhere_in_the_database(as_root, ada, mark, django_capture_on_commit_callbacks):
    record = leaky_record(ada)
    as_root.get(f"{record.history_address}1/")  # so that its HTML is kept
    assert len(leaks()) > 10
    with django_capture_on_commit_callbacks(execute=True):
        assert redact(as_root, record)["Location"] == record.history_address
    assert leaks() == set()
    first = record.revisions.get(number=1)
    assert (first.title, first.text) == (f"Rotate {mark}", f"## The key {mark}\n\nIt is {mark}.")
    assert (first.sha256, first.words) == (digest(first.text), len(first.text.split()))


@pytest.mark.parametrize("typed", ["hunter2zebra", "hunter2zebr", "hunter2zebar", "xq7"])
def test_search_neither_finds_nor_completes_nor_corrects_to_it(as_root, ada, typed):
    record = make_record("proposed", by=ada, text=f"It is {SECRET}, said twice: hunter2zebra xq7.")
    redact(as_root, record)
    redact(as_root, record, "hunter2zebra xq7")
    for address in (f"/search/?q={typed}", f"/search/suggest/?q={typed}"):
        page = as_root.get(address).content.decode().replace(typed, "")
        assert ("hunter2zebra" in page, record.name in page) == (False, False)
    with connection.cursor() as cursor:
        cursor.execute("SELECT word FROM search_word WHERE word LIKE 'hunter2%%' OR word LIKE 'xq7%%'")
        assert cursor.fetchall() == []
    assert disagreements() == []


def test_a_word_that_others_use_stays_in_the_index(as_root, ada):
    record, other = make_record("proposed", by=ada, text="The Quayside-77"), make_record("proposed", by=ada, text="A quayside and 77 policies.")
    redact(as_root, record, "Quayside-77")
    page = as_root.get("/search/?q=quayside").content.decode()
    assert (other.name in page, record.name in page, disagreements()) == (True, False, [])


def test_the_page_counts_the_places_and_changes_nothing_yet(as_root, ada):
    record = leaky_record(ada)
    before = leaks()
    answer = as_root.post(f"{record.history_address}redact/", {"words": SECRET, "reason": "A password."})
    assert dict(answer.context["there"]) == {
        "revision": 2, "heading": 1, "unsaved text": 1, "fact": 3, "line of the history,lines of the history": 3, "imported file": 1,
    }  # fmt: skip
    assert "2 revisions, 1 heading" in answer.content.decode() and "no-store" in answer["Cache-Control"]
    assert leaks() == before


def test_the_history_says_who_when_and_why(as_root, root, ada):
    record = leaky_record(ada)
    redact(as_root, record)
    made = Redaction.objects.get()
    assert (made.place, made.by, made.reason, made.rows) == (record.text_place, root, "A password.", 11)
    page = as_root.get(record.history_address).content.decode()
    assert "Root Admin took something out for good, of 11 places." in page and "A password." in page


@pytest.mark.parametrize("kind", ["meeting", "mission", "path", "log", "series"])
def test_every_kind_of_text_is_redacted(as_root, root, mark, kind):
    make = {
        "meeting": make_meeting, "mission": Mission.objects.create, "log": make_log, "series": make_series,
        "path": lambda: Path.objects.lay(by=root, title="Path", text="One.\n"),
    }  # fmt: skip
    thing = make[kind]()
    thing.rewrite(by=root, title="Title", text=f"## {SECRET}\n\n{SECRET}\n", base=thing.revision_number)
    redact(as_root, thing)
    thing.refresh_from_db()
    assert (leaks(), thing.revision.text, thing.sections.get(is_current=True).heading) == (set(), f"## {mark}\n\n{mark}\n", mark)


def test_a_meeting_is_redacted_beside_its_notes(as_root, ada, bo):
    meeting = make_meeting(title=f"About {SECRET}", text=SECRET, by=ada, place=SECRET)
    meeting.mark_attendance(by=ada, presence={bo: "late"}, remarks={bo: SECRET})
    meeting.set_agenda(by=ada, rows=[{"topic": None, "title": SECRET}])
    meeting.conclude(by=ada, sentence=SECRET)
    meeting.add_action(by=ada, text=SECRET)
    meeting.reindex()
    redact(as_root, meeting)
    assert leaks() == set()


def leaky_risk(by):
    risk = Risk.objects.note(by=by, title=f"Key {SECRET}", symptom=f"It says {SECRET}", remedy=SECRET)
    risk.describe(by=by, symptom="It says nothing", note=f"Not {SECRET}")
    risk.describe(by=by, cause=f"{SECRET}, again")
    return risk


def leaky_term(by):
    term = Term.objects.define(by=by, word=SECRET, meaning=f"The {SECRET}.", synonyms=f"key\n{SECRET}2")
    term.redefine(by=by, word=f"A {SECRET} b", meaning="Gone?", synonyms="")
    return term


@pytest.mark.parametrize(("leaky", "address"), [(leaky_risk, "/risks/1/"), (leaky_term, "/terms/#term-a-redacted-")])
def test_risks_and_terms_are_redacted_with_all_they_ever_said(as_root, ada, leaky, address):
    thing = leaky(ada)
    assert redact(as_root, thing)["Location"].startswith(address)
    assert (leaks(), disagreements()) == (set(), [])
    assert Redaction.objects.get().place == type(thing).objects.get().text_place
    assert SECRET not in as_root.get(address).content.decode()


def test_the_page_of_a_risk_tells_of_its_redaction(as_root, ada):
    redact(as_root, leaky_risk(ada))
    page = as_root.get("/risks/1/").content.decode()
    assert "Root Admin took something out for good, of 3 places." in page and "A password." in page


def test_a_name_that_another_thing_has_is_not_given_twice(as_root, ada, mark):
    terms = [Term.objects.define(by=ada, word=word, meaning="A key.") for word in (SECRET, f"{SECRET} ", mark)]
    answer = redact(as_root, terms[0])
    assert (answer.status_code, answer.context["form"].errors["words"]) == (422, [TAKEN])
    assert sorted(term.word for term in Term.objects.all()) == sorted([SECRET, f"{SECRET} ", mark])
    assert Redaction.objects.count() == 0


def test_a_secret_of_several_lines_is_found_whatever_its_line_ends(as_root, ada, mark):
    record = make_record("proposed", by=ada, text="a\n-----BEGIN\nKEY\n-----END\nb")
    record.revisions.update(text="a\r\n-----BEGIN\r\nKEY\r\n-----END\r\nb")
    redact(as_root, record, "-----BEGIN\r\nKEY\r\n-----END")
    assert record.revisions.get().text == f"a\r\n{mark}\r\nb"


def test_an_unsaved_text_elsewhere_and_other_texts_stay_as_they_are(as_root, ada):
    record, other = leaky_record(ada), make_record("proposed", by=ada, text=SECRET)
    redact(as_root, record)
    assert other.revisions.get().text == SECRET


@pytest.mark.parametrize(
    ("typed", "field"),
    [({"words": ""}, "words"), ({"words": "abc"}, "words"), ({"words": "not there"}, "words"), ({"reason": ""}, "reason"),
     ({"reason": f"It was {SECRET}."}, "reason"), ({"words": "x" * 10_001}, "words"), ({"reason": "x" * 301}, "reason")],
)  # fmt: skip
def test_what_cannot_be_redacted_changes_nothing(as_root, ada, typed, field):
    record = leaky_record(ada)
    answer = as_root.post(f"{record.history_address}redact/", {"words": SECRET, "reason": "A password.", "confirmed": "1"} | typed)
    assert (answer.status_code, list(answer.context["form"].errors), Redaction.objects.count()) == (422, [field], 0)


def test_the_anchor_of_another_section_stays(as_root, ada, mark):
    record = make_record("proposed", by=ada, text=f"## Context\n\nWhy.\n\n## {SECRET}\n")
    redact(as_root, record)
    assert [section.anchor for section in record.sections.all()][0] == "s-context"
    assert all("hunter" not in section.anchor for section in record.sections.all())
    assert mark in as_root.get(record.get_absolute_url()).content.decode()


def test_other_texts_with_the_same_words_are_named_to_who_may_see_them(as_root, ada, root):
    record, other = make_record("proposed", by=ada, text=f"It is {SECRET}."), make_record("proposed", by=ada, text=f"Was {SECRET}.")
    other.edit(by=ada, title=other.title, text="Gone?", base=1)
    notes = make_meeting(by=ada, text=f"Bo read {SECRET} out.")
    make_meeting(by=ada, text=f"Whose is {SECRET}?", audience=make_audience(ada))
    make_record("proposed", by=ada, text=f"It was {SECRET.upper()}.")
    risk, term, path = leaky_risk(ada), leaky_term(ada), Path.objects.lay(by=ada, title="Path", text="One.\n")
    path.steps.create(position=1, url="https://whence.example/", reason=f"Try {SECRET}")
    fact = make_meeting(by=ada, text="Minutes.")
    fact.conclude(by=ada, sentence=f"We say {SECRET}.")
    Risk.objects.note(by=ada, title="Closed", symptom=SECRET, audience=make_audience(ada))
    found = [
        (f"Meeting {notes.number}", f"{notes.history_address}redact/"), (f"Meeting {fact.number}", f"{fact.history_address}redact/"),
        (other.name, f"{other.history_address}redact/"), ("Path path", "/paths/path/history/redact/"), ("Risk 1", "/risks/1/redact/"),
        (f"The term “{term.word}”", f"/terms/A%20{SECRET}%20b/redact/"),
    ]  # fmt: skip
    assert (risk.redaction_address, term.redaction_address, path.redaction_address) == (found[4][1], found[5][1], found[3][1])
    looked = as_root.post(f"{record.history_address}redact/", {"words": SECRET, "reason": "A password."})
    assert sorted(looked.context["others"]) == sorted(found)
    links = ", ".join(f'<a href="{address}">{name}</a>' for name, address in sorted(found))
    done = as_root.get(redact(as_root, record)["Location"])
    assert [str(message) for message in done.context["messages"]] == [f"It is taken out of 1 place. The same words still stand in {links}."]


@pytest.mark.parametrize(("rest", "deleted"), [("", True), ("Also {}", False)])
def test_pictures_that_nothing_else_shows_go_with_their_files(as_root, ada, rest, deleted, django_capture_on_commit_callbacks):
    picture = take(ada)
    record = make_record("proposed", by=ada, text=f"Look: {picture.markdown}\n")
    make_record("proposed", by=ada, text=rest.format(picture.markdown))
    asked = {"words": picture.markdown, "reason": "A face.", "pictures": "on"}
    assert as_root.post(f"{record.history_address}redact/", asked).context["pictures"] is True
    with django_capture_on_commit_callbacks(execute=True):
        as_root.post(f"{record.history_address}redact/", asked | {"confirmed": "1"})
    assert (Upload.objects.exists(), picture.path.exists()) == (not deleted, not deleted)


def test_who_had_the_text_open_does_not_bring_it_back_unasked(client, ada, root, mark):
    record = make_record("proposed", by=ada, text=f"One.\n\nIt is {SECRET}.\n")
    client.force_login(ada)
    form = client.get(f"{record.get_absolute_url()}edit/")
    seen = re.search(r'name="redactions" value="([0-9]+)"', form.content.decode())[1]
    client.force_login(root)
    redact(client, record)
    client.force_login(ada)
    typed = {"title": record.title, "text": f"One, more.\n\nIt is {SECRET}.\n", "base": 1, "note": "More.", "redactions": seen}
    asked = client.post(f"{record.get_absolute_url()}edit/", typed)
    page = asked.content.decode()
    assert (asked.status_code, "Root Admin took something out of this text for good while you were writing." in page) == (409, True)
    assert (asked.context["form"]["text"].value(), record.revisions.count()) == (typed["text"], 1)
    again = re.search(r'name="redactions" value="([0-9]+)"', page)[1]
    answer = client.post(f"{record.get_absolute_url()}edit/", typed | {"redactions": again, "text": "One, more.\n\nIt is gone.\n"})
    assert (answer.status_code, record.revisions.get(number=2).text) == (302, "One, more.\n\nIt is gone.\n")
    assert (seen, again, leaks()) == ("0", "1", set())
