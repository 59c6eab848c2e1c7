"""The filters beside the list, each with the number of records that it would leave; permission is in every number."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef
from django.db.models.functions import ExtractYear

from .models import Record, Status, Tag

LIMIT = 5_000  # beyond it a count says "5,000+" (PERFORMANCE.md)
COLUMNS = ("status", "area", "log", "year")
MANY_TAGS = 30


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    n: int | None
    chosen: bool


@dataclass(frozen=True)
class Facet:
    name: str
    label: str
    options: list


class Counts:
    """How many records this reader may see, by status, area, log and year of decision at once.

    Read with one query; every number beside the list is a sum over it.
    """

    def __init__(self, cells, filters):
        self.cells = [(dict(zip(COLUMNS, cell[:-1], strict=True)), cell[-1]) for cell in cells]
        self.filters = filters

    def total(self):
        return sum(n for cell, n in self.cells if self._passes(cell, COLUMNS))

    def everything(self):
        return sum(n for _, n in self.cells)

    def in_force(self):
        return sum(n for cell, n in self.cells if cell["status"] == Status.ACCEPTED)

    def by(self, column):
        """Count by the values of a column, under all filters but its own."""
        others, found = [other for other in COLUMNS if other != column], Counter()
        for cell, n in self.cells:
            if cell[column] is not None and self._passes(cell, others):
                found[cell[column]] += n
        return found

    def _passes(self, cell, columns):
        return all(not self.filters.chosen[column] or cell[column] in self.filters.ids[column] for column in columns)


def count(records, filters):
    """The Counts of these records: of all where no tag and no person is asked for, else of those that pass these two."""
    cells = filters.deep(records).order_by().values_list("status", "area", "log", ExtractYear("decided_on"))
    return Counts(cells.annotate(n=Count("pk")), filters)


def facets(counts, filters, areas, logs, tags):
    """The Facets in the order of the page; an option without records is shown only while it is chosen."""
    years = counts.by("year")
    return [
        facet("status", "Status", counts.by("status"), [(status, status, label) for status, label in Status.choices], filters),
        facet("area", "Area", counts.by("area"), [(area.pk, area.slug, area.name) for area in areas], filters),
        facet("log", "Numbered log", counts.by("log"), [(log.pk, log.key, f"{log.key} {log.title}") for log in logs], filters),
        facet("tag", "Tag", Counter(dict(tags)), [(slug, slug, slug) for slug, _ in tags], filters),
        facet("year", "Decided", years, [(year, str(year), str(year)) for year in sorted(years, reverse=True)], filters),
    ]


def facet(name, label, counted, choices, filters):
    chosen = filters.chosen[name]
    options = [Option(value, words, counted[key], value in chosen) for key, value, words in choices if counted[key] != 0 or value in chosen]
    return Facet(name, label, options)


def tags_of(records, visible, total, chosen):
    """The tags to choose from as (slug, count): the commonest of these records; of more than LIMIT records the tags in use,
    with no count."""
    through = Record.tags.through.objects
    if total > LIMIT:
        in_use = through.filter(tag=OuterRef("pk"), record__in=visible.order_by())
        found = [(slug, None) for slug in Tag.objects.filter(Exists(in_use)).values_list("slug", flat=True)[:MANY_TAGS]]
    else:
        counted = through.filter(record__in=records.order_by().values("pk")).values_list("tag__slug").annotate(n=Count("pk"))
        found = list(counted.order_by("-n", "tag__slug")[:MANY_TAGS])
    return found + [(slug, 0) for slug in chosen if slug not in dict(found)]
