"""The filters beside the list, each with the number of records that it would leave; permission is in every number."""

from collections import Counter
from copy import copy
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from django.db import connection
from django.db.models import Count, Exists, Max, OuterRef, Subquery, Value

from accounts.models import Renewal
from ui.freshness import snapshot
from writing.models import Redaction

from .filters import deep
from .models import Area, Log, Record, RecordChange, RecordRevision, Status, StatusChange, Tag
from .years import YearOf

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


class Cells:
    """The numbers of records by status, area, log and year of decision at once, as columns; any other number is a sum over them."""

    def __init__(self, rows):
        self.values = {column: list({row[place] for row in rows}) for place, column in enumerate(COLUMNS)}
        self.codes = {}
        for place, column in enumerate(COLUMNS):
            code = {value: at for at, value in enumerate(self.values[column])}
            self.codes[column] = np.array([code[row[place]] for row in rows], dtype=np.intp)
        self.n = np.array([row[-1] for row in rows], dtype=np.intp)

    def among(self, chosen):
        """The Cells of which `chosen`, an array, is true."""
        part = copy(self)
        part.codes, part.n = {column: codes[chosen] for column, codes in self.codes.items()}, self.n[chosen]
        return part

    def having(self, column, wanted):
        """Which cells have one of the wanted values in this column."""
        return np.isin(self.codes[column], [at for at, value in enumerate(self.values[column]) if value in wanted])

    def by(self, column, where):
        """The sums over these cells by the values of a column, without those that are 0 or have no value."""
        sums = np.bincount(self.codes[column][where], weights=self.n[where], minlength=len(self.values[column]))
        return Counter({value: int(n) for value, n in zip(self.values[column], sums, strict=True) if n and value is not None})

    def total(self):
        return int(self.n.sum())

    def in_force(self):
        return int(self.n[self.having("status", [Status.ACCEPTED])].sum())


class Counts:
    """How many records this reader may see; every number beside the list comes from here."""

    def __init__(self, cells, filters):
        self.cells = cells
        chosen = {column: cells.having(column, filters.ids[column]) for column in COLUMNS if filters.chosen[column]}
        self._passes = {column: self._all(chosen[other] for other in chosen if other != column) for column in COLUMNS}
        self._found = self._all(chosen.values())

    def total(self):
        return int(self.cells.n[self._found].sum())

    def by(self, column):
        """Count by the values of a column, under all filters but its own."""
        return self.cells.by(column, self._passes[column])

    def _all(self, conditions):
        found = np.ones(len(self.cells.n), dtype=bool)
        for condition in conditions:
            found &= condition
        return found


class Uncounted:
    """In place of Counts: the values that there are at all, and whether the filters leave more records than LIMIT."""

    def __init__(self, cells, found):
        self.cells, self.found = cells, found

    def total(self):
        return self.found.order_by().values("pk")[: LIMIT + 1].count()

    def by(self, column):
        return Counter(dict.fromkeys(self.cells.by(column, slice(None))))


def count(filters, reader, now):
    """The Counts of what this reader may see: of all where no tag and no person is asked for, else of those that pass these two.
    Uncounted where those are more than LIMIT. `now` is the `version()`."""
    kept = overview_of(now, reader.audiences).cells
    if not filters.is_deep:
        return Counts(kept, filters)
    cells = deep_cells(now, reader.audiences, filters.chosen["tag"], filters.part_of)
    return Counts(cells, filters) if cells.total() <= LIMIT else Uncounted(kept, filters.applied(Record.objects.visible_along(reader)))


@lru_cache(maxsize=256)
def deep_cells(version, audiences, tags, person):
    """The cells of what the circles `audiences` see and `deep` lets through, kept as the Overview is; no more than LIMIT and one
    are counted."""
    found = deep(Record.objects.of_circles(audiences).order_by(), tags, person).values("pk")[: LIMIT + 1]
    return cells_of(Record.objects.filter(pk__in=found))


def cells_of(records):
    return Cells(list(counted(records)))


def counted(records, *more):
    """How many of these records there are of each status, area, log and year of decision, and of whatever more."""
    return records.order_by().values_list("status", "area", "log", YearOf("decided_on"), *more).annotate(n=Count("*"))


