"""Attacks after rendering, in a real browser without any policy: written into a document, read twice, touched in every way."""

import pytest

from tests.factories import make_log, make_record
from tests.ui.attacks import texts
from ui.markdown import render
from ui.references import fill

HOME = "http://attacks.test/"
LISTEN = """for (const name of ["alert", "confirm", "prompt", "print", "open"]) window[name] = () => caught(name);"""
READ = """async (attacks) => {
    const events = ["click", "dblclick", "mouseover", "mouseenter", "mousemove", "pointerenter", "pointerdown", "focus", "blur", "toggle", "keydown",
        "wheel", "input", "beforeinput", "animationstart", "load", "error", "drag", "copy", "scroll"];
    const touch = (root) => {
        for (const element of root.querySelectorAll("*")) {
            if (element.tagName === "DETAILS") element.open = true;
            for (const name of events) element.dispatchEvent(new MouseEvent(name, {bubbles: true, cancelable: true}));
        }
    };
    const strange = [], BANNED = /^(script|style|iframe|object|embed|link|meta|base|form|button|img|video|audio)$/i;
    for (const [text, html] of attacks) {
        const frame = document.body.appendChild(document.createElement("iframe"));
        frame.contentDocument.open();
        frame.contentDocument.write("<!doctype html><body>" + html);
        frame.contentDocument.close();
        frame.contentDocument.addEventListener("click", (event) => event.preventDefault());
        touch(frame.contentDocument);
        for (const around of ["div", "svg", "math", "table", "template", "noscript", "select", "textarea"]) {
            const place = document.body.appendChild(document.createElement("div"));
            place.addEventListener("click", (event) => event.preventDefault());
            place.innerHTML = around === "div" ? html : `<${around}>${html}</${around}>`;
            place.innerHTML = place.innerHTML;
            touch(place);
            for (const element of place.querySelectorAll("*")) {
                const odd = [...element.attributes].map((one) => one.name).filter((name) => /^(on|hx-|style|src)/i.test(name));
                if (BANNED.test(element.tagName)) odd.push(element.tagName);
                if (element.tagName === "A" && element.hasAttribute("href") && !/^(https?|mailto):$/.test(element.protocol)) odd.push(element.href);
                if (odd.length) strange.push([text, around, ...odd]);
            }
            place.remove();
        }
        await new Promise((done) => setTimeout(done));
        frame.remove();
    }
    await new Promise((done) => setTimeout(done, 200));
    return strange;
}"""


@pytest.fixture
def bare_page(chromium):
    """A page without a policy that may ask for nothing; `bare_page.heard` is what it did all the same."""
    context = chromium.new_context(bypass_csp=True)
    page, heard = context.new_page(), []
    context.expose_function("caught", lambda name: heard.append(name))
    context.add_init_script(LISTEN)

    def answer(route):
        if route.request.url == HOME:
            return route.fulfill(body="<!doctype html><title>Attacks</title><body>", content_type="text/html")
        heard.append(route.request.url)
        return route.abort()

    context.route("**/*", answer)
    page.on("dialog", lambda dialog: (heard.append(dialog.message), dialog.dismiss()))
    page.goto(HOME)
    page.heard = heard
    yield page
    context.close()


def test_the_listening_works(bare_page):
    bare_page.evaluate(READ, [["x", "<img src=x onerror=alert(1)>"]])
    assert {"alert", f"{HOME}x"} <= set(bare_page.heard)


@pytest.mark.django_db
@pytest.mark.parametrize("family", sorted({family for family, _, _ in texts()}))
def test_nothing_happens(bare_page, ada, family):
    make_record(log=make_log("API"), title='"><script>alert(1)</script>')
    attacks = [[text, fill(render(text, format).html, ada)] for each, format, text in texts() if each == family]
    assert bare_page.evaluate(READ, attacks) == []
    assert bare_page.heard == []
    assert bare_page.url == HOME
