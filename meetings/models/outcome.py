from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from records.models import Record, StatusChange
from ui.refusals import Impossible

from ..querysets import OutcomeQuerySet


class Outcome(models.Model):
    """How a topic ended. What it does to a record (`effect`) is carried out by filing the meeting, not before."""

    class Kind(models.TextChoices):
        DECIDED = "decided", "Decided"
        TENTATIVE = "tentative", "Tentative"
        DEFERRED = "deferred", "Deferred"
        INFORMATION = "information", "Information"
        DROPPED = "dropped", "Dropped"

    class Effect(models.TextChoices):
        NONE = "none", "Stands alone"
        DRAFTS = "drafts", "Begins a record"
        ACCEPTS = "accepts", "Accepts a record"
        REJECTS = "rejects", "Rejects a record"
        LINKS = "links", "Is about a record"

    meeting = models.ForeignKey("meetings.Meeting", models.PROTECT, related_name="outcomes")
    topic = models.ForeignKey("meetings.Topic", models.PROTECT, null=True, blank=True, related_name="outcomes")
    position = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=11, choices=Kind, default=Kind.DECIDED)
    sentence = models.CharField(max_length=600)
    effect = models.CharField(max_length=7, choices=Effect, default=Effect.NONE)
    record = models.ForeignKey(Record, models.PROTECT, null=True, blank=True, related_name="outcomes")
    status_change = models.ForeignKey(StatusChange, models.PROTECT, null=True, blank=True, related_name="outcomes")
    until = models.DateField(null=True, blank=True)
    deferred_to = models.ForeignKey("meetings.Meeting", models.PROTECT, null=True, blank=True, related_name="deferred_here")
    replaces = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    settled_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = OutcomeQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(name="outcome_until_only_if_tentative", condition=Q(until=None) | Q(kind="tentative")),
            models.CheckConstraint(name="outcome_deferred_only_if_deferred", condition=Q(deferred_to=None) | Q(kind="deferred")),
            models.CheckConstraint(name="outcome_effect_only_if_decided", condition=Q(effect="none") | Q(kind="decided")),
            models.CheckConstraint(name="outcome_settled_has_its_record", condition=Q(settled_at=None) | Q(effect="none") | Q(record__isnull=False)),
        ]

    def __str__(self):
        return self.sentence

    def get_absolute_url(self):
        return f"{self.meeting.get_absolute_url()}#outcome-{self.position}"

    @transaction.atomic
    def settle(self, *, by, log=None, at=None):
        """Carry out what was decided and keep the StatusChange it made; gives it, or None. `log` is where a record begins.

        Raises Impossible or Conflict where the record cannot make the move: nothing of the filing is kept then.
        """
        day = self.meeting.day or timezone.localdate(at)
        note = "" if self.meeting.audience_id else self.sentence
        if self.effect == self.Effect.DRAFTS and not self.record_id:
            if log is None:
                raise Impossible(f"“{self.sentence}” begins a record. Choose the numbered log that it goes into.")
            self.record = Record.objects.draft(
                by=by, log=log, title=self.sentence[:300], text="", audience=self.meeting.audience, at=at
            )  # fmt: skip
        if self.effect != self.Effect.NONE and not self.record_id:
            raise Impossible(f"“{self.sentence}”: choose the record that it is about.")
        if self.effect == self.Effect.ACCEPTS:
            self.status_change = self.record.accept(by=by, note=note, on=day, at=at)
        elif self.effect == self.Effect.REJECTS:
            self.status_change = self.record.reject(by=by, note=note, on=day, at=at)
        self.settled_at = at or timezone.now()
        self.save(update_fields=["record", "status_change", "settled_at"])
        return self.status_change
