"""Whom and what the story has brought on so far, found by the words that its files use."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from accounts.models import Audience, Team, User
from meetings.models import Meeting, Series
from records.models import Area, Log, Record, Tag

from .calendar import Calendar


@dataclass(frozen=True)
class Event:
    """Something that happens at a time: `do` is called with nothing."""

    at: datetime
    do: Callable


@dataclass
class Stage:
    calendar: Calendar
    people: dict[str, User] = field(default_factory=dict)
    teams: dict[str, Team] = field(default_factory=dict)
    areas: dict[str, Area] = field(default_factory=dict)
    logs: dict[str, Log] = field(default_factory=dict)
    series: dict[str, Series] = field(default_factory=dict)
    audiences: dict[str, Audience] = field(default_factory=dict)
    tags: dict[str, Tag] = field(default_factory=dict)

    def person(self, handle):
        return self.people[handle] if handle else None

    def party(self, words):
        """A person by handle, a team as "team:gateway", or else the words themselves."""
        if words.startswith("team:"):
            return self.teams[words.removeprefix("team:")]
        return self.people.get(words, words)

    def tag(self, slug):
        if slug not in self.tags:
            self.tags[slug] = Tag.objects.create(slug=slug)
        return self.tags[slug]

    def record(self, name):
        """The record as it is now: other events have moved it."""
        key, number = name.split("-")
        return Record.objects.with_worth().select_related("revision", "audience").get(log=self.logs[key], number=number)

    def meeting(self, number):
        return Meeting.objects.select_related("revision", "series").get(number=number)

    def some_record(self, name):
        return self.record(name) if name else None

    def moment(self, words, usual=""):
        return self.calendar.at(words, usual)
