"""What people type into a living text, whatever it belongs to."""

from django import forms


class WritingForm(forms.Form):
    """The text on top of the revision `base` that it was begun from, and what was changed."""

    text = forms.CharField(
        required=False, strip=False, max_length=2_000_000, widget=forms.Textarea(attrs={"rows": 18, "spellcheck": "true"}),
        error_messages={"max_length": "Write at most 2,000,000 characters."},
    )  # fmt: skip
    note = forms.CharField(required=False, label="What you changed", max_length=300, error_messages={"max_length": "Write at most 300 characters."})
    base = forms.IntegerField(
        min_value=0, widget=forms.HiddenInput, error_messages={"required": "Open the editor again: this page has lost its place."}
    )


class TemplateForm(WritingForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].label = "Template"
