"""What admins may type about logs and areas."""

from django import forms
from django.db import transaction

from accounts.acts import Act
from writing.beside import Beside

from ..models import Area, Log


class LogOrAreaForm(Beside, forms.ModelForm):
    """What admins know of a log or an area: what one of them changed is not written over by another who had it open before."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["team"].empty_label = "None"

    def clean(self):
        """What must stay by now, though it could change when the page was opened, gets a sentence: no change is dropped in silence."""
        for name, first in self.at_first().items():
            if name in self.fields and self.fields[name].disabled and self[name].data not in (None, first):
                self.add_error(name, self.fields[name].help_text)
        return super().clean()

    @transaction.atomic
    def keep(self, by):
        """Save what was changed on the page, and note who did; gives the log or area. Raises Overtaken."""
        if self.instance.pk:
            held = type(self.instance).objects.select_for_update().get(pk=self.instance.pk)
            now, touched = forms.model_to_dict(held), self.touched()
            self.mind_others(now, Act.objects.filter(what=self.kind, name=str(held)[:200]), by)
            for name in self.facts_beside:
                if name not in touched:
                    setattr(self.instance, name, getattr(held, name))
        made = self.save()
        Act.objects.note(by=by, form=self, what=self.kind, name=made)
        return made


class LogForm(LogOrAreaForm):
    kind, facts_beside = "log", ("key", "title", "team")
    whats = dict.fromkeys(facts_beside, kind)

    class Meta:
        model = Log
        fields = ["key", "title", "team"]
        help_texts = {"key": "2 to 10 capital letters and digits, such as “API”. Its records are called API-1, API-2… for ever."}
        error_messages = {"key": {"unique": "Another log has this key. Choose another."}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk and self.instance.records.exists():
            self.fields["key"].disabled = True
            self.fields["key"].help_text = "It is in the names of records, so it stays."

    def clean_key(self):
        return self.cleaned_data["key"].strip()


class AreaForm(LogOrAreaForm):
    kind, facts_beside = "area", ("name", "slug", "team")
    whats = dict.fromkeys(facts_beside, kind)

    class Meta:
        model = Area
        fields = ["name", "slug", "team"]
        labels = {"slug": "Short name"}
        error_messages = {"slug": {"unique": "Another area has this short name. Choose another."}}
        help_texts = {"name": "A part of the system or the organisation, such as “API gateway”.", "slug": "Used in addresses, such as “api-gateway”."}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk and self.instance.is_used:
            self.fields["slug"].disabled = True
            self.fields["slug"].help_text = "It is in addresses and searches, so it stays. The name can change."
