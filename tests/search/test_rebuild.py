from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction

from home.finding import everything
from meetings.models import Meeting
from onboarding.models import Term
from records.models import Risk
from search.index import gathered, postponed
from search.models import Entry
from tests.factories import make_meeting, make_record


def what_can_be_found():
    return sorted(Entry.objects.values_list("kind", "key", "anchor", "title", "worth"))


def fill(ada):
    record = make_record()
    Risk.objects.note(by=ada, title="Queue age rises", symptom="Labels wait.", record=record)
    Term.objects.define(by=ada, word="Lane", meaning="Where from, where to, how heavy.")
    meeting = make_meeting(text="## Cursors\n\nWe agreed.\n", by=ada)
    meeting.conclude(by=ada, sentence="Page with cursors.")
    meeting.add_action(by=ada, text="Tell the merchants")
    Meeting.objects.get().reindex()


def test_everything_is_found_again_after_a_rebuild(ada, capsys):
    fill(ada)
    before = what_can_be_found()
    Entry.objects.filter(kind="term").delete()
    call_command("reindex")
    assert what_can_be_found() == before
    assert capsys.readouterr().out == f"The index holds {len(before)} things.\n"


def test_postponed_indexing_ends_with_the_same_index(ada):
    before = what_can_be_found()
    with postponed(everything):
        fill(ada)
        assert what_can_be_found() == before
    at_once = what_can_be_found()
    call_command("reindex", stdout=StringIO())
    assert [kind for kind, *_ in at_once] == ["action", "meeting", "outcome", "person", "person", "record", "risk", "term"]
    assert what_can_be_found() == at_once


def test_gathered_indexing_ends_with_the_same_index(ada):
    before = what_can_be_found()
    with transaction.atomic(), gathered():
        fill(ada)
    at_once = what_can_be_found()
    call_command("reindex", stdout=StringIO())
    assert (len(at_once) > len(before), what_can_be_found()) == (True, at_once)


def test_of_what_is_put_twice_the_later_stands(ada):
    record = make_record(title="First")
    with transaction.atomic(), gathered():
        for title in ("Second", "Third"):
            record.title = title
            record.reindex()
        assert [title for kind, _, _, title, _ in what_can_be_found() if kind == "record"] == ["First"]
    assert [title for kind, _, _, title, _ in what_can_be_found() if kind == "record"] == ["Third"]


def test_an_error_gathers_nothing(ada):
    before = what_can_be_found()
    with pytest.raises(ZeroDivisionError), transaction.atomic(), gathered():
        fill(ada)
        raise ZeroDivisionError
    assert what_can_be_found() == before


def test_an_error_leaves_the_index_alone(ada):
    before = what_can_be_found()
    with pytest.raises(ZeroDivisionError), postponed(everything):
        fill(ada)
        raise ZeroDivisionError
    assert what_can_be_found() == before
