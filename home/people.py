"""People as search knows them, and what each of those who were found has had a hand in, of what the reader may see."""

from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Count, F, Q, Window
from django.db.models.functions import RowNumber
from django.db.models.signals import post_save

from accounts.models import User
from meetings.models import Action, Meeting
from records.models import Record, RecordPerson, Risk, Status
from records.models.status import DECIDED
from search.index import Findable, put, remove
from ui.badges import worth_badge

LATELY = 3  # records that are shown of each
SHOWN = 6  # of each sort, on somebody's page
FOUND_BY = {"name", "handle", "is_guest", "is_active", "merged_into"}


@dataclass
class Doings:
    """How much somebody decided, owns and has to do, and the newest records of it, each with its badge."""

    decided: int = 0
    owns: int = 0
    risks: int = 0
    actions: int = 0
    lately: list = field(default_factory=list)


def join():
    """From now on search follows every save of a person, in its transaction; accounts know nothing of search."""
    post_save.connect(follow, sender=User, dispatch_uid="search follows people")


def follow(instance, update_fields=None, raw=False, **kwargs):
    if raw or (update_fields and not FOUND_BY & set(update_fields)):
        return
    if instance.merged_into_id:
        remove("person", str(instance.pk))
    else:
        put([findable(instance)])


def findable(person):
    """A person is found by name and handle, which are for everybody's eyes; handles change, so they are no key."""
    worth = "Guest" if person.is_guest else "" if person.is_active else "Left"
    return Findable(kind="person", key=str(person.pk), url=person.get_absolute_url(), title=person.name, heading=person.handle, worth=worth)


def doings_of(people, reader):
    """{id: Doings} of the people with these ids, of what this reader may see; the same few queries for one and for many."""
    found = {pk: Doings() for pk in people}
    records = Record.objects.visible_to(reader)
    decided = records.filter(people__role=RecordPerson.Role.DECISION_MAKER, people__user__in=found, status__in=DECIDED)
    for record in newest_of(decided, "people__user"):
        found[record.person].decided = record.of_all
        found[record.person].lately.append(record)
    for record in newest_of(records.filter(author__in=found), "author"):
        found[record.person].owns = record.of_all
        found[record.person].lately.append(record)
    for name, rows in (("risks", Risk.objects.visible_to(reader)), ("actions", Action.objects.visible_to(reader))):
        for pk, often in Counter(rows.open().filter(owner__in=found).values_list("owner", flat=True)).items():
            setattr(found[pk], name, often)
    for doings in found.values():
        doings.lately = [(record, worth_badge(record, reader, link=False)) for record in newest_first(doings.lately)[:LATELY]]
    return found


def newest_of(records, person):
    """The LATELY newest records of each person (the path to them), with `of_all`, how many there are of theirs."""
    theirs = {"partition_by": F(person)}
    newest = Window(RowNumber(), order_by=[F("decided_on").desc(nulls_last=True), F("id").desc()], **theirs)
    ranked = records.annotate(person=F(person), place=newest, of_all=Window(Count("pk"), **theirs))
    return ranked.filter(place__lte=LATELY).for_links().order_by("person", "place")


def newest_first(records):
    """Each record once; what was never decided comes last."""
    once = {record.pk: record for record in records}.values()
    return sorted(once, key=lambda record: (record.decided_on is not None, record.decided_on, record.pk), reverse=True)


def part_of(person, reader):
    """What somebody has a part in, of what this reader may see, the first SHOWN of each sort: `records` are (heading, records) pairs."""
    records, few = Record.objects.visible_to(reader), slice(SHOWN)
    decides = records.filter(people__role=RecordPerson.Role.DECISION_MAKER, people__user=person)
    return {
        "records": [
            ("To be decided", decides.filter(status=Status.PROPOSED).for_links("updated_at").order_by("-updated_at", "-id")[few]),
            ("Decided", decides.filter(status__in=DECIDED).for_links().order_by(F("decided_on").desc(nulls_last=True), "-id")[few]),
            ("Being written or proposed", records.open().filter(author=person).for_links("updated_at").order_by("-updated_at", "-id")[few]),
        ],
        "risks": Risk.objects.visible_to(reader).open().filter(owner=person).worst_first()[few],
        "actions": Action.objects.visible_to(reader).of(person).open().for_index()[few],
        "meetings": Meeting.objects.visible_to(reader).upcoming().filter(Q(facilitator=person) | Q(note_taker=person)).for_news()[few],
    }
