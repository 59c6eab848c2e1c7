from zoneinfo import available_timezones

from django import forms
from django.utils.text import slugify

from records.forms.parts import AreaChoice
from writing.beside import Beside

from ..models import Series
from .fields import MinutesField


class SeriesForm(Beside):
    """A series and its members, one handle a line."""

    facts_beside = ("name", "area", "cadence", "minutes", "time_zone", "members")
    whats = dict.fromkeys(facts_beside, "series")

    name = forms.CharField(max_length=150, label="Name", error_messages={"required": "Write a name, such as “API architecture review”."})
    area = AreaChoice()
    cadence = forms.CharField(max_length=120, required=False, label="How often", help_text="In words, such as “Every second Thursday, 14:00”.")
    minutes = MinutesField(label="Usual length in minutes")
    time_zone = forms.CharField(max_length=64, required=False, label="Time zone", help_text="Such as Europe/Berlin. Left empty, it is the site’s.")
    members = forms.CharField(
        max_length=20_000, required=False, label="Members", help_text="Handles, one a line.", widget=forms.Textarea(attrs={"rows": 6})
    )

    def __init__(self, *args, roster, series=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.roster, self.series = roster, series

    @staticmethod
    def initial_of(series):
        """What the form begins with."""
        facts = {name: getattr(series, name) for name in ("name", "cadence", "minutes", "time_zone")}
        members = "\n".join(user.handle for user in series.members.order_by("handle"))
        return {**facts, "area": series.area.slug if series.area_id else None, "members": members}

    def clean_time_zone(self):
        zone = self.cleaned_data["time_zone"]
        if zone and zone not in available_timezones():
            raise forms.ValidationError(f"There is no time zone “{zone}”. Write one such as Europe/Berlin.")
        return zone

    def clean_members(self):
        handles = [line.strip().lstrip("@") for line in self.cleaned_data["members"].splitlines() if line.strip()]
        unknown = [handle for handle in handles if handle not in self.roster.people]
        if unknown:
            raise forms.ValidationError(f"Nobody here has the handle “{unknown[0]}”.")
        return [self.roster.people[handle] for handle in dict.fromkeys(handles)]

    def clean_name(self):
        name = self.cleaned_data["name"]
        slug = slugify(name)[:64]
        if not slug:
            raise forms.ValidationError("Write a name with letters or digits in it.")
        if self.series is None and Series.objects.filter(slug=slug).exists():
            raise forms.ValidationError("There is a series of this name, or nearly, already.")
        return name
