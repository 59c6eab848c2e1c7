"""What a new record can start from: Nygard's headings, MADR 4's two templates, a Y-statement, or the log's own."""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Starter:
    key: str
    label: str
    hint: str
    text: str


# Michael Nygard, "Documenting Architecture Decisions" (2011), without title and status, which are facts beside the text
NYGARD = """## Context

What is true now, with numbers, and what forces us to decide?

## Decision

We will …

## Consequences

What becomes easier, and what becomes harder?
"""

# MADR 4.0.0, adr-template-minimal.md and adr-template.md, in the same way; what it calls optional is marked (see unwritten.py)
MADR_MINIMAL = """## Context and Problem Statement

Describe the context and the problem in two or three sentences, or as a question.

## Considered Options

* Option 1
* Option 2

## Decision Outcome

Chosen option: "Option 1", because …
"""
MADR_FULL = """## Context and Problem Statement

Describe the context and the problem in two or three sentences, or as a question.

## Decision Drivers

<!-- optional -->

* Driver 1
* Driver 2

## Considered Options

* Option 1
* Option 2

## Decision Outcome

Chosen option: "Option 1", because …

### Consequences

<!-- optional -->

* Good, because …
* Bad, because …

### Confirmation

<!-- optional -->

How will we see that what we built follows the decision?

## Pros and Cons of the Options

<!-- optional -->

### Option 1

* Good, because …
* Neutral, because …
* Bad, because …

### Option 2

* Good, because …
* Bad, because …

## More Information

<!-- optional -->

Where the evidence is, and when we look at this again.
"""

# Olaf Zimmermann's Y-statement (2012)
Y_STATEMENT = """In the context of …,
facing …,
we decided for …
and neglected …,
to achieve …,
accepting that ….
"""

STARTERS = (
    Starter("nygard", "Standard", "Context, decision, consequences (Nygard)", NYGARD),
    Starter("madr-minimal", "With options", "Problem, options, outcome (MADR 4, minimal)", MADR_MINIMAL),
    Starter("madr", "In full", "Drivers, options with pros and cons (MADR 4)", MADR_FULL),
    Starter("y", "One sentence", "For small calls that are easy to undo (Y-statement)", Y_STATEMENT),
)


def starters_for(log):
    """The Starters of a log, its own first where it has one."""
    own = [Starter("own", f"As in {log.key}", "This log’s own template", log.template)] if log and log.template else []
    return [*own, *STARTERS]


def sections_of(template):
    """(words of the heading, Markdown) of each second-level section of a template, to be put into a text that lacks it."""
    parts = re.split(r"(?m)^##[ \t]+(.+?)[ \t#]*$", template.replace("\r\n", "\n"))
    return [(words, f"## {words}{body.rstrip()}\n") for words, body in zip(parts[1::2], parts[2::2], strict=True)]


def with_sections(text, template):
    """The text with the sections of the template under it that it lacks; with all of a template that has none."""
    has = {words.casefold() for words, _ in sections_of(text)}
    missing = [source.strip() for words, source in sections_of(template) if words.casefold() not in has]
    return "\n\n".join([text.rstrip(), *(missing if sections_of(template) else [template])]).rstrip() + "\n"
