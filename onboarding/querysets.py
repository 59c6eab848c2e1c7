"""Every way we ask for what newcomers read."""

from django.apps import apps
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from records.models import Risk


class PathQuerySet(models.QuerySet):
    def begun_by(self, user):
        """All paths, the one in which this person read something last first, those not begun by name."""
        records = models.Max("steps__record__seen__at", filter=Q(steps__record__seen__user=user))
        meetings = models.Max("steps__meeting__seen__at", filter=Q(steps__meeting__seen__user=user))
        return self.annotate(last=Coalesce(records, meetings)).order_by(F("last").desc(nulls_last=True), "title")


class StepQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Steps whose thing this person may see."""
        mine = user.audiences
        return self.filter(
            Q(record=None) | Q(record__audience=None) | Q(record__audience__in=mine),
            Q(meeting=None) | Q(meeting__audience=None) | Q(meeting__audience__in=mine),
            Q(risk=None) | Q(risk__in=Risk.objects.visible_to(user)),
        )

    def for_reading(self, user):
        """With what a row shows, of the texts only number and length, and the revision that this person has seen."""
        seen = apps.get_model("onboarding", "Seen").objects.filter(user=user)
        return self.select_related("record__log", "record__head__log", "meeting", "term", "risk", "section").annotate(
            record_revision=F("record__revision__number"),
            record_words=F("record__revision__words"),
            meeting_revision=F("meeting__revision__number"),
            meeting_words=F("meeting__revision__words"),
            record_seen=models.Subquery(seen.filter(record=models.OuterRef("record")).values("revision_number")),
            meeting_seen=models.Subquery(seen.filter(meeting=models.OuterRef("meeting")).values("revision_number")),
        )


class SeenQuerySet(models.QuerySet):
    def of(self, user):
        return self.filter(user=user)

    def see(self, user, *, record=None, meeting=None):
        """Note that this person has read the record or the meeting's notes as they are now; gives the Seen."""
        thing = record or meeting
        return self.update_or_create(user=user, record=record, meeting=meeting, defaults={"revision_number": thing.revision_number})[0]

    def forget(self, user, *, record=None, meeting=None):
        """Make it unread again."""
        self.filter(user=user, record=record, meeting=meeting).delete()
