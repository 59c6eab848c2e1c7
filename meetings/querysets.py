"""Every way we ask for meetings and what happened in them."""

from django.db import models
from django.db.models import Prefetch, Q

from accounts.querysets import Closable


class SeriesQuerySet(Closable):
    pass


class MeetingQuerySet(Closable):
    def filed(self):
        return self.filter(status__in=["filed", "sealed"])

    def unfiled(self):
        return self.filter(status="planned")

    def for_index(self):
        """With all that a row of a list shows."""
        return self.select_related("series__area", "facilitator", "note_taker", "audience")

    def for_page(self):
        """With all that the meeting's page shows of the meeting itself."""
        from .models import Attendance

        return self.for_index().select_related("revision__by", "filed_by").prefetch_related(
            Prefetch("attendance", Attendance.objects.select_related("user"))
        )  # fmt: skip


class InMeeting(models.QuerySet):
    """Rows that follow their meeting's audience."""

    def visible_to(self, user):
        return self.filter(Q(meeting__audience=None) | Q(meeting__audience__in=user.audiences))


class OutcomeQuerySet(InMeeting):
    def settled(self):
        return self.filter(settled_at__isnull=False)

    def for_record(self):
        """With what a record's page shows of the meeting that decided it."""
        return self.select_related("meeting__facilitator", "meeting__note_taker", "meeting__series", "topic").prefetch_related(
            "meeting__attendance__user"
        )

    def for_page(self):
        return self.select_related("meeting", "topic", "record__log", "record__head__log", "deferred_to")


class ActionQuerySet(InMeeting):
    def open(self):
        return self.filter(done_at=None, dropped_at=None)

    def of(self, user):
        return self.filter(owner=user)

    def for_index(self):
        return self.select_related("meeting__series", "owner", "topic")
