"""The days between which somebody was away."""

from datetime import datetime, time

from django import forms
from django.utils import timezone

from ui.forms import DayField

A_DAY = "Write a day that there is, as year, month and day: 2026-11-24."


def a_day(label):
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return DayField(label=label, widget=widget, error_messages={"invalid": A_DAY, "required": A_DAY})


class DaysForm(forms.Form):
    """The first and the last day, both of which count."""

    to = a_day("To")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields = {"from": a_day("From"), **self.fields}  # a word of Python's own

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("from") and cleaned.get("to") and cleaned["to"] < cleaned["from"]:
            self.add_error("to", "The last day comes before the first. Write a later one.")
        return cleaned

    def moments(self):
        """The first moment of the first day and the last of the last, where the reader is."""
        first, last = (timezone.make_aware(datetime.combine(self.cleaned_data[name], at)) for name, at in (("from", time.min), ("to", time.max)))
        return first, last
