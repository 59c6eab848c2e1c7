from django import forms
from django.utils import timezone

from ui.forms import DayField

from ..models import Status
from ..moves import STATABLE

A_DAY = "Write a day that there is, as year, month and day: 2026-11-24."


class Day(DayField):
    """A day that has come: what is written down counts from then."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    default_error_messages = {"invalid": A_DAY, "required": A_DAY}

    def clean(self, value):
        day = super().clean(value)
        if day and day > timezone.localdate():
            raise forms.ValidationError("That day is still to come. Write today or a day before.")
        return day


class MoveForm(forms.Form):
    """A move of a record. `seen` is the number of the revision that was on the page when the move was asked for."""

    note = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        required=False,
        error_messages={"required": "Write why; it is what people will look for.", "max_length": "Write at most 2,000 characters."},
    )
    on = Day(label="Counts from", required=False, initial=timezone.localdate)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, note_required=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["note"].required = note_required

    def facts(self):
        """What the verb takes."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}


class StateForm(MoveForm):
    status = forms.ChoiceField(
        choices=[(status, Status(status).label) for status in STATABLE],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what it is worth.", "invalid_choice": "Choose what it is worth from the list."},
    )
    field_order = ["status", "note", "on"]


class TakeBackForm(MoveForm):
    on = None
