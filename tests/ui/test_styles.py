"""What every page loads holds no rule for something that no page draws."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DRAWING = ("accounts", "home", "meetings", "onboarding", "records", "search", "static/js", "templates", "ui", "writing")
MADE_OF_PARTS = ("diff__", "htmx-", "sheet-row--", "status--")  # the second part is a word of the page's own
PYGMENTS = ROOT / "static/css/components/code.css"


def test_every_class_that_is_styled_is_drawn_somewhere():
    files = [path for folder in DRAWING for path in (ROOT / folder).rglob("*") if path.suffix in (".html", ".js", ".py")]
    drawn = set(re.findall(r"[a-zA-Z][\w-]*", " ".join(path.read_text() for path in files)))
    styles = {path: re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.S) for path in (ROOT / "static/css").rglob("*.css") if path != PYGMENTS}
    styled = {(name, path.name) for path, css in styles.items() for name in re.findall(r"\.([a-zA-Z][\w-]*)", re.sub(r'"[^"]*"', "", css))}
    assert {(name, file) for name, file in styled if name not in drawn and not name.startswith(MADE_OF_PARTS)} == set()
