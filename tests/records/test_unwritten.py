"""What the template requires is asked for before a decision is, and nothing else."""

import pytest

from records.models import Record
from records.starters import MADR_FULL, MADR_MINIMAL, NYGARD, Y_STATEMENT
from records.unwritten import unwritten
from tests.factories import make_log, make_record
from ui.refusals import Impossible

ALL = [NYGARD, MADR_MINIMAL, MADR_FULL, Y_STATEMENT]
OWN = "How we decide.\n\n## Why\n\n<!-- one paragraph -->\n\n## How\n\n### Steps\n\n1. First\n\n## Cost (optional)\n\nNone.\n"


@pytest.mark.parametrize(("text", "expected"), [
    (NYGARD, ["Context", "Decision", "Consequences"]),
    (NYGARD.replace("\n", "\r\n").replace("We will …", "We page with cursors."), ["Context", "Consequences"]),
    (MADR_MINIMAL, ["Context and Problem Statement", "Considered Options", "Decision Outcome"]),
    (MADR_FULL, ["Context and Problem Statement", "Considered Options", "Decision Outcome"]),
    (Y_STATEMENT, [""]),
    (Y_STATEMENT.replace("…", "cursors"), []),
    (f"{Y_STATEMENT}\n## More\n\nWords.\n", [""]),
    ("", []), ("Words.", []), ("## Our own heading\n", []),
    ("## Context\n\n## Decision\n\nWe page.\n", ["Context"]),
    ("## Context\n\n<!-- later -->\n", ["Context"]),
    ("## context ##\n\nWhat is true now, with  numbers,\nand what forces us to decide?", ["context"]),
    ("## Context\n\n### In numbers\n\n42 %.\n", []),
    ("## Decision\n\nWe page.\n", []),
    ("```\n## Context\n```\n", []),
    ("## Consequences\n\n* Good, because …\n* Bad, because …\n", []),
])  # fmt: skip
def test_what_nobody_has_written(text, expected):
    assert unwritten(text, ALL) == expected


@pytest.mark.parametrize(("text", "expected"), [
    (OWN, ["Why", "Steps"]), (OWN.replace("<!-- one", "Because. <!-- one"), ["Steps"]), ("## Cost (optional)\n\nNone.\n", []),
    ("How we decide.\n\n## Why\n\nSo.\n", []), ("## How\n\n### Steps\n\n1. First, then\n", []),
])  # fmt: skip
def test_what_a_template_of_our_own_requires(text, expected):
    assert unwritten(text, [OWN]) == expected


def test_a_part_below_an_optional_one_is_optional():
    template = "## Options\n\n<!-- This is an optional element. Feel free to remove. -->\n\n### One\n\nWords.\n\n## Outcome\n\nSo.\n"
    assert unwritten(template, [template]) == ["Outcome"]


SENTENCE = "Nobody has written “Context”, “Decision” and “Consequences” of ADR-1 yet. Write them, or take out what does not apply; then propose it."


@pytest.mark.parametrize(("verb", "status"), [("propose", "draft"), ("reopen", "withdrawn")])
def test_an_untouched_template_is_not_proposed(as_ada, ada, verb, status):
    record = make_record("draft", by=ada, text=NYGARD)
    if status == "withdrawn":
        record.withdraw(by=ada)
    page = f"{record.get_absolute_url()}{verb}/"
    answers = [as_ada.get(page), as_ada.post(page, {"note": ""})]
    assert [answer.status_code for answer in answers] == [200, 422]
    assert [(SENTENCE in page, "/records/ADR-1/edit/" in page) for page in (answer.content.decode() for answer in answers)] == [(True, True)] * 2
    with pytest.raises(Impossible, match=SENTENCE):
        getattr(record, verb)(by=ada)
    assert Record.objects.get().status == status


def test_a_draft_is_saved_as_it_is_and_proposed_once_it_is_written(as_ada, ada):
    make_log("ADR")
    as_ada.post("/records/new/", {"log": "ADR", "title": "Page with cursors", "text": NYGARD})
    record = Record.objects.get()
    record.edit(by=ada, title=record.title, text="## Decision\n\nWe page with cursors.\n", base=1)
    assert as_ada.post(f"{record.get_absolute_url()}propose/").status_code == 302
    assert Record.objects.get().status == "proposed"


def test_a_text_begun_from_an_earlier_template_of_its_log_is_known(ada, root):
    log = make_log("OPS", template="## Why we page\n\nWho is woken up?\n")
    make_record("draft", by=ada, log=log, text=log.template)
    log.write_template(by=root, text="## Why\n", base=1)
    with pytest.raises(Impossible, match="Nobody has written “Why we page” of OPS-1 yet. Write it, or take it out if it does not apply"):
        Record.objects.get().propose(by=ada)
