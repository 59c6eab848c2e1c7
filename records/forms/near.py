"""Which record somebody may have meant who wrote what is no record's name."""

import re
from difflib import get_close_matches

from search.suggest import suggest
from ui.sentences import listed

from ..models import Log, Record
from ..querysets import NAME

LOOSE = re.compile(r"#?([A-Za-z][A-Za-z0-9]{0,8}[A-Za-z0-9])[ -]?0{0,8}([0-9]{1,9})(?:[ :,.].*)?")
ADDRESS = re.compile(r"https?://\S+/records/([A-Z0-9]+-[0-9]+)/?\S*")
NUMBER = re.compile(r"#?0{0,8}([0-9]{1,9})")
MOST = 4


def meant(names):
    """The question that follows a sentence about what nothing is called; empty where no name is near."""
    return f" Did you mean {listed(names, 'or')}?" if names else ""


def name_in(part):
    """The name that is written: "api-12", "API 12", "#API-12", "API-12 Page with cursors" and the record's address are all API-12."""
    match = ADDRESS.fullmatch(part)
    name = match[1] if match else part.upper()
    if NAME.fullmatch(name):
        return name
    match = LOOSE.fullmatch(part)
    return f"{match[1].upper()}-{int(match[2])}" if match else ""


def records_near_to(part, reader):
    """Up to four records that this reader may see: those of the number that is written, or whose titles hold the words."""
    visible = Record.objects.visible_to(reader).with_worth()
    if number := NUMBER.fullmatch(part):
        return list(visible.filter(number=int(number[1])).order_by("log__key")[:MOST])
    if name := LOOSE.fullmatch(part):
        keys = get_close_matches(name[1].upper(), Log.objects.visible_to(reader).values_list("key", flat=True), n=MOST)
        if found := list(visible.filter(number=int(name[2]), log__key__in=keys).order_by("log__key")):
            return found
    titles = suggest(part, audiences=reader.audiences, size=20).titles
    names = [title.key for title in titles if title.kind == "record"][:MOST]
    found = {record.name: record for record in visible.called(names)}
    return [found[name] for name in names if name in found]
