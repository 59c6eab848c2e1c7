from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from records.models import Log, Record, StatusChange
from ui.refusals import Conflict, Impossible

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
    position = models.PositiveSmallIntegerField(help_text="Counts within the meeting, from 1; part of its address for ever.")
    kind = models.CharField(max_length=11, choices=Kind, default=Kind.DECIDED)
    sentence = models.CharField(max_length=600)
    effect = models.CharField(max_length=7, choices=Effect, default=Effect.NONE)
    record = models.ForeignKey(Record, models.PROTECT, null=True, blank=True, related_name="outcomes")
    log = models.ForeignKey(Log, models.PROTECT, null=True, blank=True, related_name="+", help_text="Where it begins a record.")
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
            models.UniqueConstraint(name="outcome_position_once", fields=["meeting", "position"]),
            models.UniqueConstraint(name="outcome_replaced_once", fields=["replaces"], condition=Q(replaces__isnull=False)),
            models.CheckConstraint(name="outcome_until_only_if_tentative", condition=Q(until=None) | Q(kind="tentative")),
            models.CheckConstraint(name="outcome_deferred_only_if_deferred", condition=Q(deferred_to=None) | Q(kind="deferred")),
            models.CheckConstraint(name="outcome_effect_only_if_decided", condition=Q(effect="none") | Q(kind="decided")),
            models.CheckConstraint(name="outcome_settled_has_its_record", condition=Q(settled_at=None) | Q(effect="none") | Q(record__isnull=False)),
        ]

    def __str__(self):
        return self.sentence

    def get_absolute_url(self):
        return f"{self.meeting.get_absolute_url()}#outcome-{self.position}"

    # Questions

    @property
    def deed(self):
        """What it did to its record, in words; what it will do, while the notes are not filed."""
        done = {"drafts": "Began this record", "accepts": "Accepted here", "rejects": "Rejected here"}
        due = {"drafts": "Begins a record", "accepts": "To be accepted", "rejects": "To be rejected"}
        return {**(done if self.meeting.is_filed else due), "links": "About this record"}.get(self.effect, "Decided")

    @property
    def is_overdue(self):
        """Whether the day has passed until which it held for the time being."""
        return self.until is not None and self.until < timezone.localdate()

    @property
    def is_about_a_closed_record(self):
        """Whether its record is closed to the reader for whom it was fetched (`for_page`)."""
        return self.record_id is not None and self.record is None

    # Verbs

    @transaction.atomic
    def settle(self, *, by, log=None, at=None):
        """Carry out what was decided and keep the StatusChange it made; gives it, or None. `log` is where a record begins.

        Raises Impossible or Conflict where the record cannot make the move: nothing of the filing is kept then.
        """
        if self.effect == self.Effect.DRAFTS and not self.record_id:
            self.record = self._begin_record(by, self.log or log, at)
        if self.effect != self.Effect.NONE and not self.record_id:
            raise Impossible(f"“{self.sentence}”: choose the record that it is about.")
        move = {self.Effect.ACCEPTS: "accept", self.Effect.REJECTS: "reject"}.get(self.effect)
        if move:
            note = "" if self.meeting.audience_id else self.sentence  # a row of an open record never quotes a closed meeting (MODEL 21)
            on = self.meeting.day or timezone.localdate(at)
            self.status_change = getattr(self.record, move)(by=by, note=note, on=on, at=at)
        self.settled_at = at or timezone.now()
        self.save(update_fields=["record", "status_change", "settled_at"])
        return self.status_change

    @transaction.atomic
    def replace(self, *, by, at=None, **facts):
        """Put another outcome in its place, carried out at once as the meeting is filed; gives the new Outcome.

        `facts` are those of `meeting.conclude()`. Where effect and record stay the same only the words are mended. Raises
        Conflict where somebody replaced it before, Impossible while the move that it made still stands.
        """
        if not self.meeting.is_filed:
            raise Impossible("The notes are not filed yet: mend the outcome where you file them.")
        if self.replaced_by.exists():
            raise Conflict("Somebody replaced this outcome before you. Replace the one that holds now.")
        if self.is_about_a_closed_record and (facts.get("kind"), facts.get("effect")) == ("decided", "none"):
            facts |= {"effect": self.effect, "record": Record.objects.get(pk=self.record_id)}  # nobody takes away what they do not see
        same = (facts.get("effect", "none"), facts.get("record") and facts["record"].pk) == (self.effect, self.record_id)
        if not same and self.status_change_id and self.record.last_move() == self.status_change:
            name = self.record.name
            way = f"Take that move back on the page of {name}" if self.record.can_be_taken_back_by(by) else "Ask an admin to take that move back"
            raise Impossible(f"{name} is {self.record.stands} by this outcome. {way} first, then replace the outcome.")
        new = self.meeting.conclude(by=by, replaces=self, **facts)
        if same:
            new.status_change, new.settled_at = self.status_change, at or timezone.now()
            new.save(update_fields=["status_change", "settled_at"])
        else:
            new.settle(by=by, at=at)
        self.meeting.changes.create(
            by=by, at=at or timezone.now(), what="outcome replaced", before={"sentence": self.sentence}, after={"sentence": new.sentence}
        )
        self.meeting.reindex()
        return new

    # Private parts

    def _begin_record(self, by, log, at):
        """A draft seen by the people of this meeting; a closed meeting's draft stays as closed as the meeting."""
        if log is None:
            raise Impossible(f"“{self.sentence}” begins a record. Choose the numbered log that it goes into.")
        meeting = self.meeting
        record = Record.objects.draft(by=by, log=log, title=self.sentence[:300], text=log.template, audience=meeting.audience, at=at)
        if not meeting.audience_id:
            there = meeting.attendance.filter(presence__in=["present", "late"]).select_related("user")
            record.audience.admit(users={meeting.facilitator, meeting.note_taker, *(row.user for row in there)} - {None})
        return record
