from django import forms

from ui.forms import Choices

from ..models import Relation
from .parts import RecordNames


class TargetForm(forms.Form):
    """Which record, and what this one is to it: the first of two steps, read from the address."""

    kind = forms.ChoiceField(
        choices=Relation.Kind.choices, widget=forms.RadioSelect,
        error_messages={"required": "Choose what it is to the other.", "invalid_choice": "Choose what it is to the other from the list."},
    )  # fmt: skip
    target = RecordNames(
        label="Which record?", required=True, help_text="Its name, such as API-3.",
        error_messages={"required": "Write the name of the other record, such as API-3."},
    )  # fmt: skip

    def __init__(self, *args, record, reader, **kwargs):
        super().__init__(*args, **kwargs)
        self.record = record
        self.fields["kind"].label = record.name
        self.fields["target"].reader = reader

    def clean_target(self):
        found = self.cleaned_data["target"]
        if len(found) != 1:
            raise forms.ValidationError("Name one record at a time.")
        if found[0].pk == self.record.pk:
            raise forms.ValidationError(f"{self.record.name} cannot refer to itself. Choose another record.")
        return found[0]


class RelationForm(forms.Form):
    """The second step: which sections, if not all of it, and a note."""

    sections = Choices(
        None, to_field_name="anchor", required=False, widget=forms.CheckboxSelectMultiple, label="Only these sections",
        help_text="Choose none if it supersedes all of it.", error_messages={"invalid_choice": "Choose sections from the list."},
    )  # fmt: skip
    note = forms.CharField(required=False, max_length=300, error_messages={"max_length": "Write at most 300 characters."})

    def __init__(self, *args, kind, target, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["sections"].queryset = target.sections.filter(is_current=True)
        if kind != Relation.Kind.SUPERSEDES or not self.fields["sections"].queryset.exists():
            del self.fields["sections"]


class UnrelationForm(forms.Form):
    note = forms.CharField(required=False, max_length=300, error_messages={"max_length": "Write at most 300 characters."})
