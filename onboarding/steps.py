"""The steps of a path as people type them, one on a line: what to read, a colon, and why.

## First day
API-12: how our lists are cut into pages
API-12#s-context: only this section
meeting 42: what good minutes look like
risk 3: what will page you
term Lane: you will hear it daily
[How others do it](https://example.org/cursors): the article that convinced us
"""

import re
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.db.models.functions import Lower

from meetings.models import Meeting
from records.models import Record, RecordSection, Risk

from .models import Step, Term

MOST, STAGE, WHY, TITLE, ADDRESS = 200, 120, 400, 200, 200  # steps of a path, and characters of what belongs to one
STAGE_LINE = re.compile(r"#{1,6}\s+(.+)")
STEP_LINE = re.compile(r"(?:[-*+]|\d{1,3}[.)])?\s*(\[[^\]]*\]\(\S+\)|\S+|(?:meeting|risk|term)\s.+?):(?:\s+(.*))?", re.IGNORECASE)
KINDS = [
    ("record", re.compile(r"([A-Z][A-Z0-9]{1,9}-[0-9]{1,9})(?:#(\S+))?", re.IGNORECASE)),
    ("meeting", re.compile(r"meeting\s+([0-9]{1,9})", re.IGNORECASE)),
    ("risk", re.compile(r"risk\s+([0-9]{1,9})", re.IGNORECASE)),
    ("term", re.compile(r"term\s+(.+)", re.IGNORECASE)),
    ("url", re.compile(r"(https?://\S+)()", re.IGNORECASE)),
    ("url", re.compile(r"\[([^\]]*)\]\((https?://\S+)\)", re.IGNORECASE)),
]
MISSING = {
    "record": "there is no record {} that you can see.",
    "meeting": "there is no meeting {} that you can see.",
    "risk": "there is no risk {} that you can see.",
    "term": "the glossary has no “{}”.",
    "section": "{} has no such section.",
}
LONG_STAGE = f"name a stage in at most {STAGE} characters."
EMPTY = "no step stands under “{}”, so it would be lost. Write one under it, or take the line out."
HOW = "write what to read, a colon, and why, such as “API-12: how we page”."


class StepsField(forms.CharField):
    """Lines of steps; cleans to Steps that are not saved yet, of things that `reader` may see. The form sets the reader."""

    widget = forms.Textarea(attrs={"rows": 10, "spellcheck": "true"})
    reader = None

    def __init__(self, **options):
        super().__init__(required=False, max_length=MOST * (WHY + TITLE + ADDRESS), **options)

    def clean(self, value):
        lines, wrong = parsed(super().clean(value) or "")
        if len(lines) > MOST:
            raise ValidationError(f"A path has at most {MOST} steps: nobody reads more.")
        things = found(lines, self.reader)
        steps, places = [], {}
        for number, stage, kind, (name, more), why in lines:
            step = Step(stage=stage, reason=why)
            try:
                point(step, kind, name, more, things)
                if (first := places.setdefault(what(step), number)) != number:
                    raise ValidationError(f"{what(step)} is on line {first} already.")
                steps.append(step)
            except ValidationError as error:
                wrong.append((number, error.message))
        if wrong:
            raise ValidationError([f"Line {number}: {problem}" for number, problem in sorted(wrong)])
        return steps


def parsed(text):
    """([(number of the line, stage, kind, (name, more), why)] of the steps, [(number of the line, what is wrong)] of other lines)."""
    lines, wrong, stage, stages, full = [], [], "", {}, set()
    for number, line in enumerate(text.splitlines(), 1):
        line = " ".join(line.split())
        if match := STAGE_LINE.fullmatch(line):
            stage = stages[number] = match[1]
        elif line:
            full.add(stage)
            match = STEP_LINE.fullmatch(line)
            kind, named = kind_of(match[1]) if match else (None, None)
            if kind is None:
                wrong.append((number, HOW))
            elif not match[2]:
                wrong.append((number, "say after the colon why to read it."))
            elif len(match[2]) > WHY:
                wrong.append((number, f"say why in at most {WHY} characters."))
            else:
                lines.append((number, stage, kind, named, match[2]))
    wrong += [(number, LONG_STAGE) for number, name in stages.items() if len(name) > STAGE]
    return lines, wrong + [(number, EMPTY.format(name)) for number, name in stages.items() if name not in full and len(name) <= STAGE]


