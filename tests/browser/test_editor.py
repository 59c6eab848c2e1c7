"""Typing in the editor: what formats, continues and is pasted. "^" in a text stands for the caret, two of them for what is selected."""

import pytest

from .editor import PASTE, begin, shown


@pytest.mark.parametrize(
    ("before", "name", "after"),
    [
        ("we ^page^ now", "Bold", "we **^page^** now"),
        ("we **^page^** now", "Bold", "we ^page^ now"),
        ("we ^", "Italic", "we _^_"),
        ("^Context", "Heading", "## ^Context"),
        ("## ^Context", "Heading", "### ^Context"),
        ("### ^Context", "Heading", "^Context"),
        ("see ^the list^", "Link", "see [the list](^https://^)"),
        ("see ^https://halyard.example^", "Link", "see [^](https://halyard.example)"),
        ("^one\n\ntwo^", "List", "- ^one\n\n- two^"),
        ("^- one\n- two^", "List", "^one\ntwo^"),
        ("- ^one", "Task list", "- [ ] ^one"),
        ("said^", "Quote", "> said^"),
        ("run ^make^", "Code", "run `^make^`"),
        ("^a\nb^", "Code", "```\na\nb\n```^"),
        ("words^", "Table", "words\n\n| Column | Column |\n| --- | --- |\n| Cell | Cell |\n^"),
    ],
)  # fmt: skip
def test_the_toolbar(box, before, name, after):
    begin(box, before)
    box.page.get_by_role("button", name=name, exact=True).click()
    assert shown(box) == after


def test_keys_format_and_undo_takes_it_back(box):
    begin(box, "we ^page^")
    box.press("Control+b")
    assert shown(box) == "we **^page^**"
    box.press("Control+z")
    assert box.input_value() == "we page"


def test_one_tab_stop_and_arrows_inside(box):
    page = box.page
    page.get_by_role("button", name="Bold").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.ariaLabel") == "Heading"
    page.keyboard.press("Home")
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("document.activeElement.ariaLabel") == "Full screen"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "id_text"


@pytest.mark.parametrize(
    ("before", "key", "after"),
    [
        ("- one^", "Enter", "- one\n- ^"),
        ("- one^ two", "Enter", "- one\n- ^ two"),
        ("  9. nine^", "Enter", "  9. nine\n  10. ^"),
        ("- [x] done^", "Enter", "- [x] done\n- [ ] ^"),
        ("> said^", "Enter", "> said\n> ^"),
        ("- one\n- ^", "Enter", "- one\n^"),
        ("```\n- one^\n```", "Enter", "```\n- one\n^\n```"),
        ("words^", "Enter", "words\n^"),
        ("- one^", "Tab", "  - one^"),
        ("1. one\n^2. two\n3. three^", "Tab", "1. one\n   ^2. two\n   3. three^"),
        ("  - one^", "Shift+Tab", "- one^"),
    ],
)  # fmt: skip
def test_lists_go_on_by_themselves(box, before, key, after):
    begin(box, before)
    box.press(key)
    assert shown(box) == after


def test_tab_is_no_trap(box):
    for text, keys in (("words", ["Tab"]), ("- one", ["Escape", "Tab"]), ("- one", ["Escape", "Shift+Tab"])):
        begin(box, f"{text}^")
        for key in keys:
            box.press(key)
        assert (box.input_value(), box.evaluate("box => box === document.activeElement")) == (text, False)


RICH = """<h2>Context</h2><p>Lists <b>grow</b>, see <a href="https://halyard.example/a (b)">the <i>graph</i></a>.<img src=x onerror=alert(1)></p>
<ul><li>one<ul><li>two</li></ul></li><li><input type=checkbox checked>done</li></ul><ol start=3><li>three</ol><pre>a
 b</pre><blockquote><p>said</p></blockquote><script>alert(1)</script><a href="javascript:alert(1)">no</a>
<b style="font-weight:normal"><span style="font-weight:700">docs</span></b> 2*3"""
MARKDOWN = """## Context

Lists **grow**, see [the _graph_](https://halyard.example/a%20%28b%29).

- one
  - two
- [x] done

3. three

```
a
 b
```

> said

no **docs** 2\\*3"""
CELLS = "| limit | rate\\|hour |\n| --- | --- |\n| free | 60 |\n"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ({"text/plain": "limit\trate|hour\nfree\t60\n"}, CELLS),
        ({"text/plain": "limit\trate|hour\nfree\t60\n", "text/html": "<table><tr><td>limit<td>rate|hour<tr><td>free<td>60</table>"}, CELLS.rstrip()),
        ({"text/plain": "all of it", "text/html": RICH}, MARKDOWN),
    ],
)  # fmt: skip
def test_what_is_pasted_becomes_markdown(box, data, text):
    begin(box, "^")
    box.evaluate(PASTE, data)
    assert box.input_value() == text


def test_an_address_pasted_over_words_links_them(box):
    begin(box, "see ^the list^")
    box.evaluate(PASTE, {"text/plain": "https://halyard.example"})
    assert box.input_value() == "see [the list](https://halyard.example)"


def test_plain_paste_stays_plain(box):
    box.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    box.page.evaluate("""navigator.clipboard.write([new ClipboardItem({
        "text/plain": new Blob(["plain"], {type: "text/plain"}), "text/html": new Blob(["<b>rich</b>"], {type: "text/html"})})])""")
    begin(box, "^")
    box.press("Control+Shift+v")
    box.press("Control+v")
    assert box.input_value() == "plain**rich**"


def test_a_table_of_thousands_of_rows_is_pasted_at_once_and_taken_back(box):
    box.fill("")
    box.press_sequentially("Before: ")
    rows = "a\tb\n" * 2_000
    took = box.evaluate(
        "(box, rows) => { const began = performance.now(); (" + PASTE + ")(box, rows); return performance.now() - began; }", {"text/plain": rows}
    )
    table = "Before: | a | b |\n| --- | --- |\n" + "| a | b |\n" * 1_999
    assert (box.input_value(), took < 3_000) == (table, True)
    box.press_sequentially("!")
    states = []
    for key in ("z", "z", "z", "Shift+z", "z", "z"):
        box.press(f"Control+{key}")
        states += [box.input_value()]
    assert states == [table, "Before: ", "Before: ", table, "Before: ", "Before: "]
    box.press_sequentially("anew")
    assert box.input_value() == "Before: anew"


def test_full_screen_keeps_the_focus_and_ends_with_escape(box):
    begin(box, "words^")
    box.press("Control+Shift+f")
    screen = box.page.get_by_role("button", name="Full screen")
    assert (screen.get_attribute("aria-pressed"), box.evaluate("box => box === document.activeElement")) == ("true", True)
    assert box.page.locator("header.top").evaluate("one => one.inert") is True
    box.press("Escape")
    assert (screen.get_attribute("aria-pressed"), box.page.locator("[inert]").count(), shown(box)) == ("false", 0, "words^")


def test_words_are_counted(box):
    box.fill("one two three")
    box.page.get_by_text("3 words").wait_for()
