"""Texts that try to run a script, leave their place or borrow the page's powers, one family after the other.

attacks.json is our own collection; each would call alert() if it got through.
"""

import json
from pathlib import Path

OURS = json.loads(Path(__file__).with_name("attacks.json").read_text())
TAGS = ("p", "a", "pre", "td")


def texts():
    """All attacks as (family, format, text), in every format that could make something of them."""
    families = {name: several for name, several in OURS.items() if name not in ("addresses", "handlers", "reStructuredText", "around")}
    families["addresses"] = [text for address in OURS["addresses"] for text in (f'<a href="{address}">x</a>', f"[x]({address})", f"![x]({address})")]
    families["handlers"] = [f"<{tag} {handler}=alert(1)>x</{tag}>" for handler in OURS["handlers"] for tag in TAGS]
    found = [(family, "md", text) for family, several in families.items() for text in several]
    found += [("reStructuredText", "rst", text) for text in OURS["reStructuredText"]]
    html = OURS["active elements"] + OURS["read twice"]
    found += [("HTML in other formats", format, text) for format in ("rst", "plain") for text in html]
    found += [("inside other things", "md", f"{before}{text}{after}") for text in html[::5] for before, after in OURS["around"]]
    return found
