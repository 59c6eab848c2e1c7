"""A meeting: when, who, and what became of it; its notes are in its revisions."""

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from accounts.models import Audience
from ui.refusals import Conflict, Impossible
from writing.models import Written

from ..querysets import MeetingQuerySet
from .attendance import Attendance
from .series import Series
from .text import MeetingRevision

ONE_PERSON = "{} cannot both facilitate and take notes: two hats, two heads. Choose another person for one of them."


class Counter(models.Model):
    """The last meeting number given out; one row."""

    last = models.PositiveIntegerField(default=0)

    @classmethod
    def take(cls):
        """The next meeting number of the site; call inside a transaction."""
        if not cls.objects.filter(pk=1).update(last=F("last") + 1):
            cls.objects.get_or_create(pk=1)
            cls.objects.filter(pk=1).update(last=F("last") + 1)
        return cls.objects.values_list("last", flat=True).get(pk=1)


class Meeting(Written):
    """A meeting of a series, or a single one. `day` and `starts_at` may be empty, as imports know a day or nothing."""

    class Status(models.TextChoices):
        PLANNED = "planned", "Planned"
        FILED = "filed", "Filed"
        SEALED = "sealed", "Sealed"
        DID_NOT_TAKE_PLACE = "did_not_take_place", "Did not take place"

    number = models.PositiveIntegerField(unique=True)
    series = models.ForeignKey(Series, models.PROTECT, null=True, blank=True, related_name="meetings")
    title = models.CharField(max_length=200)
    day = models.DateField(null=True, blank=True)
    starts_at = models.DateTimeField(null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    time_zone = models.CharField(max_length=64, blank=True)
    place = models.CharField(max_length=200, blank=True)
    status = models.CharField(max_length=18, choices=Status, default=Status.PLANNED)
    facilitator = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="facilitated")
    note_taker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="noted")
    filed_at = models.DateTimeField(null=True, blank=True)
    filed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    sealed_at = models.DateTimeField(null=True, blank=True)
    revision = models.ForeignKey(MeetingRevision, models.PROTECT, null=True, blank=True, related_name="+")
    audience = models.ForeignKey(Audience, models.PROTECT, null=True, blank=True, related_name="meetings")
    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-day", "-number"]
        constraints = [
            models.CheckConstraint(
                name="two_hats_two_heads",
                condition=Q(facilitator=None) | Q(note_taker=None) | ~Q(facilitator=F("note_taker")),
                violation_error_message="One person cannot both facilitate and take notes: two hats, two heads.",
            ),
            models.CheckConstraint(name="meeting_status_is_known", condition=Q(status__in=["planned", "filed", "sealed", "did_not_take_place"])),
        ]
        indexes = [
            models.Index(name="meeting_day", fields=["audience", "day"]),
            models.Index(name="meeting_series_day", fields=["series", "day"]),
            models.Index(name="meeting_facilitator", fields=["facilitator", "day"]),
            models.Index(name="meeting_note_taker", fields=["note_taker", "day"]),
            models.Index(name="meeting_status", fields=["status", "starts_at"]),
        ]

    def __str__(self):
        return f"meeting {self.number}"

    def get_absolute_url(self):
        return reverse("meetings:meeting", args=[self.number])

    # Questions

    @property
    def is_filed(self):
        return self.status in (self.Status.FILED, self.Status.SEALED)

    @property
    def is_held(self):
        """Whether its time has come; "held" and "live" follow from the clock."""
        if self.starts_at:
            return self.starts_at <= timezone.now()
        return self.day is None or self.day <= timezone.localdate()

    @property
    def is_restricted(self):
        return self.audience_id is not None

    @property
    def absent(self):
        """Who was missing: regrets and absences, in the order of names."""
        gone = (Attendance.Presence.REGRETS, Attendance.Presence.ABSENT)
        return [row.user for row in self.attendance.all() if row.presence in gone]

    def can_be_edited_by(self, user):
        return user.is_member

    def can_be_filed_by(self, user):
        return user.is_member and self.status == self.Status.PLANNED

    # Verbs

    @transaction.atomic
    def assign(self, *, by, facilitator=None, note_taker=None, at=None):
        """Give the two roles to two people; gives the MeetingChange, or None where nothing changed. Raises Impossible for one person."""
        if facilitator and facilitator == note_taker:
            raise Impossible(ONE_PERSON.format(facilitator))
        before = {"facilitator": str(self.facilitator or ""), "note_taker": str(self.note_taker or "")}
        after = {"facilitator": str(facilitator or ""), "note_taker": str(note_taker or "")}
        self.facilitator, self.note_taker = facilitator, note_taker
        self.save(update_fields=["facilitator", "note_taker"])
        return self._changed(by, "roles", before, after, at)

    @transaction.atomic
    def note_down(self, *, by, text, base, note="", wording_only=False, at=None):
        """Write the notes on top of revision number `base`; gives the MeetingRevision. Raises Conflict."""
        made = self.write(by=by, title=self.title, text=text, base=base, note=note, wording_only=wording_only, at=at)
        self.reindex()
        return made

    @transaction.atomic
    def mark_attendance(self, *, by, presence, remarks=None, at=None):
        """Set who was there: `presence` maps users to Presence values. Gives the MeetingChange, or None."""
        rows = {row.user_id: row for row in self.attendance.select_related("user")}
        before = {row.user.handle: row.presence for row in rows.values()}
        for user, value in presence.items():
            remark = (remarks or {}).get(user, "")
            Attendance.objects.update_or_create(meeting=self, user=user, defaults={"presence": value, "remark": remark})
        after = {row.user.handle: row.presence for row in self.attendance.select_related("user")}
        return self._changed(by, "attendance", before, after, at)

    @transaction.atomic
    def file(self, *, by, log=None, at=None):
        """File the meeting: carry out what its outcomes decide, all or nothing. Gives the StatusChanges that were made.

        `log` is where outcomes that begin a record put it. Raises Impossible or Conflict; nothing is changed then.
        """
        if self.facilitator_id and self.facilitator_id == self.note_taker_id:
            raise Impossible(ONE_PERSON.format(self.facilitator))
        at = at or timezone.now()
        filed = {"status": self.Status.FILED, "filed_at": at, "filed_by": by}
        self._leave_planned(filed)
        self.day = self.day or timezone.localdate(at)
        self.save(update_fields=["day"])
        made = []
        for outcome in self.outcomes.filter(settled_at=None).select_related("record__log", "record__head__log", "record__area", "topic"):
            outcome.meeting = self
            made.append(outcome.settle(by=by, log=log, at=at))
        self.changes.create(by=by, at=at, what="filed", after={"outcomes": len(made)})
        self.reindex()
        return [change for change in made if change]

    @transaction.atomic
    def call_off(self, *, by, note="", at=None):
        """Say that it did not take place; gives the MeetingChange. Raises Impossible."""
        self._leave_planned({"status": self.Status.DID_NOT_TAKE_PLACE})
        change = self.changes.create(by=by, at=at or timezone.now(), what="did not take place", note=note)
        self.reindex()
        return change

    def reindex(self):
        """Bring the search index up to this meeting, its outcomes and its actions."""
        from .. import finding

        finding.index(self)

    def _changed(self, by, what, before, after, at):
        if before == after:
            return None
        return self.changes.create(by=by, at=at or timezone.now(), what=what, before=before, after=after)

    def _leave_planned(self, values):
        if self.status != self.Status.PLANNED:
            raise Impossible(f"Meeting {self.number} is {self.get_status_display().lower()} already.")
        if not type(self).objects.filter(pk=self.pk, status=self.Status.PLANNED).update(**values):
            raise Conflict(f"Somebody filed meeting {self.number} a moment ago. Nothing of yours was carried out; it is all still on this page.")
        for name, value in values.items():
            setattr(self, name, value)
