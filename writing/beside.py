"""Facts in a form, beside a living text or alone: nobody overwrites what somebody else changed meanwhile without having seen it."""

import json

from django import forms
from django.utils import timezone

LOOKED_AT = 50  # changes, newest first, among which that of a fact is looked for


class Overtaken(Exception):
    """Somebody else changed the same facts; the form has an error at each, and saves over them if it is sent again."""


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
        try:
            found = json.loads(self["began"].value() or "{}")
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}

    def touched(self):
        """The names of the facts that were changed on the page; all of them where it does not say what they were."""
        first = self.at_first()
        return [name for name in self.facts_beside if name not in first or words(first[name]) != words(self[name].data)]

    def changed(self, facts):
        """Of these facts, those that were changed on the page."""
        return {name: facts[name] for name in self.touched() if name in facts}

    def mind_others(self, now, changes, by):
        """Raise Overtaken where another than `by` changed what was changed here: `now` holds the facts as a form begins with them,
        `changes` the Changes of the document, newest first, whose `what` is named in `whats` where it is not the field's name."""
        first, overtaken = self.at_first(), {}
        for name in self.touched():
            if name in first and words(now[name]) not in (words(first[name]), words(self[name].data)):
                rows = changes.filter(what=self.whats.get(name, name)).select_related("by")[:LOOKED_AT]
                change = next((one for one in rows if concerns(one, name)), None)
                if change and change.by != by:
                    overtaken[name] = change
        if not overtaken:
            return
        self.data = self.data.copy()
        self.data["began"] = json.dumps(first | {name: words(now[name]) for name in overtaken})
        for name, change in overtaken.items():
            self.add_error(name, told(change, self.called(name, words(now[name]))))
        raise Overtaken(f"{change.by.name} changed {self.fields[name].label or name} while you were writing.")

    def called(self, name, value):
        """What the page calls a value of this field."""
        return next((str(label) for option, label in flat(getattr(self.fields[name], "choices", ())) if str(option) == value), value)

    whats = {}


def concerns(change, name):
    """Whether a Change, which may be of several facts at once, changed this one."""
    before, after = change.before, change.after
    return name in before and before[name] != after.get(name) if isinstance(before, dict) else True


def flat(choices):
    """The (value, label) pairs of choices that may stand in groups."""
    for value, label in choices:
        yield from flat(label) if isinstance(label, list | tuple) else [(value, label)]


def told(change, now):
    at = timezone.localtime(change.at)
    made = f"to “{now}”" if now else "to nothing"
    return f"{change.by.name} changed this {made} at {at:%H:%M} on {at:%-d %B}, after you opened the page. Write that, or save again to keep yours."


def words(value):
    return "" if value is None else str(value).replace("\r\n", "\n").strip()
