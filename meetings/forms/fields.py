"""Days, times, records and meetings as people type them."""

from django import forms
from django.http import Http404

import ui.forms
from records.forms.near import meant, records_near_to
from records.models import Record
from search.query import name_in

from ..models import Meeting

DAYS = ["%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%d.%m.%Y", "%d/%m/%Y"]


class DayField(ui.forms.DayField):
    def __init__(self, **kwargs):
        kwargs.setdefault("required", False)
        super().__init__(
            input_formats=DAYS,
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            error_messages={"invalid": "There is no such day. Write it as 2026-02-28."},
            **kwargs,
        )


class ClockField(forms.TimeField):
    def __init__(self, **kwargs):
        super().__init__(
            required=False,
            input_formats=["%H:%M", "%H:%M:%S", "%H.%M"],
            widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
            error_messages={"invalid": "There is no such time. Write it as 14:00."},
            **kwargs,
        )


class MinutesField(forms.IntegerField):
    def __init__(self, **kwargs):
        super().__init__(required=False, min_value=0, max_value=1440, widget=forms.NumberInput(attrs={"inputmode": "numeric"}), **kwargs)


class RecordBox(forms.TextInput):
    """A box that lists the records which somebody may mean who types; without a script, those of the page's `datalist`."""

    template_name = "records/asking_records.html"


class RecordWords(forms.CharField):
    """A record by its name; one that the reader may not see is one that is not there. `for_reader()` before use."""

    def __init__(self, **kwargs):
        super().__init__(max_length=40, required=False, widget=RecordBox(attrs={"list": "records", "placeholder": "API-12"}), **kwargs)

    def for_reader(self, reader):
        self.records, self.reader = Record.objects.visible_to(reader), reader

    def prepare_value(self, value):
        return value.name if isinstance(value, Record) else value

    def has_changed(self, initial, data):
        return super().has_changed(self.prepare_value(initial), data)

    def clean(self, value):
        typed = super().clean(value)
        name = name_in(typed) or typed.upper()
        if not name:
            return None
        try:
            found = self.records.named(name).with_worth().select_related("area", "audience").first()
        except Http404:
            raise forms.ValidationError(f"“{typed}” is no record’s name. Write one such as API-12.{self.meant(typed)}") from None
        if found is None:
            raise forms.ValidationError(f"There is no record {name}.{self.meant(typed)}")
        return found

    def meant(self, typed):
        """What may have been meant, as a question; empty where nothing is near."""
        return meant([record.name for record in records_near_to(typed, self.reader)])


class MeetingNumber(forms.IntegerField):
    """A meeting by its number; one that the reader may not see is one that is not there."""

    def __init__(self, **kwargs):
        super().__init__(required=False, min_value=1, max_value=2_000_000_000, widget=forms.NumberInput(attrs={"placeholder": "42"}), **kwargs)

    def for_reader(self, reader):
        self.meetings = Meeting.objects.visible_to(reader)

    def prepare_value(self, value):
        return value.number if isinstance(value, Meeting) else value

    def has_changed(self, initial, data):
        return super().has_changed(self.prepare_value(initial), data)

    def clean(self, value):
        number = super().clean(value)
        if number is None:
            return None
        found = self.meetings.filter(number=number).first()
        if found is None:
            raise forms.ValidationError(f"There is no meeting {number}.")
        return found


def use_reader(form, reader):
    """Let every field of a form find only what this reader may see."""
    for field in form.fields.values():
        if hasattr(field, "for_reader"):
            field.for_reader(reader)
