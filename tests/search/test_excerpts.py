"""An excerpt shows why a hit is one."""

import pytest

from search.find import find
from search.index import Findable, put

pytestmark = pytest.mark.django_db

FILLER = "Nothing of that kind is written in these lines, which are long enough to fill a piece of a text.\n"
NOTES = f"""---
keywords: pagination
---
# ADR 12: Page lists

- [Who asked](#who-asked)

Date: 2025-03-02

## Status

Accepted

## Context

{FILLER}
<!-- Say which widgets are affected. -->

## Cursor pagination

### Who asked

{FILLER}
We met [the carriers](https://example.org/quokkas/42 "Carriers") and tried it: scalability matters, ids are dying.

| way | p95 |
|---|---:|
| offset | 900 ms |

## Decision

We will _freeze_ the `retryAfter` header, and **café** menus stay. A naïve résumé; 한국 uses it. Then freeze all. See the table_grow_rate.
[here]: https://example.org/wombat
"""


def body(text):
    put([Findable("record", "API-1", "/", "Page lists", text)])


def shown(typed):
    """(section, excerpt) of the only hit, marks as HTML."""
    (hit,) = find(typed).hits
    return hit.excerpt.section_html, hit.excerpt.html


@pytest.mark.parametrize(
    ("typed", "section", "piece"),
    [
        ("freezing", "Decision", "We will <mark>freeze</mark> the retryAfter"),
        ("after", "Decision", "the retry<mark>After</mark> header"),
        ("retryAfter", "Decision", "the <mark>retryAfter</mark> header"),
        ("cafe", "Decision", "<mark>café</mark> menus"),
        ("résumés", "Decision", "naïve <mark>résumé</mark>;"),
        ("한국", "Decision", "<mark>한국</mark> uses"),
        ("scalable", "Who asked", "<mark>scalability</mark> matters"),
        ("die", "Who asked", "are <mark>dying</mark>."),
        ("scalabilty", "Who asked", "<mark>scalability</mark> matters"),
        ("grows", "Decision", "the table_<mark>grow_rate</mark>"),
        ("offset", "Who asked", "<mark>offset</mark> 900 ms"),
        ("asked", "Who <mark>asked</mark>", "Nothing of that kind"),  # not the contents, which only name it
        ("cursors", "<mark>Cursor</mark> pagination", "Who asked Nothing of that kind"),
        ("quokkas", "Who asked", "the carriers (https://example.org/<mark>quokkas</mark>/42"),
        ("widgets", "Context", "Say which <mark>widgets</mark> are affected."),
        ("wombat", "Decision", "https://example.org/<mark>wombat</mark>"),
        ("keywords", "", "<mark>keywords</mark>: pagination"),
        ("pagination", "Cursor <mark>pagination</mark>", "Who asked Nothing"),  # not the line that nobody sees
        ("page", "Context", "Nothing of that kind"),  # which the title says: so the first prose, and not its own heading again
        ('"freeze all"', "Decision", "Then <mark>freeze</mark> <mark>all</mark>."),
    ],
)
def test_an_excerpt_holds_what_was_looked_for(typed, section, piece):
    body(NOTES)
    found = shown(typed)
    assert (found[0], piece in found[1]) == (section, True), found


def test_accents_that_are_letters_of_their_own_are_marked_too():
    body("A re\u0301sume\u0301 of it all.")
    assert shown("resume") == ("", "A <mark>résumé</mark> of it all.")


def test_an_excerpt_begins_and_ends_with_whole_words_and_says_that_there_is_more():
    body(FILLER * 3 + "Then a quokka. " + FILLER * 3)
    before = "which are long enough to fill a piece of a text. Then a "
    after = f". {FILLER.strip()} Nothing of that kind is written in these lines, which are"
    assert shown("quokka") == ("", f"… {before}<mark>quokka</mark>{after} …")


def test_what_every_likely_spelling_found_is_marked():
    put(Findable("record", f"API-{n}", "/", "A thing", "The carrier pays.") for n in range(4))
    body("The barrier holds.")
    assert {hit.excerpt.html for hit in find("darrier").hits} == {"The <mark>carrier</mark> pays.", "The <mark>barrier</mark> holds."}


def test_a_word_far_down_in_a_very_long_text_is_shown():
    body(FILLER * 700 + "\n## Appendix\n\nA quokka.\n")
    assert shown("quokka") == ("Appendix", "A <mark>quokka</mark>.")


def test_a_word_in_a_heading_under_which_nothing_stands_is_shown():
    body("## Context\n\nLists grow.\n\n## Quokkas\n")
    assert shown("quokka") == ("<mark>Quokkas</mark>", "")


def test_a_text_without_prose_shows_its_first_lines():
    body("---\nday: 2026-03-01\n---\n# Page lists\n\n- Ada: done\n- Bo: not yet\n")
    assert shown("lists") == ("", "Ada: done Bo: not yet")
