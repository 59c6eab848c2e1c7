"""What somebody does at an editor, and what they see of it."""

NEW = "## Context\n\nLists grow; שלום, e\u0301, 👩🏽\u200d🚀.\n"
COPIES = "Object.values(localStorage).map((copy) => Object.fromEntries(JSON.parse(copy)).text)"


def type_in(page, text, note="For the test."):
    page.fill("[name=text]", text)
    page.fill("[name=note]", note)


def line(page):
    return page.locator("[data-saved] [data-words]")


def kept(page):
    """Wait until the line shows a receipt of the text on the page."""
    page.wait_for_function("() => !document.querySelector('autosave-form').isAhead")
    page.wait_for_selector("[data-saved] >> text=/^Kept for you alone/")


def offered(page):
    """The texts that the page offers, as they would be put into the form."""
    texts = []
    for link in page.locator("#offers >> text=Put it into the form").all():
        answer = page.context.new_page()
        answer.goto(link.get_attribute("href"))
        texts.append(answer.input_value("[name=text]"))
        answer.close()
    return texts
