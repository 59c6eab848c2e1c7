"""Facts in a form, beside a living text or alone: nobody overwrites what was changed meanwhile without having seen it, be it by
somebody else or by themselves in another window."""

import json

from django import forms
from django.utils import timezone

from ui.dates import in_words

LOOKED_AT = 50  # changes, newest first, among which that of a fact is looked for


class Overtaken(Exception):
    """The same facts were changed meanwhile; the form has an error at each, and saves over them if it is sent again."""


class Beside(forms.Form):
    """A form with facts, named in `facts_beside`. `began` carries what they were when the page was made, so that only
    those are saved that were changed on it."""

    facts_beside = ()
    began = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("began", json.dumps({name: words(self.initial.get(name)) for name in self.facts_beside}))

    def at_first(self):
        """What the facts were when the page was made, by name; empty where the page does not say so."""
        return facts_in(self["began"].value())

    def touched(self):
        """The names of the facts that were changed on the page; all of them where it does not say what they were."""
        first = self.at_first()
        return [name for name in self.facts_beside if name not in first or words(first[name]) != words(self[name].data)]

    def facts(self):
        """All the facts of a valid form, as the verb that keeps them takes them."""
        return {name: self.cleaned_data[name] for name in self.facts_beside}

    def changed(self, facts):
        """Of these facts, those that were changed on the page."""
        return {name: facts[name] for name in self.touched() if name in facts}

    @property
    def changed_data(self):
        """The names of what the page changed: what others changed meanwhile, and it did not, is none of it."""
        left = {"began", *self.facts_beside} - {*self.touched()}
        return [name for name in super().changed_data if name not in left]

    def mind_others(self, now, changes, by):
        """Raise Overtaken where what was changed here was changed meanwhile: `now` holds the facts as a form begins with them,
        `changes` the Changes of the document, newest first, whose `what` is named in `whats` where it is not the field's name; `by`
        is who reads it."""
        first, overtaken = self.at_first(), {}
        for name in self.touched():
            if name in first and words(now[name]) not in (words(first[name]), words(self[name].data)):
                rows = changes.filter(what=self.whats.get(name, name)).select_related("by")[:LOOKED_AT]
                overtaken[name] = next((one for one in rows if concerns(one, name)), None)
        if not overtaken:
            return
        self.go_on(now, overtaken)
        for name, change in overtaken.items():
            self.add_error(name, told(change, self.called(name, words(now[name])), by))
        raise Overtaken(", ".join(overtaken))

    def go_on(self, now, names=None):
        """The page goes on from the facts as they are `now`: from those of these names, else from those that it changed."""
        self.data = self.data.copy()
        self.data["began"] = json.dumps(self.at_first() | {name: words(now[name]) for name in names or self.touched()})

    def called(self, name, value):
        """What the page calls a value of this field."""
        if isinstance(self.fields[name], forms.DateField):
            return in_words(value)
        return next((str(label) for option, label in flat(getattr(self.fields[name], "choices", ())) if str(option) == value), value)

    whats = {}


def facts_in(began):
    """The facts by name that the `began` of a page says; none where that is missing, or no page of ours wrote it."""
    try:
        found = json.loads(began or "{}")
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def concerns(change, name):
    """Whether a Change, which may be of several facts at once, changed this one."""
    before, after = change.before, change.after
    return name in before and before[name] != after.get(name) if isinstance(before, dict) else True


def flat(choices):
    """The (value, label) pairs of choices that may stand in groups."""
    for value, label in choices:
        yield from flat(label) if isinstance(label, list | tuple) else [(value, label)]


def told(change, now, reader):
    """What became of a fact after the page was opened; `change` is None where nobody noted it."""
    who, when, made = "Somebody", "", f"to “{now}”" if now else "to nothing"
    if change:
        at = timezone.localtime(change.at)
        who, when = "You" if change.by == reader else change.by.name, f" at {at:%H:%M} on {at:%-d %B}"
    return f"{who} changed this {made}{when}, after you opened the page. Write that, or save again to keep yours."


def words(value):
    return "" if value is None else str(value).replace("\r\n", "\n").strip()