def kind_of(words):
    """(kind of thing, (name, more)) that these words name; (None, None) for no kind."""
    for kind, pattern in KINDS:
        if match := pattern.fullmatch(words):
            return kind, (*match.groups(), None)[:2]
    return None, None


def found(lines, reader):
    """{(kind, name): thing} of what the lines name, as far as the reader may see it."""
    names = {kind: {named[0] for _, _, one, named, _ in lines if one == kind} for kind, _ in KINDS}
    records = Record.objects.visible_to(reader).called([name.upper() for name in names["record"]]).select_related("log")
    meetings = Meeting.objects.visible_to(reader).filter(number__in=map(int, names["meeting"]))
    risks = Risk.objects.visible_to(reader).filter(number__in=map(int, names["risk"]))
    terms = Term.objects.annotate(lower=Lower("word")).filter(lower__in=[name.lower() for name in names["term"]])
    sections = RecordSection.objects.filter(parent__in=records, anchor__in=[named[1] for *_, named, _ in lines if named[1]])
    return (
        {("record", record.name): record for record in records}
        | {("meeting", str(meeting.number)): meeting for meeting in meetings}
        | {("risk", str(risk.number)): risk for risk in risks}
        | {("term", term.word.lower()): term for term in terms}
        | {("section", section.parent_id, section.anchor): section for section in sections}
    )


def point(step, kind, name, more, things):
    """Point the step at what was named. Raises ValidationError where that is not there."""
    if kind == "url":
        step.url, step.url_title = (more, name.strip()) if more else (name, "")
        if not host_of(step.url):
            raise ValidationError(f"“{step.url}” is no address of the web.")
        if len(step.url) > ADDRESS or len(step.url_title) > TITLE:
            raise ValidationError(f"an address and its title have at most {TITLE} characters each.")
        return
    key = {"record": name.upper(), "term": name.lower()}.get(kind) or str(int(name))
    if (kind, key) not in things:
        raise ValidationError(MISSING[kind].format(name))
    setattr(step, kind, things[kind, key])
    if more:
        step.section = things.get(("section", step.record.pk, more))
        if step.section is None:
            raise ValidationError(MISSING["section"].format(name))


def host_of(address):
    """The name of the server, which may be one of the house ("wiki"); None where there is none."""
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None


def what(step):
    """What a step points at, as it is typed."""
    if step.record_id:
        return f"{step.record.name}#{step.section.anchor}" if step.section_id else step.record.name
    if step.meeting_id:
        return f"meeting {step.meeting.number}"
    if step.risk_id:
        return f"risk {step.risk.number}"
    if step.term_id:
        return f"term {step.term.word}"
    return f"[{step.url_title}]({step.url})" if step.url_title else step.url


def typed(steps):
    """The steps as lines, with a line for each stage that begins."""
    lines, stage = [], ""
    for step in steps:
        if step.stage != stage:
            stage = step.stage
            lines += [*([""] if lines else []), f"## {stage or 'To read'}"]
        lines.append(f"{what(step)}: {step.reason}")
    return "\n".join(lines)


def joined(old, shown, new):
    """The new steps with those of the old ones that the writer was not shown, each after the step that it followed."""
    kept, after, last = {what(step) for step in new}, {}, None
    for step in old:
        if step.pk not in shown:
            after.setdefault(last, []).append(step)
        elif what(step) in kept:
            last = what(step)
    return [*after.get(None, []), *(one for step in new for one in (step, *after.get(what(step), [])))]
