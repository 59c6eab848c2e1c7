"""What was noted line by line is read line by line, on every page that shows notes; the stored text stays as it is."""

import pytest

from meetings.reading.shown import line_by_line
from tests.factories import make_meeting

NOTES = "PRESENT: Ada, Bo\nREGRETS: Cy\n\nWe talked,\nand agreed.\nDECISION: accept API-12\nACTION @bo: tell support\n"
LINES = ["PRESENT: Ada, Bo<br>\nREGRETS: Cy", "We talked,\nand agreed.<br>\nDECISION: accept API-12<br>\nACTION "]


@pytest.mark.parametrize(("text", "shown"), [
    (NOTES, NOTES.replace("Bo\n", "Bo  \n").replace("agreed.\n", "agreed.  \n").replace("12\n", "12  \n")),
    ("Yes.\r\n**Decision:** cursors\r\n", "Yes.  \r\n**Decision:** cursors\r\n"),
    ("# Lists\nDECISION: cursors\n", "# Lists\nDECISION: cursors\n"),
    ("We agree\n- ACTION: go\n- ACTION: come\n", "We agree\n- ACTION: go\n- ACTION: come\n"),
    ("```\nYes\nDECISION: no\n```\n", "```\nYes\nDECISION: no\n```\n"),
    ("| Who | What |\n| --- | --- |\nAction: go\n", "| Who | What |\n| --- | --- |\nAction: go\n"),
    ("The note\nwent on\n", "The note\nwent on\n"), ("", ""), ("DECISION: one", "DECISION: one"),
])  # fmt: skip
def test_a_line_that_says_something_outright_begins_a_line(text, shown):
    assert line_by_line(text, "md") == shown


def test_other_formats_are_left_alone():
    assert (line_by_line(NOTES, "rst"), line_by_line(NOTES, "plain")) == (NOTES, NOTES)


def test_the_meeting_its_history_and_the_preview_show_the_lines_and_the_text_stays(as_ada, ada):
    meeting = make_meeting(text=NOTES, by=ada)
    pages = [as_ada.get(address).text for address in (f"/meetings/{meeting.number}/", f"/meetings/{meeting.number}/history/1/")]
    pages += [as_ada.post("/preview/", {"text": NOTES, "text_place": place}).text for place in ("meetings/held", f"meetings/{meeting.number}")]
    assert [[words in page for words in LINES] for page in pages] == [[True, True]] * 4
    meeting.revision.refresh_from_db()
    assert meeting.revision.text == NOTES
