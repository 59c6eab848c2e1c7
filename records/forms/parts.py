"""Fields for what people say about records: an area to choose; names of people and of records, and tags, as words with commas between."""

import re

from django import forms
from django.db.models import Q

from accounts.models import Team, User
from accounts.naming import near_to
from ui.forms import Choice
from ui.slugs import slug_of

from ..models import Area, Record, Tag
from ..models.status import SUPERSEDABLE, Status
from .asking import Asking, AskingRecords, Question, entries, quoted
from .near import meant, name_in, records_near_to

MOST = 40  # entries in one field
LONGEST = 200  # characters of words that stand for people
ONE_PERSON = "Name one person, such as @ann."
HANDLE = re.compile(r"@([\w-]+)")


class AreaChoice(Choice):
    """An area by its short name, or none."""

    def __init__(self, **options):
        super().__init__(Area.objects.all(), to_field_name="slug", required=False, **{"empty_label": "None"} | options)


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


class Names(Entries):
    """Names of things that are here; of those that mean nothing it asks which were meant."""

    widget = Asking

    def found(self, parts):
        self.begin(parts)
        found = [self.one(part) for part in parts]
        self.widget.questions = [one for one in found if isinstance(one, Question)]
        if self.widget.questions:
            raise forms.ValidationError([question.sentence for question in self.widget.questions])
        return found

    def begin(self, parts):
        """Look up all parts at once."""

    def one(self, part):
        """What this part names, or a Question."""


class People(Names):
    """People of a record: handles after @, names of people and teams. Other words stay words where they are in quotes ("All of
    engineering"); without quotes they are asked about if they are near to a name, or always where somebody `must_be_known`."""

    def __init__(self, *, must_be_known=False, **options):
        super().__init__(**options)
        self.must_be_known = must_be_known
        self.widget.attrs |= {"list": "names", "autocomplete": "off"}

    def begin(self, parts):
        self.handles = {part: match[1].lower() for part in parts if (match := HANDLE.search(part)) and not quoted(part)}
        self.users = list(User.objects.people().filter(Q(handle__in=self.handles.values()) | named("name", parts)))
        self.teams = list(Team.objects.filter(named("name", parts) | Q(slug__in=[part.lower() for part in parts])))

    def one(self, part):
        if words := quoted(part):
            return self.kept(words)
        if handle := self.handles.get(part):
            found = [user for user in self.users if user.handle == handle]
            return found[0] if found else self.asked(part, f"Nobody here has the handle “@{handle}”.", near_to(handle))
        alike = [user for user in self.users if user.name.casefold() == part.casefold()]
        if len(alike) > 1:
            return Question(part, f"Several people are called {part}. Write the handle, such as @{alike[0].handle}.", answers(alike))
        found = [*alike, *(team for team in self.teams if part.casefold() in (team.name.casefold(), team.slug))]
        if found and not is_guest(found[0]):
            return found[0]
        near = near_to(part) if len(part) <= LONGEST else []
        if found:
            return self.asked(part, f"{part} is a guest, who cannot sign in.", near, found) if near else found[0]
        return self.asked(part, f"No person or team is called “{part}”.", near) if near or self.must_be_known else self.kept(part)

    def kept(self, words):
        if len(words) > LONGEST:
            raise forms.ValidationError(f"Write at most {LONGEST} characters for each.")
        return words

    def asked(self, part, sentence, near, others=()):
        as_words = [] if others else [(f'"{self.kept(part)}"', "Words, no person or team" + (": nobody decides as that" * self.must_be_known))]
        return Question(part, sentence + meant([str(who) for who in near]), [*answers([*near, *others]), *as_words])


class Person(Names):
    """One of those who are here, or None."""

    def __init__(self, **options):
        super().__init__(**options)
        self.widget.attrs |= {"list": "names", "autocomplete": "off"}

    def begin(self, parts):
        if len(parts) > 1:
            raise forms.ValidationError(ONE_PERSON)
        self.people = People(must_be_known=True)
        self.people.begin(parts)

    def one(self, part):
        found = self.people.one(part)
        if isinstance(found, Question):
            people = [answer for answer in found.answers if answer[0].startswith("@")]
            return Question(part, found.sentence if people else f"{found.sentence} {ONE_PERSON}", people)
        if not isinstance(found, User):
            raise forms.ValidationError(ONE_PERSON)
        return found

    def found(self, parts):
        return next(iter(super().found(parts)), None)


class Tags(Entries):
    def found(self, parts):
        slugs = list(dict.fromkeys(self.slug(part) for part in parts))
        known = {tag.slug: tag for tag in Tag.objects.filter(slug__in=slugs)}
        return [known.get(slug) or Tag(slug=slug) for slug in slugs]

    def slug(self, part):
        if not any(map(str.isalnum, part)):
            raise forms.ValidationError(f"A tag is made of letters and digits, and “{part}” has none.")
        if len(slug := slug_of(part)) > Tag.LONGEST:
            raise forms.ValidationError(f"Write at most {Tag.LONGEST} characters for each.")
        return slug


class RecordNames(Names):
    """Names of records, of those that `reader` may see; the form sets the reader."""

    widget = AskingRecords
    reader = None

    def begin(self, parts):
        names = {part: name_in(part) for part in parts}
        visible = Record.objects.visible_to(self.reader)
        self.records = {record.name: record for record in visible.called(filter(None, names.values())).with_worth()}
        self.names = names

    def one(self, part):
        if record := self.records.get(self.names[part]):
            return record
        near = records_near_to(part, self.reader)
        sentence = f"Choose records by their names, such as API-12: there is no “{part}”.{meant([record.name for record in near])}"
        return Question(part, sentence, [(record.name, f"{record.name} {record.title}") for record in near])


class Superseded(RecordNames):
    """Records that can be superseded."""

    def found(self, parts):
        records = super().found(parts)
        for record in records:
            if record.status not in (*SUPERSEDABLE, Status.SUPERSEDED):
                raise forms.ValidationError(f"{record.name} is {record.stands}: only a record in force, deprecated or unstated can be superseded.")
        return records


def answers(people):
    """People and teams as the answers of a Question."""
    return [(f"@{who.handle}" if isinstance(who, User) else who.name, typed(who)) for who in people]


def is_guest(who):
    return isinstance(who, User) and who.is_guest


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
    if isinstance(who, User):
        return f"{who.name} (@{who.handle})"
    return who.name if isinstance(who, Team) else f'"{who}"'
