"""A box for names that asks back: below it stand, for each name that means nothing here, the answers to choose from."""

import re
from typing import NamedTuple

from django import forms

ENTRY = re.compile(r'\s*(["“][^\n]{1,400}?["”](?=\s*(?:[,;\n]|\Z))|[^,;\n]*)\s*(?:[,;\n]|\Z)')
QUOTED = re.compile(r'["“](.+)["”]')


def entries(words):
    """The parts of 'ann, Bo Lindgren; "All of engineering, and sales"', trimmed, each once; what stands in quotes is one part."""
    return list(dict.fromkeys(part for part in (" ".join(match[1].split()) for match in ENTRY.finditer(words)) if part))


def quoted(part):
    """What stands in the quotes of a part that is in quotes, else nothing."""
    match = QUOTED.fullmatch(part)
    return match[1].strip() if match else ""


class Question(NamedTuple):
    """What is asked about one `name` of a box: the `sentence` that says why, and its `answers` as (what to write instead, words)."""

    name: str
    sentence: str
    answers: list


class Asking(forms.TextInput):
    """The box. Its field sets `questions`; an answer takes the place of the name that it is about."""

    template_name = "records/asking.html"
    questions = ()

    def value_from_datadict(self, data, files, name):
        typed = super().value_from_datadict(data, files, name)
        asked = data.getlist(f"{name}-asked") if hasattr(data, "getlist") else []
        if typed is None or not asked:
            return typed
        answers = {part: answer for number, part in enumerate(asked) if (answer := data.get(f"{name}-{number}"))}
        return ", ".join(answers.get(part, part) for part in entries(typed)) if answers else typed

    def get_context(self, name, value, attrs):
        return {**super().get_context(name, value, attrs), "questions": [question for question in self.questions if question.answers]}


class AskingRecords(Asking):
    """The same for names of records, with a list of them while somebody types."""

    template_name = "records/asking_records.html"
