"""People as they are chosen and typed: by handle, never by primary key."""

from django import forms
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from accounts.models import User
from ui.forms import boxed


class Roster:
    """Everybody who may be chosen on a page, asked for once: those who belong to the meeting first, then members, then readers."""

    def __init__(self, near=()):
        self.near = sorted(near, key=lambda user: user.name)

    @cached_property
    def people(self):
        known = {user.handle: user for user in User.objects.who_may_sign_in().order_by("name")}
        return {**{user.handle: user for user in self.near}, **known}

    @cached_property
    def options(self):
        """The `<option>`s in their groups, as safe HTML; made once however many lists a page has."""
        near = {user.handle for user in self.near}
        far = [user for handle, user in self.people.items() if handle not in near]
        groups = [
            ("In this meeting", self.near),
            ("Members", [user for user in far if user.is_member]),
            ("Readers", [user for user in far if not user.is_member]),
        ]
        return mark_safe(  # each part is made by format_html
            "".join(format_html('<optgroup label="{}">{}</optgroup>', words, options_of(people)) for words, people in groups if people)
        )


def options_of(people):
    return format_html_join("", '<option value="{}">{}</option>', ((user.handle, user.name) for user in people))


class PeopleSelect(forms.Select):
    """A list of people to choose from, drawn from the roster's one string."""

    roster = None

    def render(self, name, value, attrs=None, renderer=None):
        attrs = boxed(self.build_attrs(self.attrs, attrs))
        options = self.roster.options
        if value:
            chosen = format_html('<option value="{}"', value)
            options = mark_safe(options.replace(chosen, f"{chosen} selected", 1))
        given = format_html_join("", ' {}="{}"', ((key, words) for key, words in attrs.items() if words not in (False, True, None)))
        return format_html('<select name="{}"{}><option value="">Nobody</option>{}</select>', name, given, options)


class PersonChoice(forms.CharField):
    """A person from the roster, or None."""

    widget = PeopleSelect

    def __init__(self, **kwargs):
        super().__init__(max_length=64, required=kwargs.pop("required", False), **kwargs)

    def use(self, roster):
        self.roster = self.widget.roster = roster

    def prepare_value(self, value):
        return getattr(value, "handle", value)

    def clean(self, value):
        handle = super().clean(value)
        if not handle:
            return None
        if handle not in self.roster.people:
            raise forms.ValidationError("Choose somebody from the list.")
        return self.roster.people[handle]

    def has_changed(self, initial, data):
        return (getattr(initial, "handle", initial) or "") != (data or "")


def use_roster(form, roster):
    """Give every list of people of a form the same roster."""
    for field in form.fields.values():
        if isinstance(field, PersonChoice):
            field.use(roster)


def named(field, handle):
    """The name of the person of this handle in a list of people; "" for nobody, and where the field is no such list."""
    person = field.roster.people.get(handle) if isinstance(field, PersonChoice) else None
    return person.name if person else ""


class PersonWords(forms.CharField):
    """A person in a filter: a handle or a name, typed."""

    def clean(self, value):
        words = super().clean(value)
        if not words:
            return None
        person = User.objects.called(words)
        if person is None:
            raise forms.ValidationError(f"Nobody here is called “{words}”, or more than one is. Type a handle, such as “ann”.")
        return person
