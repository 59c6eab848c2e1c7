"""What is asked for each page of results, in words that are kept (see ui/worded.py)."""

from functools import reduce
from operator import or_
from typing import NamedTuple

from django.db.models import Q

from accounts.models import Audience
from meetings.models import Meeting, MeetingSection
from records.models import Area, Record, RecordSection


class InMeeting(NamedTuple):
    """The meeting that a hit is, or is from: its title and who had the two hats, None where nobody had."""

    title: str
    facilitator: str | None
    note_taker: str | None


def areas():
    return Area.objects.values_list("slug", "name")


def meetings(numbers, audiences):
    return Meeting.objects.of_circles(audiences).filter(number__in=numbers).for_hits()


def restricted(audiences):
    """Those of them that somebody chose, unlike the circle that a draft has until it is proposed."""
    return Audience.objects.filter(pk__in=audiences, reason=Audience.Reason.RESTRICTED).values_list("pk")


def sections_of_records(logs, numbers, headings):
    parents = (Record.objects.filter(log__key=log, number=number) for log, number in zip(logs, numbers, strict=True))
    return sections(RecordSection, parents, headings).values_list("parent__log__key", "parent__number", "heading", "anchor")


def sections_of_meetings(numbers, headings):
    parents = (Meeting.objects.filter(number=number) for number in numbers)
    return sections(MeetingSection, parents, headings).values_list("parent__number", "heading", "anchor")


def sections(model, parents, headings):
    """One section of each parent, by its heading: as a database finds them by an index of parents."""
    wanted = (Q(parent=parent.order_by().values("pk")[:1], heading=heading) for parent, heading in zip(parents, headings, strict=True))
    return model.objects.filter(reduce(or_, wanted), is_current=True).order_by()
