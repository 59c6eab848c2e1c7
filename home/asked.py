"""What people typed after by:, area:, in:, log:, kind: and status:, in the short names that search knows."""

from accounts.models import User
from meetings.models import Series
from records.models import Log

MORE_KINDS = [("meeting", "Notes"), ("meeting", "Minutes")]
UNKNOWN = {
    "by": "Nobody here is called “{}”, or more than one is. Write a handle, such as by:ann.",
    "area": "There is no area “{}”.",
    "in": "There is no series “{}”.",
    "log": "There is no log “{}”.",
    "kind": "There is no kind “{}”. There are {kinds}.",
    "status": "No text is worth “{}”. Texts are in force, proposed, superseded and so on: the facets name them all.",
}
MOST = 20  # names of one filter that are looked up


def name_what_is_meant(query, reader, areas, kinds, worths):
    """Put short names in place of whatever else things are called here: by:"Ann Lee" asks for by:ann. What nothing is called that
    this reader may see is said in `query.problems`. `areas`, `kinds` and `worths` are {short name: name}."""
    known = {
        "area": lambda: areas.items(),
        "in": lambda: Series.objects.visible_to(reader).values_list("slug", "name"),
        "log": lambda: ((key.lower(), title) for key, title in Log.objects.visible_to(reader).values_list("key", "title")),
        "kind": lambda: [*kinds.items(), *MORE_KINDS],
        "status": worths.items,
    }
    for filters in (query.filters, query.filters_out):
        for name in [name for name in UNKNOWN if name in filters]:
            named = list(known[name]()) if name in known else None
            found = [(typed, called(typed, named) if named is not None else by(typed)) for typed in filters[name][:MOST]]
            filters[name] = list(dict.fromkeys(short for typed, several in found for short in several or [typed]))
            query.problems += [UNKNOWN[name].format(typed, kinds=", ".join(kinds)) for typed, several in found if not several]


def called(typed, named):
    """The short names of what is called so: exactly, or else by a part of its name."""
    exact = [short for short, name in named if typed in (short, name.lower())]
    return exact or [short for short, name in named if typed in name.lower()]


def by(typed):
    person = User.objects.called(typed)
    return [person.handle] if person else []
