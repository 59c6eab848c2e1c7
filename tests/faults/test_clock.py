"""A clock that jumps back: texts are ordered by their numbers, so nothing is hidden behind an older time."""

import datetime
from uuid import uuid4

import pytest
import time_machine

from records.models import Record
from tests.factories import make_record
from writing.models import Unsaved

pytestmark = pytest.mark.django_db
NOON = datetime.datetime(2026, 11, 23, 12, tzinfo=datetime.UTC)


def test_the_newest_text_stays_the_newest(as_ada, ada):
    with time_machine.travel(NOON):
        record = make_record("proposed", by=ada, text="One.\n\nTwo.\n")
    address = f"/records/{record.name}/edit/"
    with time_machine.travel(NOON - datetime.timedelta(days=400)):
        as_ada.force_login(ada)
        assert as_ada.post(address, {"title": record.title, "text": "One, earlier.\n\nTwo.\n", "base": 1}).status_code == 302
        assert as_ada.post(address, {"title": record.title, "text": "One.\n\nTwo, merged.\n", "base": 1}).status_code == 302
        page = as_ada.get(f"/records/{record.name}/history/").content.decode()
    found = Record.objects.get()
    assert (found.revision_number, found.revision.text, found.revision.origin) == (3, "One, earlier.\n\nTwo, merged.\n", "merged")
    assert list(found.revisions.values_list("number", flat=True)) == [3, 2, 1]
    assert [f"/history/{number}/" in page for number in (1, 2, 3)] == [True, True, True]


def test_what_was_typed_last_is_kept(ada):
    editing = uuid4()
    for hours, stroke, text in ((0, 1, "First."), (-5, 2, "Second."), (-9, 1, "First.")):
        with time_machine.travel(NOON + datetime.timedelta(hours=hours)):
            Unsaved.objects.keep(author=ada, place="records/new", editing=editing, text=text, stroke=stroke)
    assert Unsaved.objects.get().text == "Second."
