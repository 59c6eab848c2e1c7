"""A record, notes, the mission, a path and templates are written in the same way: receipt, copies, preview, pictures, save."""

import hashlib
import json
import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from writing.models import Unsaved, Upload
from writing.receipts import clock

from .test_saving import KINDS, THEIRS, form, record
from .test_uploads import JSON, send

pytestmark = pytest.mark.django_db
MORE = THEIRS + "\nFour.\n"


def digest(text):
    return hashlib.sha256(text.encode()).hexdigest()


@KINDS
def test_a_text_is_kept_offered_saved_and_done(as_root, root, bo, make):
    document, editor = make(root, bo)
    typed = form(document, MORE.replace("\n", "\r\n")) | {"base": 2, "text_place": document.text_place, "editing": str(uuid4()), "stroke": 1}
    kept = as_root.post("/unsaved/", typed, headers=JSON).json()
    assert (kept["kept"], kept["base"], kept["words"], kept["sha256"]) == ("unsaved", 2, 5, digest(MORE))
    assert document.revisions.count() == 2
    page = as_root.get(editor).content.decode()
    assert ("Typed and not saved" in page, "Put it into the form" in page) == (True, True)
    back = as_root.get(f"{editor}?unsaved={typed['editing']}").context["form"]
    assert (back["text"].value(), back["base"].value()) == (MORE, 2)
    saved = as_root.post(editor, typed | {"stroke": 2}, headers=JSON).json()
    document.refresh_from_db()
    assert (saved["kept"], saved["revision"], saved["sha256"]) == ("revision", 3, digest(MORE))
    assert (document.revision.text, document.revision.sha256, Unsaved.objects.open().count()) == (MORE, digest(MORE), 0)


@KINDS
def test_the_preview_is_the_page(as_root, root, bo, make):
    document, _ = make(root, bo)
    page = as_root.post("/preview/", {"text": "Two **bold** words.", "text_place": document.text_place}).content.decode()
    assert "<p>Two <strong>bold</strong> words.</p>" in page


@KINDS
def test_a_picture_is_sent_for_it_and_shown_in_it(as_root, root, bo, make):
    document, editor = make(root, bo)
    markdown = send(as_root, place=document.text_place, **JSON).json()["markdown"]
    answer = as_root.post(editor, form(document, f"{THEIRS}\n{markdown}\n", base=2))
    shown = as_root.get(f"{document.history_address}3/").content.decode()
    [address] = re.findall(r'<img[^>]* src="([^"]+)"', shown)
    assert (answer.status_code, Upload.objects.get().place) == (302, document.text_place)
    assert as_root.get(address)["Content-Type"] == "image/png"


def test_a_receipt_of_facts_alone_is_of_now(as_root, root, bo):
    document, editor = record(root, bo)
    document.revisions.update(at=timezone.now() - timedelta(hours=3))
    before = clock(timezone.now())
    saved = as_root.post(editor, form(document, THEIRS, base=2, summary="In short."), headers=JSON).json()
    assert (saved["revision"], document.revisions.count(), before <= saved["at"] <= clock(timezone.now())) == (2, 2, True)


def test_a_receipt_says_what_the_page_goes_on_from_beside_the_text(as_root, root, bo):
    """Whoever saves without leaving the page, and saves on, overwrites nobody: least of all themselves."""
    document, editor = record(root, bo)
    page = form(document, THEIRS, base=2, began=as_root.get(editor).context["form"]["began"].value())
    for summary, people in (("One.", "@bo"), ("Two.", "@bo"), ("Three.", "@root, @bo")):
        saved = as_root.post(editor, page | {"summary": summary, "decision_makers": people}, headers=JSON)
        assert saved.status_code == 200, saved.json()
        page["began"] = saved.json()["began"]
    document.refresh_from_db()
    assert (document.summary, document.people.count(), json.loads(page["began"])["summary"]) == ("Three.", 2, "Three.")
