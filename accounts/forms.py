"""What people may type about people."""

import zoneinfo
from functools import lru_cache

from django import forms

from ui.forms import Choices, LongSelect

from .models import Audience, Team, User


@lru_cache(maxsize=1)
def zones():
    """The time zones to choose from, as (name, words); the system keeps one file for each, so they are read once."""
    named = sorted(zone for zone in zoneinfo.available_timezones() if "/" in zone and not zone.startswith(("Etc/", "posix/", "right/")))
    return [("", "The site’s"), ("UTC", "UTC"), *((zone, zone.replace("_", " ")) for zone in named)]


class SettingsForm(forms.ModelForm):
    """A person's own settings."""

    time_zone = forms.ChoiceField(required=False, widget=LongSelect, help_text="Times of meetings are shown in this zone.")

    class Meta:
        model = User
        fields = ["name", "time_zone", "shortcuts"]
        labels = {"shortcuts": "Single-key shortcuts"}
        help_texts = {"shortcuts": "Keys such as / for search work outside of fields. Turn them off if they get in your way."}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["time_zone"].choices = zones()

    def save(self):
        """Save what was changed here, and nothing else: an admin may have changed the rest since this person was read."""
        self.instance.save(update_fields=self.changed_data)


class PersonForm(forms.ModelForm):
    """A person as an admin sees them."""

    class Meta:
        model = User
        fields = ["name", "email", "handle", "role", "is_active"]
        labels = {"is_active": "May sign in"}
        error_messages = {"handle": {"unique": "Somebody has this handle already. Choose another."}}
        help_texts = {
            "email": "They sign in with it.",
            "role": "Readers read, mark progress and ask. Members also write, propose and file. Admins also keep people, logs, areas and series.",
            "is_active": "Take this away when somebody leaves; all they wrote stays theirs.",
        }

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.by = by
        self.fields["email"].required = True
        self.fields["handle"].required = False
        self.fields["handle"].help_text = "Used in addresses and after @. Left empty, it is made from the name, or the address."
        if self.instance.pk is None:
            del self.fields["is_active"]
        if self.instance.is_guest:
            self.fields["email"].help_text = "A guest is only named in texts. With an address they become a person who can sign in."

    def clean_email(self):
        email = self.cleaned_data["email"].strip().lower()
        if User.objects.filter(email=email).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError("Somebody has this address already.")
        return email

    def clean_handle(self):
        handle = self.cleaned_data["handle"].lower()
        if handle == "new":
            raise forms.ValidationError("“new” is an address of this site. Choose another handle.")
        return handle or User.objects.free_handle(self.data.get("name", ""), self.data.get("email", "").partition("@")[0])

    def clean(self):
        cleaned = super().clean()
        if self.instance.pk == self.by.pk and (cleaned.get("role") != User.Role.ADMIN or not cleaned.get("is_active", True)):
            raise forms.ValidationError("You cannot take your own admin role away: ask another admin, so that the site always keeps one.")
        return cleaned


class TeamForm(forms.ModelForm):
    members = Choices(
        User.objects.none(), to_field_name="handle", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Everybody in a team sees what is open to the team.",
    )  # fmt: skip

    class Meta:
        model = Team
        fields = ["name", "slug"]
        labels = {"slug": "Short name"}
        help_texts = {"slug": "Used in addresses, such as “platform”."}
        error_messages = {"slug": {"unique": "Another team has this short name. Choose another."}}

    field_order = ["name", "slug", "members"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["members"].queryset = User.objects.who_may_sign_in()
        if self.instance.pk:
            self.initial["members"] = self.instance.members.all()

    def save(self, commit=True):
        team = super().save(commit)
        team.members.set(self.cleaned_data["members"])
        return team


class AudienceForm(forms.Form):
    """Who may see a thing: everybody who signs in, or only some people and teams."""

    OPEN, RESTRICTED = "open", "restricted"

    circle = forms.ChoiceField(
        label="Who may see this",
        choices=[(OPEN, "Everybody who signs in"), (RESTRICTED, "Only these people and teams")],
        widget=forms.RadioSelect,
    )
    people = Choices(User.objects.none(), to_field_name="handle", required=False, widget=forms.CheckboxSelectMultiple)
    teams = Choices(Team.objects.all(), to_field_name="slug", required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, by, audience=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.by = by
        self.fields["people"].queryset = User.objects.who_may_sign_in()
        self.initial.setdefault("circle", self.RESTRICTED if audience else self.OPEN)
        if audience:
            members = list(audience.members.select_related("user", "team"))
            self.initial["people"] = [member.user for member in members if member.user_id]
            self.initial["teams"] = [member.team for member in members if member.team_id]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("circle") == self.RESTRICTED:
            seen_by_me = self.by in cleaned.get("people", []) or self.by.teams.filter(pk__in=[team.pk for team in cleaned.get("teams", [])]).exists()
            if not seen_by_me:
                raise forms.ValidationError("You would lock yourself out. Add yourself, or a team that you are in.")
        return cleaned

    def audience(self):
        """The Audience that was chosen, made anew; None for everybody."""
        if self.cleaned_data["circle"] == self.OPEN:
            return None
        audience = Audience.objects.create(reason=Audience.Reason.RESTRICTED)
        audience.admit(users=self.cleaned_data["people"], teams=self.cleaned_data["teams"])
        return audience
