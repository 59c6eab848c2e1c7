"""python -m bench.rendering [TEXTS]: how long it takes to make the HTML of a text, in CPU milliseconds; the texts are made here.

The floor is Python-Markdown alone with no extension, on the same texts, in the same run: no cleaning, no anchors, no code.
"""

import random
import sys
import time

from markdown import Markdown

from ui.headings import headings
from ui.markdown import render

TEXTS = int(sys.argv[1]) if len(sys.argv) > 1 else 100
HEADINGS = ("Context", "Considered options", "Decision", "Consequences", "Confirmation", "More information")
CODE = '```python\ndef page(after: str | None, size: int = 50) -> list[Row]:\n    """Rows after the cursor."""\n    return rows[after:size]\n```\n\n'
TABLE = "| Option | Cost | Risk |\n|---|--:|---|\n" + "| Cursors | 3 days | `none` |\n" * 4 + "\n"


def main():
    chance = random.Random(7)
    print(f"{'':24}{'p50':>8}{'p95':>8}{'floor p50':>11}{'× floor':>9}{'headings':>10}   CPU ms; n = {TEXTS}")
    line("400 words", [text(chance, 400) for _ in range(TEXTS)])
    line("23 KB, tables and code", [text(chance, 2_600, rich=True) for _ in range(max(3, TEXTS // 10))])


def line(name, texts):
    ours = [timed(render, each) for each in texts]
    floor = [timed(lambda each: Markdown().convert(each), each) for each in texts]
    found = [timed(headings, each) for each in texts]
    print(f"{name:24}{at(ours, 50):8.1f}{at(ours, 95):8.1f}{at(floor, 50):11.1f}{at(ours, 50) / at(floor, 50):9.1f}{at(found, 50):10.2f}")


def text(chance, words, rich=False):
    """A made record: six sections of prose with the marks that people use; a rich one has code and tables as well."""
    parts = []
    for heading in HEADINGS:
        parts.append(f"## {heading}\n\n")
        for _ in range(max(1, words // 6 // 60)):
            parts.append(sentences(chance, 45) + "\n\n" + "".join(f"* {sentences(chance, 8)}\n" for _ in range(2)) + "\n")
            parts.append(chance.choice((CODE, TABLE, "")) if rich else "")
    return "".join(parts)


def sentences(chance, count):
    words = ["".join(chance.choices("aeioulnrstdm", k=chance.randint(2, 10))) for _ in range(count)]
    words[count // 2] = chance.choice(("**bold**", "`code`", "[a link](https://x.example/a)", "API-12", "meeting 42"))
    return " ".join(words).capitalize() + "."


def timed(make, each):
    began = time.process_time()
    make(each)
    return (time.process_time() - began) * 1000


def at(times, percent):
    return sorted(times)[min(len(times) - 1, len(times) * percent // 100)]


if __name__ == "__main__":
    render("Warm.\n\n```python\nx\n```\n")
    main()
