"""What an eye would stumble over: things that should stand in one line and do not, or weigh more than they say."""

import datetime

import pytest

from accounts.models import Team
from meetings.models import Action, Meeting
from onboarding.models import Term

from .desk import kept

BOXES = "found => found.filter(one => one.offsetHeight).map(one => one.getBoundingClientRect().toJSON())"


@pytest.fixture
def ada_at(page, people, sign_in):
    """`ada_at(address, width)` gives her page."""
    sign_in(page, people.ada)

    def ada_at(address, width=1280):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(address)
        return page

    return ada_at


def boxes(page, words):
    return page.eval_on_selector_all(words, BOXES)


def test_what_stands_below_a_name_in_a_table_is_not_bold(ada_at):
    weights = "found => [...new Set(found.map(one => getComputedStyle(one).fontWeight))]"
    assert [ada_at(address).eval_on_selector_all("tbody th .meta", weights) for address in ("/records/", "/meetings/1/")] == [["400"], ["400"]]


def test_what_is_said_above_a_list_stands_in_one_line_on_a_phone(ada_at):
    parts = boxes(ada_at("/records/", 390), ".results-bar > *")
    assert (len(parts), max(part["top"] for part in parts) < min(part["bottom"] for part in parts)) == (3, True)


def test_buttons_below_each_other_keep_apart(ada_at):
    first, second = boxes(ada_at("/meetings/", 390), ".section-head .btn")
    assert second["top"] - first["bottom"] >= 8


@pytest.mark.parametrize("width", [1280, 390])
def test_the_bar_of_a_full_screen_stands_in_line_with_the_text_and_below_it(ada_at, width):
    page = ada_at("/records/API-3/edit/", width)
    page.get_by_role("button", name="Full screen").click()
    (box,), (bar,), (said,) = (boxes(page, words) for words in (".mdbox", ".savebar", ".saved"))
    assert (said["left"] == box["left"], box["bottom"] <= bar["top"]) == (True, True)


def test_a_notice_has_a_frame_on_paper_which_leaves_the_wash_out(ada_at):
    page = ada_at("/records/API-1/")
    frame = "getComputedStyle(document.querySelector('.notice')).borderTopWidth"
    on_screen = page.evaluate(frame)
    page.emulate_media(media="print")
    assert (on_screen, page.evaluate(frame)) == ("0px", "1px")


def test_what_is_read_shows_where_the_reader_chooses_the_colours(ada_at):
    page = ada_at("/paths/api/")
    page.emulate_media(forced_colors="active")
    tick, bar = page.locator(".tick").first, page.locator("progress").first
    fill = "one => getComputedStyle(one).backgroundColor"
    before = tick.evaluate(fill)
    tick.click()
    page.wait_for_selector(".tick[aria-pressed=true]")
    assert (tick.evaluate(fill) != before, bar.evaluate("one => getComputedStyle(one).borderTopWidth")) == (True, "1px")


def test_the_day_of_a_meeting_belongs_to_its_title(ada_at):
    page = ada_at("/since/?from=2026-01-01&to=2026-12-31")
    colours = "found => [...new Set(found.map(one => getComputedStyle(one).color))]"
    assert page.eval_on_selector_all(".changes .row-title time", colours) == page.eval_on_selector_all(".changes .row-title:has(time)", colours) != []


def test_minutes_on_paper_say_which_meeting_they_are_of(ada_at):
    page = ada_at("/meetings/1/")
    page.emulate_media(media="print")
    printed = [page.locator(".crumbs").inner_text()]
    page.goto("/records/API-3/")
    assert [*printed, page.locator(".crumbs").inner_text()] == ["Meeting 1", ""]


def test_the_way_to_edit_a_term_is_quiet_and_beside_its_word(ada_at):
    Term.objects.update(synonyms="route")
    for width in (1280, 390):
        page = ada_at("/terms/", width)
        colour = "one => getComputedStyle(one).color"
        assert page.locator(".terms a.edit").first.evaluate(colour) == page.locator(".terms .meta").first.evaluate(colour)
        (word, *_), (edit, *_), (meaning, *_) = (boxes(page, words) for words in (".terms dt", ".terms a.edit", ".terms dd"))
        assert (edit["bottom"] <= meaning["top"] + 4, edit["right"] >= word["right"] - 1) == (True, True)