@lru_cache(maxsize=1)
def all_cells(version):
    """The cells of all records, counted once for whoever reads, and the circle that sees each of them (0: everybody)."""
    rows = list(counted(Record.objects, "audience"))
    return Cells(rows), np.array([row[-2] or 0 for row in rows], dtype=np.intp)


def cells_seen_by(version, audiences):
    """The cells of what the circles `audiences` see."""
    cells, circles = all_cells(version)
    return cells.among(np.isin(circles, [0, *audiences]))


@dataclass(frozen=True)
class Overview:
    """All records of those who belong to some circles: the cells of Counts, and the tags in use."""

    cells: Cells
    tags: list


def version():
    """A key that changes with every change of a record, as every verb leaves a row, and a redaction one, too, and with every edit of
    a log or an area; one query that looks at the ends of indexes."""
    with connection.cursor() as cursor:
        cursor.execute(*question())
        return cursor.fetchone()


@lru_cache(maxsize=1)
def question():
    """The query of `version()`, put into words once."""
    last = [
        Subquery(model.objects.order_by().values(one=Value(1)).annotate(last=Max("pk")).values("last"))
        for model in (Record, RecordRevision, StatusChange, RecordChange, Redaction, Renewal, Area, Log)
    ]
    return Log.objects.order_by().values_list(snapshot(), *last)[:1].query.sql_with_params()


@lru_cache(maxsize=64)
def overview_of(version, audiences):
    """The Overview of the circles `audiences`, kept while nothing changes (`version`). A permission is part of what it is kept
    by, so it outlives none."""
    records = Record.objects.of_circles(audiences)
    in_use = Record.tags.through.objects.filter(Exists(records.order_by().filter(pk=OuterRef("record"))), tag=OuterRef("pk"))
    return Overview(cells_seen_by(version, audiences), list(Tag.objects.filter(Exists(in_use)).values_list("slug", flat=True)[:MANY_TAGS]))


@lru_cache(maxsize=64)
def areas_and_logs_of(version, audiences):
    """All areas, and the logs that the circles `audiences` see, kept as the Overview is."""
    return tuple(Area.objects.all()), tuple(Log.objects.of_circles(audiences))


def in_force_by_area(reader, newest):
    """How many records are in force in all, and the areas they are about, most records first, each as
    {"area", "count", "newest": the `newest` that were decided last}."""
    now = version()
    cells = overview_of(now, reader.audiences).cells
    counts = cells.by("area", cells.having("status", [Status.ACCEPTED]))
    found = newest_of(now, reader.audiences, newest)
    areas = [{"area": area, "count": counts[area.pk], "newest": found[area.pk]} for area in Area.objects.all() if area.pk in found]
    return cells.in_force(), sorted(areas, key=lambda row: -row["count"])


@lru_cache(maxsize=64)
def newest_of(version, audiences, count):
    """`newest_by_area` of what the circles `audiences` see, kept as the Overview is."""
    return Record.objects.of_circles(audiences).newest_by_area(count)


def forget():
    """Forget all that is kept, as a process that begins anew."""
    for kept in (areas_and_logs_of, all_cells, overview_of, newest_of, deep_cells, tags_among):
        kept.cache_clear()


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


def tags_of(filters, reader, now, total):
    """The tags to choose from as (slug, count): the commonest of the records found; of more than LIMIT the tags in use, with no
    count."""
    in_use = [(slug, None) for slug in overview_of(now, reader.audiences).tags]
    found = in_use if total > LIMIT else tags_among(now, reader.audiences, filters)
    return found + [(slug, 0) for slug in filters.chosen["tag"] if slug not in dict(found)]


@lru_cache(maxsize=256)
def tags_among(version, audiences, filters):
    """The commonest tags of what these filters let through, kept as the Overview is."""
    records = filters.applied(Record.objects.of_circles(audiences)).order_by().values("pk")
    counted = Record.tags.through.objects.filter(record__in=records).values_list("tag__slug").annotate(n=Count("pk"))
    return list(counted.order_by("-n", "tag__slug")[:MANY_TAGS])


def in_words(total, filters):
    """How many records the filters leave; from the kept counts at any number, else to LIMIT."""
    return f"{LIMIT:,}+" if filters.is_deep and total > LIMIT else f"{total:,}"
