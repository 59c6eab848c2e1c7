"""The one-off fields of a meeting: what it is called, when and where, who has which hat."""

import datetime
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone

from ui.forms import Choice
from writing.beside import Beside

from ..models import Series
from .fields import ClockField, DayField, MinutesField
from .people import PersonChoice, named, use_roster

BOTH_HATS = "Two hats, two heads: whoever facilitates cannot take the notes as well. Choose another person."


class Roles(forms.Form):
    facilitator = PersonChoice(label="Facilitator", help_text="Keeps the meeting on track.")
    note_taker = PersonChoice(label="Note-taker", help_text="Somebody else, who writes down what is said.")

    def clean(self):
        facts = super().clean()
        if facts.get("facilitator") and facts.get("facilitator") == facts.get("note_taker"):
            self.add_error("note_taker", BOTH_HATS)
        return facts


class Facts(Roles, Beside):
    """What every meeting has. `clean()` makes `starts_at` of day and time in the meeting's time zone."""

    facts_beside = ("title", "day", "time", "minutes", "place", "facilitator", "note_taker")

    title = forms.CharField(max_length=200, label="Title")
    day = DayField(label="Day")
    time = ClockField(label="Begins at")
    minutes = MinutesField(label="Length in minutes")
    place = forms.CharField(max_length=200, required=False, label="Place or link")
    field_order = list(facts_beside)

    def __init__(self, *args, sheet, **kwargs):
        super().__init__(*args, **kwargs)
        self.sheet = sheet
        self.fields["title"].error_messages["required"] = "Write a title, such as “API architecture review”."
        use_roster(self, sheet.roster)

    def clean(self):
        facts = super().clean()
        day, time = facts.get("day"), facts.get("time")
        if time and not day and "day" not in self.errors:
            self.add_error("day", "Choose the day as well.")
        zone = ZoneInfo(self.sheet.time_zone) if self.sheet.time_zone else timezone.get_default_timezone()
        facts["starts_at"] = datetime.datetime.combine(day, time, tzinfo=zone) if day and time else None
        return facts

    def called(self, name, value):
        return named(self.fields[name], value) or super().called(name, value)

    def facts(self):
        """A Meeting's columns from what was typed, as `describe()` and `plan()` take them."""
        return {name: self.cleaned_data[name] for name in ("title", "day", "starts_at", "minutes", "place")}


class PlannedFacts(Facts):
    series = Choice(Series.objects.none(), to_field_name="slug", required=False, empty_label="None: a single meeting", label="Series")
    restricted = forms.BooleanField(required=False, label="Only those who are invited may see it")
    field_order = ["series", *Facts.field_order, "restricted"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["series"].queryset = Series.objects.visible_to(self.sheet.reader)


class FilingFacts(Facts):
    """The facts and the notes. Raw text from anywhere: it is kept as it is."""

    text = forms.CharField(
        required=False,
        strip=False,
        max_length=2_000_000,
        label="Notes",
        help_text="Paste them from wherever they are. Markdown is understood and nothing is changed; headings become the items.",
        widget=forms.Textarea(attrs={"class": "tall", "spellcheck": "true"}),
    )
    guests = forms.CharField(
        required=False,
        max_length=2000,
        label="Anybody else who was there",
        help_text="Names of people without an account, one a line.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    base = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)

    def clean_guests(self):
        names = [" ".join(line.split())[:150] for line in self.cleaned_data["guests"].splitlines()]
        return [name for name in names if name]


class HeldFacts(FilingFacts, PlannedFacts):
    """A meeting that was held before anybody planned it here."""

    series = Choice(Series.objects.none(), to_field_name="slug", required=False, widget=forms.HiddenInput)
    field_order = [*PlannedFacts.field_order, "text", "guests", "base"]
