"""Fields for what people type about records: names of people, of records, and tags, each as words with commas between."""

import re

from django import forms
from django.db.models import Q

from accounts.models import Team, User
from ui.slugs import slug_of

from ..models import Record, Tag
from ..models.status import SUPERSEDABLE, Status

MOST = 40  # entries in one field
HANDLE = re.compile(r"@([\w-]+)")


def entries(words):
    """The parts of "ann, Bo Lindgren; platform", trimmed, each once."""
    return list(dict.fromkeys(part for part in (" ".join(part.split()) for part in re.split(r"[,;\n]", words)) if part))


class Entries(forms.CharField):
    """Words with commas between; cleans to a list."""

    def __init__(self, **options):
        super().__init__(**{"required": False, "max_length": 4000} | options)

    def clean(self, value):
        parts = entries(super().clean(value) or "")
        if len(parts) > MOST:
            raise forms.ValidationError(f"Name at most {MOST}.")
        return self.found(parts)

    def found(self, parts):
        return parts


class People(Entries):
    """People of a record: handles after @, names of people and teams; other words stay words ("All of engineering")."""

    widget = forms.TextInput(attrs={"list": "names", "autocomplete": "off"})

    def found(self, parts):
        handles = {part: match[1].lower() for part in parts if (match := HANDLE.search(part))}
        users = User.objects.people().filter(Q(handle__in=handles.values()) | named("name", parts))
        teams = Team.objects.filter(named("name", parts) | Q(slug__in=[part.lower() for part in parts]))
        return [self.one(part, handles.get(part), users, teams) for part in parts]

    def one(self, part, handle, users, teams):
        if handle:
            found = [user for user in users if user.handle == handle]
            if not found:
                raise forms.ValidationError(f"Nobody here has the handle “@{handle}”. Write a name, or words without @.")
            return found[0]
        alike = [user for user in users if user.name.casefold() == part.casefold()]
        if len(alike) > 1:
            raise forms.ValidationError(f"Several people are called {part}. Write the handle, such as @{alike[0].handle}.")
        alike += [team for team in teams if part.casefold() in (team.name.casefold(), team.slug)]
        if not alike and len(part) > 200:
            raise forms.ValidationError("Write at most 200 characters for each.")
        return alike[0] if alike else part


class Person(People):
    """One of those who are here, or None."""

    def found(self, parts):
        found = super().found(parts)
        if len(found) > 1 or not all(isinstance(who, User) for who in found):
            raise forms.ValidationError("Name one person, such as @ann.")
        return found[0] if found else None


class Tags(Entries):
    def found(self, parts):
        slugs = list(dict.fromkeys(slug_of(part)[:64] for part in parts))
        known = {tag.slug: tag for tag in Tag.objects.filter(slug__in=slugs)}
        return [known.get(slug) or Tag(slug=slug) for slug in slugs]


class RecordNames(Entries):
    """Names of records, of those that `reader` may see; the form sets the reader."""

    reader = None

    def found(self, parts):
        names = [part.upper() for part in parts]
        records = {record.name: record for record in Record.objects.visible_to(self.reader).called(names).with_worth()}
        for part, name in zip(parts, names, strict=True):
            if name not in records:
                raise forms.ValidationError(f"Choose records by their names, such as API-12: there is no “{part}”.")
        return [records[name] for name in names]


class Superseded(RecordNames):
    """Records that can be superseded."""

    def found(self, parts):
        records = super().found(parts)
        for record in records:
            if record.status not in (*SUPERSEDABLE, Status.SUPERSEDED):
                raise forms.ValidationError(
                    f"{record.name} is {record.get_status_display().lower()}: only a record in force, deprecated or unstated can be superseded."
                )
        return records


def named(field, names):
    found = Q(pk=None)
    for name in names:
        found |= Q(**{f"{field}__iexact": name})
    return found


def names():
    """Everybody who may sign in and every team, as they are typed."""
    people = User.objects.who_may_sign_in().order_by("name").only("name", "handle")
    return [*map(typed, people), *Team.objects.order_by("name").values_list("name", flat=True)]


def typed(who):
    """How a person, a team or words stand in the field for People."""
    return f"{who.name} (@{who.handle})" if isinstance(who, User) else str(who)
