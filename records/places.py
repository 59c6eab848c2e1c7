"""What admins may type about logs and areas."""

from django import forms

from .models import Area, Log


class LogForm(forms.ModelForm):
    class Meta:
        model = Log
        fields = ["key", "title", "team"]
        help_texts = {"key": "2 to 10 capital letters and digits, such as “API”. Its records are called API-1, API-2… for ever."}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk and self.instance.records.exists():
            self.fields["key"].disabled = True
            self.fields["key"].help_text = "It is in the names of records, so it stays."

    def clean_key(self):
        return self.cleaned_data["key"].strip()


class AreaForm(forms.ModelForm):
    class Meta:
        model = Area
        fields = ["name", "slug", "team"]
        labels = {"slug": "Short name"}
        help_texts = {"name": "A part of the system or the organisation, such as “API gateway”.", "slug": "Used in addresses, such as “api-gateway”."}
