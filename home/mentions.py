"""What "@" and "#" in a text may become: a person, a record, a meeting."""

import re
from typing import NamedTuple

from django.db.models import Q

from accounts.models import User
from meetings.models import Meeting
from records.models import Record
from search.suggest import suggest

MOST = 7
NAME = re.compile(r"([A-Za-z][A-Za-z0-9]{1,9})-?(\d{0,9})")
LARGEST = 2_000_000_000


class Mention(NamedTuple):
    """What is put into the text, its name and what it is called."""

    words: str
    name: str
    title: str


def mentions(typed, reader, kinds=("record", "meeting")):
    """At most seven Mentions that the typed words ("@an", "#12", "#API-1", "#cursors") may become, of what this reader may see; of
    the texts only these kinds."""
    sign, words = typed[:1], typed[1:41]
    if sign == "@":
        return people(words)
    return texts(words, reader, kinds) if sign == "#" and words else []


def people(words):
    """People whose handle or one of whose names begins with the words; guests last."""
    named = Q(name__istartswith=words) | Q(name__icontains=f" {words}") | Q(handle__istartswith=words)
    found = User.objects.people().filter(named, is_active=True).order_by("is_guest", "name")[:MOST]
    return [Mention(f"@{person.handle}", f"@{person.handle}", person.name) for person in found]


def texts(words, reader, kinds):
    """Records and meetings by number, by the beginning of a name, else by the words of their titles."""
    records, meetings = Record.objects.visible_to(reader).select_related("log"), Meeting.objects.visible_to(reader)
    if words.isascii() and words.isdecimal():
        number = min(int(words), LARGEST)
        found = [*records.filter(number=number).order_by("log__key")[:MOST], *(meetings.filter(number=number) if "meeting" in kinds else ())]
    else:
        name = NAME.fullmatch(words)
        found = named(records, name) if name else []
    made = [mention(thing) for thing in found]
    made += [titled(title) for title in suggest(words, audiences=reader.audiences, size=20).titles if title.kind in kinds]
    return list({one.words: one for one in reversed(made)}.values())[::-1][:MOST]


def named(records, name):
    return records.filter(log__key=name[1].upper(), number__startswith=name[2]).order_by("-number")[:MOST]


def mention(thing):
    name = thing.name if isinstance(thing, Record) else f"meeting {thing.number}"
    return Mention(name, name, thing.title)


def titled(title):
    name = title.key if title.kind == "record" else f"meeting {title.key}"
    return Mention(name, name, title.title)
