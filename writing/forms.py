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


class PictureForm(forms.Form):
    """A picture for the text at `text_place`, and what it says to whoever cannot see it."""

    file = forms.FileField(
        label="Picture", help_text="A PNG, JPEG, WebP or GIF of at most 10 MB; of a GIF, its first frame. Where and when it was taken is left out.",
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp,image/gif"}),
        error_messages={"required": "Choose a picture.", "empty": "The file is empty. Choose a picture.", "invalid": "Choose a picture.",
                        "missing": "Choose a picture."},
    )  # fmt: skip
    alt = forms.CharField(
        label="What does it show?", max_length=300, help_text="Read out to whoever cannot see it: “Latency falls by half on 3 March”.",
        error_messages={"required": "Say in a few words what the picture shows.", "max_length": "Write at most 300 characters."},
    )  # fmt: skip
    text_place = forms.CharField(widget=forms.HiddenInput, max_length=200)


class RedactionForm(forms.Form):
    """The words to take out of a text for good, and why."""

    words = forms.CharField(
        label="What is to go", min_length=4, max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false", "autocomplete": "off"}),
        help_text="Exactly as it stands in the source, such as a password or an address.",
        error_messages={"required": "Write what is to go.", "min_length": "Write at least 4 characters, or too much would go.",
                        "max_length": "Write at most 10,000 characters, and the rest in a second go."},
    )  # fmt: skip
    reason = forms.CharField(
        max_length=300, label="Why", help_text="It stands in the history, so do not repeat what is to go.",
        error_messages={"required": "Say why, in a few words.", "max_length": "Write at most 300 characters."},
    )  # fmt: skip

    pictures = forms.BooleanField(required=False, label="Delete its pictures, too, where no other text shows them")

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("words") and cleaned["words"] in cleaned.get("reason", ""):
            self.add_error("reason", "The reason says what is to go. Write it without.")
        return cleaned


class RestoreForm(forms.Form):
    """Why an earlier text becomes the current one again, on top of the revision `base` that its page was shown with."""

    note = forms.CharField(
        label="Why", max_length=250, error_messages={"required": "Say in a few words why.", "max_length": "Write at most 250 characters."}
    )
    base = forms.IntegerField(
        min_value=0, widget=forms.HiddenInput, error_messages={"required": "Open the revision again: this page has lost its place."}
    )