def test_all_that_is_in_the_menu_of_a_phone_begins_in_one_line(ada_at):
    page = ada_at("/terms/", 390)
    page.click("[popovertarget=menu-nav]")
    words = """found => found.map(one => {
        const range = document.createRange();
        range.selectNode(one.lastChild);
        return range.getBoundingClientRect().left;
    })"""
    begins = page.eval_on_selector_all("#menu-nav :is(a, button:not(.segs button))", words)
    assert (len(begins) > 10, len(set(begins))) == (True, 1)


BROKEN = """(words) => [...document.querySelectorAll(words)].filter(one => one.offsetHeight).flatMap(one => {
    const range = document.createRange(), found = [], walker = document.createTreeWalker(one, NodeFilter.SHOW_TEXT);
    while (walker.nextNode())
        for (const name of walker.currentNode.data.matchAll(/[A-Z]{2,9}-\\d+/g)) {
            range.setStart(walker.currentNode, name.index);
            range.setEnd(walker.currentNode, name.index + name[0].length);
            if (new Set([...range.getClientRects()].map(box => box.top)).size > 1) found.push(name[0]);
        }
    return found;
})"""
NARROWING = "(words) => [...document.querySelectorAll(words)].forEach(one => { one.style.inlineSize = '1ch'; one.style.display = 'block'; })"


@pytest.mark.parametrize(
    "address", ["/records/API-1/", "/records/API-3/", "/records/API-3/relations/", "/records/API-3/accept/", "/terms/", "/risks/1/"]
)
def test_the_name_of_a_record_stands_in_one_line(ada_at, address):
    Term.objects.update(meaning="See API-3.")
    page = ada_at(address, 390)
    shown = "main :is(a, p, li, dd, h1, q):not(:has(:is(p, li, dd)), .prose p)"
    page.evaluate(NARROWING, shown)
    assert page.evaluate(BROKEN, shown) == []


def test_a_long_handle_stays_within_its_page_and_its_list(ada_at, people):
    people.mallory.handle = "mallory-maria-wilhelmina-of-the-gateway-and-of-the-lanes"
    people.mallory.save()
    sideways = "document.documentElement.scrollWidth"
    page = ada_at(people.mallory.get_absolute_url(), 390)
    on_her_page = page.evaluate(sideways)
    page.goto("/records/API-3/edit/")
    page.focus("#id_text")
    page.keyboard.press("Control+End")
    page.keyboard.type(" @mallory")
    page.wait_for_selector("#id_text_mentions [role=option]")
    ((option,), (name,)) = (boxes(page, f"#id_text_mentions {part}") for part in ("[role=option]", "strong"))
    assert (on_her_page, page.evaluate(sideways), name["right"] <= option["right"]) == (390, 390, True)


FORMS = """/people/new/ /people/ada/edit/ /teams/new/ /settings/ /logs/new/ /areas/new/ /risks/new/ /risks/1/edit/ /series/new/ /meetings/new/
    /meetings/1/edit/ /meetings/1/notes/ /meetings/1/actions/new/ /mission/edit/ /terms/new/ /paths/new/ /paths/api/edit/ /records/API-3/edit/"""


def test_every_form_begins_as_far_below_its_heading(page, people, sign_in):
    sign_in(page, people.root)
    distances = {}
    for address in FORMS.split():
        page.goto(address)
        ((heading,), (first, *_)) = (boxes(page, words) for words in ("main h1", "main form :is(label, h2):not(.vh)"))
        distances[address] = round(first["top"] - heading["bottom"])
    assert distances == dict.fromkeys(FORMS.split(), 32)


def test_what_was_typed_before_keeps_apart_from_the_form(ada_at):
    page = ada_at("/records/API-3/edit/")
    page.fill("#id_text", "Typed and left.")
    kept(page)
    page.goto("/records/API-3/edit/")
    (offers, *_), (label, *_) = (boxes(page, words) for words in ("#offers", "[for=id_title]"))
    assert label["top"] - offers["bottom"] >= 24


