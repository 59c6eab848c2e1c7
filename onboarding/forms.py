"""What people may type about the mission, the glossary and the paths."""

from django import forms
from django.db.models.functions import Lower

from .models import Term


class MissionForm(forms.Form):
    title = forms.CharField(label="The mission, in one sentence", max_length=300)
    text = forms.CharField(
        label="Why, and what we value", required=False, widget=forms.Textarea(attrs={"rows": 18}), strip=False,
        help_text="Markdown. The first paragraph stands under the mission on the home page.",
    )  # fmt: skip
    note = forms.CharField(label="What you changed", required=False, max_length=300)
    base = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class TermForm(forms.ModelForm):
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
