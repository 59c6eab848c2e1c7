from django import forms

from writing.beside import Beside

from ..models import Risk
from .moves import Day
from .parts import AreaChoice, Person, RecordNames, names, typed


class RiskForm(Beside):
    """A known problem ahead: what somebody will see, why, and what to do."""

    facts_beside = ("title", "symptom", "cause", "remedy", "severity", "state", "owner", "record", "area", "last_seen")

    title = forms.CharField(
        max_length=200, help_text="What goes wrong, in one line, such as “429s for one customer after a key rotation”.",
        error_messages={"required": "Write what goes wrong, in one line.", "max_length": "Write at most 200 characters."},
    )  # fmt: skip
    symptom = forms.CharField(
        label="You see", max_length=4000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="What the engineer on call will see first: the alert, the error code, the graph.",
        error_messages={"required": "Write what somebody will see.", "max_length": "Write at most 4,000 characters."},
    )  # fmt: skip
    cause = forms.CharField(label="Because", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))
    remedy = forms.CharField(label="Do this", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))
    severity = forms.ChoiceField(
        choices=Risk.Severity.choices, initial=Risk.Severity.MEDIUM, error_messages={"invalid_choice": "Choose a severity from the list."}
    )
    state = forms.ChoiceField(choices=Risk.State.choices, initial=Risk.State.OPEN, error_messages={"invalid_choice": "Choose a state from the list."})
    owner = Person(help_text="Name or @handle of the person who keeps an eye on it.")
    record = RecordNames(help_text="The record it comes from, such as API-12.")
    area = AreaChoice(error_messages={"invalid_choice": "Choose an area from the list."})
    last_seen = Day(label="Last seen", required=False)
    names = staticmethod(names)

    def __init__(self, *args, reader, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["record"].reader = reader

    @staticmethod
    def initial_of(risk):
        """What the form begins with."""
        return {name: getattr(risk, name) for name in RiskForm.facts_beside} | {
            "owner": typed(risk.owner) if risk.owner_id else "",
            "record": risk.record.name if risk.record_id else "",
            "area": risk.area.slug if risk.area_id else None,
        }

    def clean_record(self):
        found = self.cleaned_data["record"]
        if len(found) > 1:
            raise forms.ValidationError("Name one record.")
        return found[0] if found else None
