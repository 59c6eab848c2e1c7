from django import forms

from ui.forms import Choice, DayField
from writing.beside import Beside
from writing.receipts import with_plain_ends

from ..models import Log, RecordPerson, Tag
from .moves import A_DAY
from .parts import AreaChoice, People, Superseded, Tags, names, typed

ROLES = {
    "decision_makers": RecordPerson.Role.DECISION_MAKER,
    "consulted": RecordPerson.Role.CONSULTED,
    "informed": RecordPerson.Role.INFORMED,
}
NAMES = "Names or @handles, with commas between. Teams are fine; words that are nobody’s name stand in quotes."


class TextForm(forms.Form):
    """Title and text of a record, and the facts beside them."""

    title = forms.CharField(
        max_length=300, help_text="Say what we will do, in one line. “Render labels in an async job”, not “Label performance”.",
        error_messages={"required": "Write a title, such as “Page with cursors”.", "max_length": "Write at most 300 characters."},
    )  # fmt: skip
    summary = forms.CharField(
        max_length=400, required=False, label="In one sentence", widget=forms.Textarea(attrs={"rows": 2}),
        help_text="What was decided; it stands under the title and in lists.", error_messages={"max_length": "Write at most 400 characters."},
    )  # fmt: skip
    text = forms.CharField(
        required=False, strip=False, max_length=2_000_000, help_text="Markdown.", widget=forms.Textarea(attrs={"rows": 24, "spellcheck": "true"}),
        error_messages={"max_length": "Write at most 2,000,000 characters."},
    )  # fmt: skip
    area = AreaChoice(error_messages={"invalid_choice": "Choose an area from the list."})
    tags = Tags(help_text="Commas between, such as limits, fairness.")
    decision_makers = People(label="Decision-makers", help_text=NAMES, must_be_known=True)
    consulted = People(help_text="Asked before it was decided.")
    informed = People(help_text="Told of it. Words are fine, such as “All of engineering”.")
    names = staticmethod(names)

    def saved_tags(self):
        """The tags, the new ones among them saved."""
        return [tag if tag.pk else Tag.objects.get_or_create(slug=tag.slug)[0] for tag in self.cleaned_data["tags"]]  # others make tags, too


class NewForm(TextForm):
    log = Choice(
        Log.objects.none(), to_field_name="key", label="Numbered log", empty_label=None,
        error_messages={"required": "Choose a numbered log.", "invalid_choice": "Choose a numbered log from the list."},
    )  # fmt: skip
    supersedes = Superseded(help_text="Names of records that this one is to replace, such as API-3. They hold until this one is accepted.")
    field_order = ["log", "title", "summary", "text", "area", "tags", "decision_makers", "consulted", "informed", "supersedes"]

    def __init__(self, *args, reader, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["log"].queryset = Log.objects.visible_to(reader)
        self.fields["supersedes"].reader = reader


class EditForm(Beside, TextForm):
    """The text as it stands on revision number `base`; sealed: every mend of it needs a note."""

    review_by = DayField(
        required=False, label="Review by", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), error_messages={"invalid": A_DAY}
    )
    revisit_when = forms.CharField(
        required=False, label="Revisit when", max_length=300, help_text="Such as “one customer exceeds 20 % of traffic”.",
        error_messages={"max_length": "Write at most 300 characters."},
    )  # fmt: skip
    note = forms.CharField(
        required=False, label="What you changed", max_length=300,
        error_messages={"required": "Say what you changed: this record has been in force.", "max_length": "Write at most 300 characters."},
    )  # fmt: skip
    wording_only = forms.BooleanField(required=False, label="Wording only: nobody has to read it again")
    base = forms.IntegerField(
        min_value=0, widget=forms.HiddenInput, error_messages={"required": "Open the editor again: this page has lost its place."}
    )

    facts_beside = ("summary", "area", "tags", "review_by", "revisit_when", *ROLES)
    whats = {name: role.value for name, role in ROLES.items()}

    def __init__(self, *args, record, **kwargs):
        super().__init__(*args, **kwargs)
        self.record = record
        if record.is_sealed:
            self.fields["note"].required = True
            self.fields["note"].help_text = "It has been in force: say what you mend, and why."

    def clean(self):
        cleaned = super().clean()
        if "note" not in cleaned and not self.changes_text(cleaned) and self.errors["note"].as_data()[0].code == "required":
            del self.errors["note"]
            cleaned["note"] = ""
        return cleaned

    def changes_text(self, cleaned):
        began = self.record.revisions.filter(number=cleaned.get("base")).first()
        before = (began.title, with_plain_ends(began.text)) if began else ("", "")
        return before != (cleaned.get("title"), with_plain_ends(cleaned.get("text", "")))

    def facts(self):
        """The facts beside the text that were changed, as `describe` takes them."""
        return {name: self.saved_tags() if name == "tags" else self.cleaned_data[name] for name in self.touched() if name not in ROLES}

    def people(self):
        """{role: people} for each role whose people were changed."""
        return {ROLES[name]: self.cleaned_data[name] for name in self.touched() if name in ROLES}

    @staticmethod
    def initial_of(record):
        """What the form begins with."""
        people = list(record.people.all())
        return {
            "title": record.title,
            "summary": record.summary,
            "text": record.revision.text if record.revision_id else "",
            "area": record.area.slug if record.area_id else None,
            "tags": ", ".join(tag.slug for tag in record.tags.all()),
            "review_by": record.review_by,
            "revisit_when": record.revisit_when,
            "base": record.revision_number,
            **{name: ", ".join(typed(part.who) for part in people if part.role == role) for name, role in ROLES.items()},
        }