def test_a_row_of_a_restricted_record_says_so_in_a_word_below_its_title(ada_at):
    (cell,) = [words for words in ada_at("/records/").locator("tbody th").all_inner_texts() if "Restricted" in words]
    assert " ".join(cell.split()) == "Rotate the leaked key API gateway · Restricted"


def test_what_a_person_is_stands_at_the_end_of_the_line_of_their_name(ada_at, people):
    people.mallory.teams.set([Team.objects.create(name=name, slug=name.lower()) for name in ("Carriers", "Customs", "Lanes", "Labels")])
    page = ada_at("/people/", 390)
    rows = zip(*(boxes(page, f".rows > li{part}") for part in ("", " .avatar", " .meta")), strict=True)
    beside = [(said["right"] - row["right"], said["top"] < face["bottom"] and face["top"] < said["bottom"]) for row, face, said in rows]
    assert set(beside) == {(0, True)}


def test_the_facts_of_a_risk_begin_in_line_with_its_title(ada_at):
    page = ada_at("/risks/1/")
    ((title,), (fact, *_)) = (boxes(page, words) for words in ("h1", ".risk dt"))
    assert fact["left"] == title["left"]


@pytest.mark.parametrize("address", ["/risks/", "/actions/", "/meetings/"])
def test_a_list_on_paper_has_no_filters(ada_at, address):
    page = ada_at(address)
    page.emulate_media(media="print")
    assert boxes(page, "main form :is(select, input)") == []


def test_what_opens_a_box_is_not_said_again_in_it(ada_at):
    page = ada_at("/meetings/held/")
    shown = [boxes(page, f".sheet-fold:has([name$=guests]) {words}") for words in ("summary", "label")]
    assert [box["height"] > 1 for (box,) in shown] == [True, False]


@pytest.mark.parametrize("width", [1280, 1000, 390])
@pytest.mark.parametrize("address", ["/meetings/?year=2026", "/actions/?state=done"])
def test_the_buttons_of_filters_stand_in_one_line(ada_at, address, width):
    show, clear = boxes(ada_at(address, width), ".filters .btn")
    assert (show["top"], clear["left"] > show["right"]) == (clear["top"], True)


@pytest.mark.parametrize("width", [1280, 1200, 1120, 1040, 960])
def test_a_table_beside_other_things_stays_in_its_column(ada_at, width):
    Action.objects.update(due=datetime.date(2026, 1, 28))
    page = ada_at("/series/api-review/", width)
    ((column,), (table,)) = (boxes(page, words) for words in ("section .fits", "section .fits > table"))
    assert table["right"] <= column["right"]


def test_the_actions_of_a_reader_stand_in_the_columns_of_all_others(ada_at, people):
    Meeting.objects.get(number=1).actions.create(number=7, text="Ask finance whether export papers need the full address of both", owner=people.bo)
    mine, all_others = (boxes(ada_at("/actions/"), f"#{head} ~ .fits thead th") for head in ("mine-head", "all-head"))
    assert [box["left"] for box in mine] == [box["left"] for box in all_others]


def test_a_box_to_tick_stands_beside_the_first_line_of_its_words(ada_at, people):
    people.mallory.name = "Mallory Maria Wilhelmina Reyes of the Gateway, of the Carriers and of the Lanes beyond"
    people.mallory.save()
    page = ada_at("/records/API-3/audience/", 390)
    ticks, words = (boxes(page, f"form .check {part}") for part in ("input", "span"))
    first_lines = [word["top"] + min(word["height"] for word in words) / 2 for word in words]
    assert [round(tick["top"] + tick["height"] / 2 - line) for tick, line in zip(ticks, first_lines, strict=True)] == [0] * len(ticks)


@pytest.mark.parametrize("width", [1280, 1100, 1040])
def test_no_word_of_an_action_runs_into_the_next_column(ada_at, width):
    Action.objects.update(due=datetime.date(2025, 11, 26))
    page = ada_at("/actions/", width)
    over = "found => found.filter(one => one.querySelector('.late')?.offsetWidth > one.clientWidth - 16).map(one => one.textContent)"
    assert page.eval_on_selector_all("td", over) == []
