"""Pages about texts as long as we take them: in bounded time, and all of both texts within reach."""

import re
import time
from html import unescape
from uuid import uuid4

import pytest

from onboarding.models import Mission
from writing.models import Unsaved

pytestmark = pytest.mark.django_db
LINES, LONG = "x\n" * 1_000_000, "".join(f"{number:05} a line of a long text, as it is.\n" for number in range(50_000))[:2_000_000]
MEGABYTE = "word " * 200_000
MOST = 8  # seconds of one processor: a hundred lines take none of it, but a machine may be busy


@pytest.fixture
def mission(root):
    made = Mission.objects.create()
    made.write(by=root, title="Long", text=LONG, base=0)
    return made


def get(client, address):
    began = time.thread_time()
    answer = client.get(address)
    assert (answer.status_code, time.thread_time() - began < MOST) == (200, True), time.thread_time() - began
    return answer.text


@pytest.mark.parametrize("typed", [LINES, LONG.replace("a line", "a row"), LONG + MEGABYTE[: 2_000_000 - len(LONG)], MEGABYTE * 2],
    ids=["a million lines", "all lines differ", "a long line more", "one line"])  # fmt: skip
def test_an_offer_beside_a_long_text(as_root, root, mission, typed):
    row = Unsaved.objects.keep(author=root, place="mission", editing=uuid4(), text=typed[:2_000_000], title="Long", base=1)
    page = get(as_root, "/mission/edit/")
    assert ("Typed and not saved" in page, f"/unsaved/{row.editing}/" in page, len(page) < 6_000_000) == (True, True, True)
    whole = as_root.get(f"/unsaved/{row.editing}/")
    assert (whole.text == typed[:2_000_000], whole["Content-Type"]) == (True, "text/plain; charset=utf-8")


@pytest.mark.parametrize("view", ["side", "inline"])
def test_two_long_revisions_beside_each_other(as_root, root, mission, view):
    mission.write(by=root, title="Long", text=LINES, base=1)
    page = get(as_root, f"{mission.history_address}?from=1&to=2&view={view}")
    assert ("more differ: too many to show beside each other" in page, len(page) < 2_000_000) == (True, True)


def test_nobody_else_reads_an_unsaved_text(as_ada, ada, bo):
    row = Unsaved.objects.keep(author=bo, place="mission", editing=uuid4(), text="Bo's own.")
    assert as_ada.get(f"/unsaved/{row.editing}/").status_code == 404


def test_a_clash_that_is_too_long_to_be_settled_loses_neither_text(as_root, root, bo, mission):
    """Four bytes a character: the page that asks holds both texts, and posts more than is taken at once."""
    theirs, mine = (f"{mark}{'👩' * 1_990_000}\n" for mark in "tm")
    mission.write(by=bo, title="Long", text=theirs, base=1)
    form = {"title": "Long", "text": mine, "base": "1", "text_place": "mission", "editing": str(uuid4()), "stroke": ""}
    assert as_root.post("/mission/edit/", form).status_code == 409
    too_much = as_root.post("/mission/edit/", {"merge": theirs + mine}, headers={"Referer": "http://testserver/mission/edit/"})
    links = re.findall(r'href="([^"]+)"', too_much.text)[-3:]
    assert (too_much.status_code, links) == (413, ["/unsaved/", "http://testserver/mission/edit/", "/"])
    [address] = re.findall(r'href="(/unsaved/[0-9a-f-]{36}/)"', get(as_root, "/unsaved/"))
    assert as_root.get(address).text == mine
    page = get(as_root, "/mission/edit/")
    assert (unescape(re.search(r"<textarea[^>]*>\n(.*?)</textarea>", page, re.S)[1]) == theirs, address in page) == (True, True)
