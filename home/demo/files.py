"""The files of the story: facts in TOML between two lines of +++, then the text in Markdown."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent
FILE = re.compile(r"\A\+\+\+\n(.*?)\n\+\+\+\n+(.*)\Z", re.S)


@dataclass(frozen=True)
class Page:
    """`name` is the file's name without its ending: the record's name, or the meeting's number."""

    name: str
    facts: dict
    text: str


def page(path):
    """Read one file. Raises ValueError where it is not of the story's form."""
    if not (match := FILE.match(path.read_text(encoding="utf-8"))):
        raise ValueError(f"{path.name} does not begin with facts between two lines of +++.")
    return Page(path.stem, tomllib.loads(match[1]), match[2])


def pages(folder):
    """All files of a folder ("records", "meetings") in the order of their numbers."""
    read = [page(path) for path in (FOLDER / folder).glob("*.md")]
    return sorted(read, key=lambda one: [int(part) if part.isdigit() else part for part in one.name.split("-")])


def facts(name):
    """The contents of a TOML file of this folder, such as "risks"."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def mended(text, edit):
    """The text after an edit, which names the words it takes out and those it puts in. Raises ValueError if they are not there once."""
    if text.count(edit["old"]) != 1:
        raise ValueError(f"The words to mend are not in the text exactly once: {edit['old'][:60]!r}")
    return text.replace(edit["old"], edit["new"])
