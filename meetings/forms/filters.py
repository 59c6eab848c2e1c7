from django import forms

from records.forms.parts import AreaChoice
from ui.forms import Choice, LongSelect

from ..models import Series
from .people import PersonWords

STATES = [("", "Any"), ("unfiled", "Notes not filed"), ("upcoming", "Coming up"), ("filed", "Filed"), ("off", "Did not take place")]


class SeriesChoice(Choice):
    """A series by its short name. There may be hundreds, so its choices are no model instances."""

    def __init__(self):
        super().__init__(Series.objects.none(), to_field_name="slug", required=False, empty_label="Any series")

    def offer(self, series):
        self.queryset = series
        self.widget.choices = [("", self.empty_label), *series.values_list("slug", "name")]


class Filter(forms.Form):
    """What narrows a list, each in the address. `examples` stand in the empty boxes."""

    examples = {}

    def __init__(self, *args, reader, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["series"].offer(Series.objects.visible_to(reader))
        for name, field in self.fields.items():
            field.widget.attrs["class"] = "input--small"
            field.widget.attrs["id"] = f"f-{name}"
        for name, example in self.examples.items():
            self.fields[name].widget.attrs["placeholder"] = example


class MeetingFilter(Filter):
    examples = {"person": "Name or handle", "year": "2026"}

    series = SeriesChoice()
    area = AreaChoice(empty_label="Any area")
    person = PersonWords(max_length=150, required=False, label="Person, in any role")
    status = forms.ChoiceField(choices=STATES, widget=LongSelect, required=False)
    year = forms.IntegerField(min_value=1900, max_value=2999, required=False)


class ActionFilter(Filter):
    examples = {"owner": "Name or handle"}

    owner = PersonWords(max_length=150, required=False)
    series = SeriesChoice()
    state = forms.ChoiceField(choices=[("", "Open"), ("late", "Late"), ("closed", "Done or dropped")], widget=LongSelect, required=False)
