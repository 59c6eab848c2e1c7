"""References to records in texts: "API-12", an imported text's own "ADR-0012", and relative links between imported files."""

from django.db.models import F, Q

from ui import references
from ui.badges import may_see
from writing.links import paths_beside

from .models import Record
from .models.status import Status

NAME = r"(?<![\w/.\-])[A-Z][A-Z0-9]{1,9}-\d{1,9}(?![\w\-]|\.\d)"
UNMARKED = (Status.ACCEPTED, Status.UNSTATED)


def join():
    """Make references to records live on every page."""
    references.register("record", named, NAME)
    references.register("file", linked)


def named(names, reader, document=None):
    """{name: Target} of the records that the reader may see. In an imported text a name that is nobody's means its file's own number."""
    wanted = {name: (name.rpartition("-")[0], name.rpartition("-")[2]) for name in names}
    rows = Record.objects.visible_to(reader).for_links()
    numbers = {int(digits) for _, digits in wanted.values()}
    named = {}
    for record in rows.filter(log__key__in={key for key, _ in wanted.values()}, number__in=numbers).order_by():
        named[record.log.key, str(record.number)] = record
    lost = {name: digits for name, (key, digits) in wanted.items() if (key, digits) not in named and (digits.startswith("0") or key == "ADR")}
    own = numbered_by_files(rows, document, set(lost.values())) if lost and isinstance(document, Record) else {}
    found = {name: named.get(key) or own.get(int(key[1])) for name, key in wanted.items() if key in named or name in lost}
    return {name: target(record, reader) for name, record in found.items() if record}


def numbered_by_files(rows, document, digits):
    """{number: record} of the document's log for the numbers that imported files gave themselves."""
    numbers, words = {int(one) for one in digits}, {said for one in digits for said in (one, str(int(one)))}
    mine = rows.filter(log=document.log_id, files__isnull=False).filter(Q(number__in=numbers) | Q(aliases__words__in=words))
    own = {}
    for record in mine.annotate(said=F("aliases__words")).order_by("number").distinct():
        own.setdefault(record.number, record)
        if record.said and record.said.isdecimal():
            own[int(record.said)] = record
    return own


def linked(addresses, reader, document):
    """{address: Target} of relative links in a record's text to files that became records here."""
    if not isinstance(document, Record):
        return {}
    paths = paths_beside(document, addresses)
    rows = Record.objects.visible_to(reader).for_links()
    at = rows.filter(files__source__in={source for source, _ in paths}, files__path__in={path for _, path in paths})
    files = at.annotate(source=F("files__source"), path=F("files__path"))
    found = {address: target(file, reader) for file in files for address in paths.get((file.source, file.path), ())}
    moved = {path[-200:]: several for (_, path), several in paths.items() if not found.keys() & several}
    if moved:
        before = rows.filter(log=document.log_id, aliases__words__in=moved).annotate(said=F("aliases__words"))
        found |= {address: target(record, reader) for record in before for address in moved[record.said]}
    return found


def target(record, reader):
    """Where a reference to this record leads, and what it is worth today to this reader."""
    words = record.worth
    if record.status == Status.SUPERSEDED and not (record.head_id and may_see(reader, record.head)):
        words = record.get_status_display()
    holds = record.status in UNMARKED and not record.partly_superseded
    words = words[:1].lower() + words[1:]
    return references.Target(record.get_absolute_url(), f"{record.name}: {record.title} ({words})", "" if holds else words)
