"""Typing into the editor. "^" in a text stands for the caret, two of them for what is selected."""

SHOWN = """box => { const {value, selectionStart: from, selectionEnd: to} = box;
    return value.slice(0, from) + "^" + (to > from ? value.slice(from, to) + "^" : "") + value.slice(to); }"""
SELECT = "(box, [from, to]) => { box.focus(); box.setSelectionRange(from, to); }"
PASTE = """(box, data) => { box.focus(); const clipboard = new DataTransfer();
    for (const [type, words] of Object.entries(data)) clipboard.setData(type, words);
    box.dispatchEvent(new ClipboardEvent("paste", {clipboardData: clipboard, bubbles: true, cancelable: true})); }"""


def begin(box, text):
    first, _, rest = text.partition("^")
    inside, _, after = rest.rpartition("^")
    box.fill(first + inside + after)
    box.evaluate(SELECT, [len(first), len(first + inside)])


def shown(box):
    return box.evaluate(SHOWN)
