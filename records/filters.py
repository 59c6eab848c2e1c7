"""What somebody asks the list of records for: filters and order, read from the address of the page."""

from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.functions import Coalesce

from accounts.models import User

from .models import Record, RecordPerson, Status, Tag

GROUPS = ("status", "area", "log", "year", "tag")
SORTS = {"decided": "Decided", "name": "No.", "updated": "Changed"}
DEFAULT_SORT = "-decided"
USUAL = (DEFAULT_SORT, "table")  # what an address need not say
WORDY = 200  # no value of a filter is longer


@dataclass(eq=False)
class Filters:
    """The filters in use. `chosen` maps each of GROUPS to its values as typed; `person` is typed too, `who` is who was found.
    Two are equal that let the same records through, in whatever order these are shown."""

    chosen: dict
    person: str = ""
    who: User | None = None
    sort: str = DEFAULT_SORT
    view: str = "table"
    ids: dict = field(default_factory=dict)

    @classmethod
    def read(cls, params, areas, logs):
        """Read the address; `areas` and `logs` are those this reader may choose from. Never raises: what makes no sense finds nothing."""
        chosen = {group: tuple(dict.fromkeys(value[:WORDY] for value in params.getlist(group) if value)) for group in GROUPS}
        sort = params.get("sort", "")
        found = cls(
            chosen=chosen,
            person=params.get("person", "").strip()[:WORDY],
            sort=sort if sort.removeprefix("-") in SORTS else DEFAULT_SORT,
            view="list" if params.get("view") == "list" else "table",
        )
        found.ids = {
            "area": [area.pk for area in areas if area.slug in chosen["area"]],
            "log": [log.pk for log in logs if log.key in chosen["log"]],
            "status": [value for value in chosen["status"] if value in Status.values],
            "year": [int(value) for value in chosen["year"] if value.isdecimal() and len(value) == 4],
        }
        found.who = User.objects.called(found.person)
        return found

    @property
    def in_use(self):
        return bool(self.person or any(self.chosen.values()))

    @property
    def shows_change(self):
        return self.sort.removeprefix("-") == "updated"

    @property
    def is_deep(self):
        """Whether a filter is in use that the kept counts know nothing of."""
        return bool(self.person or self.chosen["tag"])

    @property
    def part_of(self):
        """The id of the person who has a part in the records; "" where nobody is asked for, None where nobody was found."""
        return self.person and (self.who and self.who.pk)

    @property
    def key(self):
        return self.part_of, tuple(self.chosen.items()), tuple(map(tuple, self.ids.values()))

    def __eq__(self, other):
        return self.key == other.key

    def __hash__(self):
        return hash(self.key)

    def applied(self, records, are_many=False, along=False):
        """The records that pass all filters; `are_many` as in `deep`, `along` as in `Closable.visible_along`."""
        records = deep(records, self.chosen["tag"], self.part_of, are_many)
        for column, nothing in (("status", ""), ("area", 0), ("log", 0)):
            if self.chosen[column] and along and not (column == "log" and self.sort.endswith("name")):  # names lie log by log
                records = records.alias(**{f"its_{column}": Coalesce(column, Value(nothing))}).filter(**{f"its_{column}__in": self.ids[column]})
            elif self.chosen[column]:
                records = records.filter(**{f"{column}__in": self.ids[column]})
        if self.chosen["year"]:
            years = [Q(decided_on__range=(f"{year:04}-01-01", f"{year:04}-12-31")) for year in self.ids["year"] if year]
            records = records.filter(Q(*years, _connector=Q.OR)) if years else records.none()
        return records

    def address(self, **changes):
        """The query of the page with these parameters changed (None removes); the place in the list always starts anew."""
        chosen = {**self.chosen, **{name: value for name, value in changes.items() if name in GROUPS}}
        single = {"person": self.person, "sort": self.sort, "view": self.view} | {
            name: value for name, value in changes.items() if name not in GROUPS
        }
        params = [(group, value) for group in GROUPS for value in chosen[group]]
        params += [(name, value) for name, value in single.items() if value and value not in USUAL]
        return "?" + urlencode(params)


def deep(records, tags, person, are_many=False):
    """Those of the records that have one of these tags, if any, and in which this person has a part (`Filters.part_of`).

    Among those of a person, and for a page of `are_many`, it is sooner to ask record after record for its tags than to gather all
    that have them.
    """
    if tags:
        tagged = Record.tags.through.objects.filter(tag__in=Tag.objects.filter(slug__in=tags))
        records = records.filter(Exists(tagged.filter(record=OuterRef("pk"))) if are_many or person else Q(pk__in=tagged.values("record")))
    if person:
        written = Record.objects.filter(author=person).order_by().values("pk")
        records = records.filter(pk__in=written.union(RecordPerson.objects.filter(user=person).order_by().values("record")))
    return records.none() if person is None else records
