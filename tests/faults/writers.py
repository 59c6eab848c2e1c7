"""People who edit texts over HTTP as a browser does, and remember every receipt that they got."""

import http.client
import json
import random
import re
from contextlib import closing
from hashlib import sha256
from html import unescape
from typing import NamedTuple
from urllib.parse import urlencode
from uuid import uuid4

TOKEN = "t" * 32
FIELD = re.compile(r'<textarea[^>]* name="text"[^>]*>\n?(.*?)</textarea>', re.S)
HIDDEN = re.compile(r'<input type="hidden" name="(base|title)" value="([^"]*)"|<input type="text" name="(title)" value="([^"]*)"')


class Receipt(NamedTuple):
    """What the server said it has: `number` and `digest` where it named them; `lines` are those that the writer added."""

    place: str
    base: int
    text: str
    lines: list
    number: int | None = None
    digest: str = ""
    is_merged: bool = False


class Writer:
    """One person at one site. `receipts` are of revisions, `kept` of unsaved texts: {UUID of the editor: (stroke, text)}."""

    def __init__(self, site, session, seed):
        self.site, self.session, self.chance = site, session, random.Random(seed)
        self.name, self.count, self.receipts, self.kept, self.open, self.trouble = f"w{seed}", 0, [], {}, {}, []

    def write(self):
        """Edit one text after the other until the server is gone; an answer that should not be is added to `trouble`."""
        try:
            with self.connected() as connection:
                while True:
                    self.edit(connection, self.chance.choice(self.site.texts))
        except (OSError, http.client.HTTPException):
            pass  # no answer, no receipt
        except Exception as trouble:
            self.trouble.append(trouble)

    def connected(self):
        return closing(http.client.HTTPConnection("127.0.0.1", self.site.port, timeout=30))

    def edit(self, connection, text):
        place = text["place"]
        if place not in self.open:
            self.open[place] = self.opened(connection, text["editor"])
        page = self.open[place]
        page["text"], added = self.changed(page["text"])
        page["lines"] = [line for line in page["lines"] + added if line in page["text"].split("\n")]  # a writer changes lines of their own, too
        page["stroke"] += 1
        way = self.chance.choice(["save", "save", "form", "form", "autosave"])
        status, body = self.send(connection, place, text["editor"] if way != "autosave" else "/unsaved/", page, way != "form")
        if way == "autosave" and status == 200:
            self.kept[page["editing"]] = (page["stroke"], page["text"])
        elif way == "save" and status == 200:
            self.saved(place, page, json.loads(body))
        elif way == "form" and status == 302:
            self.receipts.append(Receipt(place, page["base"], page["text"], page["lines"]))
            del self.open[place]
        elif status == 409:  # others changed the same lines: until that is settled, the text is kept
            self.kept[page["editing"]] = (page["stroke"], page["text"])
            del self.open[place]
        else:
            raise AssertionError(f"{way} at {place}: {status} {body[:300]}")

    def saved(self, place, page, told):
        self.receipts.append(Receipt(place, page["base"], page["text"], page["lines"], told["revision"], told["sha256"], told["merged"]))
        if told["merged"]:
            del self.open[place]
        else:
            page |= {"base": told["base"], "lines": []}

    def opened(self, connection, editor):
        """The editor's page, as far as a writer needs it."""
        status, body = self.ask(connection, "GET", editor)
        assert status == 200, body[:300]
        values = {one or other: unescape(value or more) for one, value, other, more in HIDDEN.findall(body)}
        text = unescape(FIELD.search(body)[1])
        return {"text": text, "base": int(values["base"]), "title": values.get("title", ""), "editing": uuid4().hex, "stroke": 0, "lines": []}

    def changed(self, text):
        """The text with a line of its own kind added, changed or, now and then, taken out; and the lines that are new."""
        self.count += 1
        lines, new = text.split("\n"), f"{self.name} wrote é{self.count} <b>&amp; “{self.chance.random()}”."
        at = self.chance.randrange(len(lines))
        kind = self.chance.random()
        if kind < 0.1 and len(lines) > 20:
            del lines[at]
            return "\n".join(lines), []
        lines[at : at + (kind < 0.6)] = [new]
        return "\n".join(lines), [new]

    def send(self, connection, place, address, page, is_script):
        fields = {name: page[name] for name in ("text", "title", "base", "editing", "stroke")} | {"text_place": place, "note": "A change."}
        return self.ask(connection, "POST", address, urlencode(fields), {"Accept": "application/json"} if is_script else {})

    def ask(self, connection, method, address, body=None, headers=None):
        own = {
            "Cookie": f"sessionid={self.session}; csrftoken={TOKEN}",
            "X-CSRFToken": TOKEN,
            "Sec-Fetch-Site": "same-origin",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        connection.request(method, address, body, own | {"Accept": "text/html"} | (headers or {}))
        answer = connection.getresponse()
        return answer.status, answer.read().decode()


def missing(writers, history, unsaved, last=None):
    """The receipts, of each writer the `last` ones or all, that were not true: what they promised is not there, word for word. What
    was kept and is seen to have been saved since is asked for no more."""
    asked = [receipt for writer in writers for receipt in (writer.receipts[-last:] if last else writer.receipts)]
    wrong = [(receipt, "revision") for receipt in asked if not is_there(receipt, history[receipt.place])]
    for writer in writers:
        for editing, (stroke, text) in [*writer.kept.items()]:
            now, kept, is_done = unsaved.get(editing, (-1, "", False))
            if now < stroke or (now == stroke and kept != text and not is_done):
                wrong.append((text, "unsaved"))
            elif is_done:
                del writer.kept[editing]  # its mark, too, goes after 200 later ones of the same person
    return wrong


def is_there(receipt, revisions):
    if receipt.number is not None:
        found = revisions.get(receipt.number)
        if found is None or sha256(found.encode()).hexdigest() != receipt.digest:
            return False
        return set(receipt.lines) <= set(found.split("\n")) if receipt.is_merged else found == receipt.text
    later = [text for number, text in revisions.items() if number >= receipt.base]
    return any(text == receipt.text for text in later) or any(set(receipt.lines) <= set(text.split("\n")) for text in later)
