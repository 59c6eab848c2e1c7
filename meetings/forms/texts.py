from django import forms

from writing.beside import Beside

from .fields import DayField
from .people import PersonChoice, use_roster
from .rows import OutcomeRow


class NotesForm(forms.Form):
    """The notes on top of the revision that they were begun from. After filing, a correction says what it corrects."""

    text = forms.CharField(
        required=False,
        strip=False,
        max_length=2_000_000,
        label="Notes",
        help_text="Markdown.",
        widget=forms.Textarea(attrs={"class": "tall", "spellcheck": "true"}),
    )
    note = forms.CharField(max_length=300, required=False, label="What you changed")
    base = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args, meeting, **kwargs):
        super().__init__(*args, **kwargs)
        if meeting.is_filed:
            self.fields["note"].required = True
            self.fields["note"].label = "What you correct"
            self.fields["note"].help_text = "In a few words, such as “The limit is 600 a minute, not 60”. It stands beside the notes."
            self.fields["note"].error_messages["required"] = "Say in a few words what you correct."


class ActionForm(Beside):
    facts_beside = ("text", "owner", "due")
    whats = dict.fromkeys(facts_beside, "action changed")

    text = forms.CharField(max_length=400, label="What is to be done", error_messages={"required": "Say what is to be done."})
    owner = PersonChoice(label="Owner")
    due = DayField(label="Due")

    def __init__(self, *args, roster, **kwargs):
        super().__init__(*args, **kwargs)
        use_roster(self, roster)

    @staticmethod
    def initial_of(action):
        """What the form begins with."""
        return {"text": action.text, "owner": action.owner.handle if action.owner_id else "", "due": action.due}


class DropForm(forms.Form):
    note = forms.CharField(max_length=300, label="Why it is no longer needed", error_messages={"required": "Say why, in a few words."})


class CallOffForm(forms.Form):
    note = forms.CharField(max_length=300, required=False, label="Why", help_text="Such as “Half of us were ill”.")


class ReplaceForm(OutcomeRow):
    """Another outcome in the place of one of a filed meeting."""

    sentence = forms.CharField(max_length=600, label="What was decided, in one sentence", widget=forms.Textarea(attrs={"rows": 2}))
