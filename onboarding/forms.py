"""What people may type about the mission, the glossary and the paths."""

from django import forms
from django.db.models.functions import Lower

from records.forms.parts import AreaChoice, Person, names, typed
from writing.beside import Beside
from writing.forms import WritingForm

from .models import Term
from .steps import StepsField
from .steps import typed as typed_steps


class MissionForm(WritingForm):
    title = forms.CharField(label="The mission, in one sentence", max_length=300)
    field_order = ["title", "text", "note"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].label = "Why, and what we value"
        self.fields["text"].help_text = "Markdown. The first paragraph stands under the mission on the home page."


class PathForm(Beside, WritingForm):
    """A path’s title, introduction and steps, who keeps it, and what it is about."""

    title = forms.CharField(
        max_length=150, help_text="For whom, or about what, such as “Start here: the API”.",
        error_messages={"required": "Write a title, such as “Start here: the API”.", "max_length": "Write at most 150 characters."},
    )  # fmt: skip
    steps = StepsField(help_text=(
        "One step on a line, in the order of reading: what, a colon, and why. “API-12: how we page”, “meeting 42: …”, “risk 3: …”, "
        "“term Lane: …” or “[A title](https://…): …”. A line such as “## First week” begins a stage."
    ))  # fmt: skip
    owner = Person(label="Keeper", help_text="Name or @handle of the person to ask, who may change the path.")
    area = AreaChoice()
    facts_beside = ("owner", "area", "steps")
    field_order = ["title", "text", "steps", "owner", "area", "note"]
    names = staticmethod(names)

    def __init__(self, *args, reader, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["steps"].reader = reader
        self.fields["text"].label = "Introduction"
        self.fields["text"].help_text = "Markdown. Lists show the first paragraph."

    @staticmethod
    def initial_of(path, reader):
        """What the form begins with for this reader."""
        text = path.revision.text if path.revision_id else ""
        owner, area = typed(path.owner) if path.owner_id else "", path.area.slug if path.area_id else None
        return {"title": path.title, "text": text, "base": path.revision_number, "owner": owner, "area": area,
                "steps": typed_steps(path.steps.visible_to(reader).for_typing())}  # fmt: skip

    def written(self):
        """Title and text, as `edit` takes them."""
        return {name: self.cleaned_data[name] for name in ("title", "text", "note", "base")}


class TermForm(Beside, forms.ModelForm):
    facts_beside = ("word", "meaning", "synonyms")
    whats = dict.fromkeys(facts_beside, "redefined")

    class Meta:
        model = Term
        fields = ["word", "meaning", "synonyms"]
        widgets = {"meaning": forms.Textarea(attrs={"rows": 5}), "synonyms": forms.Textarea(attrs={"rows": 3})}
        help_texts = {"meaning": "Markdown, a sentence or two.", "synonyms": "One per line. Search knows them too."}

    def clean_word(self):
        word = " ".join(self.cleaned_data["word"].split())
        if Term.objects.annotate(lower=Lower("word")).filter(lower=word.lower()).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(f"“{word}” is in the glossary already.")
        return word
