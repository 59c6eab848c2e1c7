"""What no template, style or script of ours may hold: the CSP would stop it, or a reader would miss it."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted(ROOT.glob("templates/**/*.html"))
STYLES = sorted(ROOT.glob("static/css/**/*.css"))
ELEMENTS = sorted(ROOT.glob("static/js/*.js"))

BANNED = {
    "inline style": re.compile(r"\sstyle\s*=|<style\b", re.I),
    "inline script": re.compile(r"<script(?![^>]*\bsrc=)[^>]*>", re.I),
    "inline handler": re.compile(r"<[^>]*\son[a-z]+\s*=", re.I),
    "hx-on": re.compile(r"\shx-on[:\s=]", re.I),
    "evaluated hx-vals": re.compile(r"""hx-(vals|headers|config)[^=\s]*=["'](js|javascript):""", re.I),
    "script address": re.compile(r"""(href|action|src)=["']\s*javascript:""", re.I),
    "somebody else's server": re.compile(r"""(src|href)=["'](https?:)?//""", re.I),
}
COLOUR = re.compile(r"#[0-9a-f]{3,8}\b(?![^{]*\{)|\b(oklch|oklab|rgba?|hsla?|lab|lch)\(|:\s*[^;]*\b(white|black|red|green|blue|gr[ae]y)\b(?!-)", re.I)
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def named(path):
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_template_keeps_to_the_policy(path):
    text = re.sub(r"{% comment %}.*?{% endcomment %}|{#.*?#}|{%.*?%}|{{.*?}}", "", path.read_text(), flags=re.DOTALL)
    assert {what: found[0] for what, pattern in BANNED.items() if (found := pattern.search(text))} == {}


def test_colours_come_from_the_tokens_only():
    found = {}
    for path in STYLES:
        if path.name != "tokens.css":
            lines = COMMENT.sub("", path.read_text()).splitlines()
            found[named(path)] = [line.strip() for line in lines if COLOUR.search(line)]
    assert {name: lines for name, lines in found.items() if lines} == {}


def test_every_stylesheet_is_imported_or_linked():
    app = (ROOT / "static/css/app.css").read_text()
    templates = "".join(path.read_text() for path in TEMPLATES)
    names = [str(path.relative_to(ROOT / "static/css")) for path in STYLES]
    assert [name for name in names if f'url("{name}")' not in app and f"css/{name}" not in templates] == []


def test_important_is_for_hidden_only():
    lines = [line.strip() for path in STYLES for line in path.read_text().splitlines() if "!important" in line]
    assert lines == ["[hidden] { display: none !important; }"]


@pytest.mark.parametrize("path", ELEMENTS, ids=named)
def test_element_imports_nothing_and_builds_no_html(path):
    text = path.read_text()
    assert re.findall(r"^\s*import\b|\bimport\(|innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", text, re.M) == []
