"""Texts under seal are changed with a note, and say so: when, by whom, why, and what."""

import datetime

import pytest
from django.utils import timezone

from meetings.models import Meeting
from records.models import Record
from tests.factories import make_meeting, make_record
from ui.refusals import Impossible

pytestmark = pytest.mark.django_db
THEN = timezone.make_aware(datetime.datetime(2026, 3, 2, 16))
HOUR = datetime.timedelta(hours=1)


def filed(by, text="60 a minute.\n"):
    meeting = make_meeting(text="", by=by)
    meeting.note_down(by=by, text=text, base=0, at=THEN)
    meeting.file(by=by, at=THEN)
    return meeting


def test_no_verb_changes_a_sealed_text_without_a_note(ada):
    record, meeting = make_record(by=ada), filed(ada)
    with pytest.raises(Impossible, match="this record has been in force"):
        record.edit(by=ada, title=record.title, text="Other.", base=1, note=" ")
    with pytest.raises(Impossible, match="what you correct"):
        meeting.note_down(by=ada, text="Other.", base=1)
    assert (Record.objects.get().revision_number, Meeting.objects.get().revision_number) == (1, 1)


def test_what_is_not_sealed_needs_no_note(ada):
    record, meeting = make_record("proposed", by=ada), make_meeting(text="One.", by=ada)
    record.edit(by=ada, title=record.title, text="Other.", base=1)
    meeting.note_down(by=ada, text="Other.", base=1)
    assert (record.revision_number, meeting.revision_number) == (2, 2)


def test_corrections_become_errata_when_the_notes_are_sealed(as_ada, ada, bo):
    meeting = filed(ada)
    meeting.note_down(by=bo, text="600 a minute.\n", base=1, note="600, not 60", at=THEN + 47 * HOUR)
    meeting.note_down(by=ada, text="600 an hour.\n", base=2, note="an hour", at=THEN + 49 * HOUR)
    assert [(revision.number, revision.is_erratum) for revision in Meeting.objects.get().errata] == [(3, True), (2, False)]
    page = " ".join(as_ada.get(meeting.get_absolute_url()).content.decode().split())
    told = (
        'Edited after filing. <a href="/meetings/1/history/?from=1&amp;to=3">What changed since</a>',
        "Ada Byron, erratum: an hour <a",
        "Bo Lindgren: 600, not 60 <a",
    )
    assert [words for words in told if words not in page] == []


def test_each_mend_of_an_accepted_record_is_listed(as_ada, ada, bo):
    record = make_record(by=ada)
    for number, person in enumerate((ada, bo), 1):
        record.edit(by=person, title=record.title, text=f"Words {number}.", base=number, note=f"Mend {number}")
    page = " ".join(as_ada.get(record.get_absolute_url()).content.decode().split())
    told = (
        f'Edited after acceptance. <a href="/records/{record.name}/history/?from=1&amp;to=3">What changed since</a>',
        "Bo Lindgren: Mend 2 <a", "Ada Byron: Mend 1 <a", f"/records/{record.name}/history/?from=2&amp;to=3",
    )  # fmt: skip
    assert [words for words in told if words not in page] == []


def test_merging_into_a_sealed_text_needs_a_note_and_is_an_erratum(as_ada, ada, bo):
    record = make_record(by=ada, text="One.\n\nTwo.\n")
    record.edit(by=bo, title=record.title, text="One.\n\nTwo, theirs.\n", base=1, note="Two.")
    typed = {"title": record.title, "text": "One, mine.\n\nTwo.\n", "base": 1}
    assert as_ada.post(f"/records/{record.name}/edit/", typed).status_code == 422
    assert as_ada.post(f"/records/{record.name}/edit/", typed | {"note": "One."}).status_code == 302
    assert [(one.number, one.origin, one.note) for one in Record.objects.get().errata] == [(3, "merged", "One."), (2, "typed", "Two.")]
