"""A meeting: when, who, and what became of it; its notes are in its revisions."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import Audience
from ui.addresses import address_of
from writing.models import LINE, Written

from ..querysets import MeetingQuerySet
from ..reading.body import Notes
from ..reading.shown import line_by_line
from .attendance import Attendance
from .filing import Filing
from .planning import Planning
from .series import Series
from .text import MeetingRevision

CORRECTIONS = timedelta(hours=48)  # after filing, in which attendees correct the notes; then they are sealed


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


class Meeting(Planning, Filing, Written):
    """A meeting of a series, or a single one. `day` and `starts_at` may be empty, as imports know a day or nothing."""

    HOLDS = Written.HOLDS | {
        "attendance": "remark", "topics": "topic", "outcomes": "outcome", "actions": "action", "changes": LINE, "files": "imported file",
    }  # fmt: skip

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
            models.Index(name="meeting_past", fields=["day", "number"]),
            models.Index(name="meeting_filed", fields=["filed_at"]),
            models.Index(name="meeting_series_day", fields=["series", "day"]),
            models.Index(name="meeting_facilitator", fields=["facilitator", "day"]),
            models.Index(name="meeting_note_taker", fields=["note_taker", "day"]),
            models.Index(name="meeting_status", fields=["status", "starts_at"]),
        ]

    def __str__(self):
        return f"meeting {self.number}"

    def get_absolute_url(self):
        return address_of("meetings:meeting", self.number)

    # Questions

    @property
    def is_filed(self):
        return self.status in (self.Status.FILED, self.Status.SEALED)

    @property
    def is_held(self):
        """Whether its time has come; "held" and "live" follow from the clock."""
        if self.starts_at:
            return self.starts_at <= timezone.now()
        return self.day is not None and self.day <= timezone.localdate()

    @property
    def is_unfiled(self):
        """Whether it was held, as far as we know, and nobody has filed its notes."""
        return self.status == self.Status.PLANNED and self.is_held

    @property
    def zone(self):
        """The time zone that its times are told in: its own, else the site's."""
        return ZoneInfo(self.time_zone) if self.time_zone else timezone.get_default_timezone()

    @property
    def starts(self):
        """When it begins, in its own time zone; None where only the day is known, or nothing."""
        return self.starts_at and self.starts_at.astimezone(self.zone)

    @property
    def ends_at(self):
        """When it is to end; None where that is not planned."""
        return self.starts_at + timedelta(minutes=self.minutes) if self.starts_at and self.minutes else None

    @property
    def ends(self):
        """When it is to end, in its own time zone; None where that is not planned."""
        return self.ends_at and self.ends_at.astimezone(self.zone)

    @property
    def needs_note(self):
        """As `Written.needs_note` means it."""
        return "Say in a few words what you correct." if self.is_filed else ""

    @property
    def sealed_from(self):
        """When corrections become errata: 48 hours after filing (PRODUCT: after filing); None before it is filed."""
        return self.sealed_at or (self.filed_at and self.filed_at + CORRECTIONS)

    @property
    def is_edited_after_filing(self):
        """Whether its notes were corrected by hand after they were filed."""
        revision = self.revision
        return bool(self.filed_at and revision and revision.origin != "import" and revision.at > self.filed_at)

    @property
    def errata(self):
        """The revisions since its notes were filed, newest first, each with `is_erratum`: made after they were sealed."""
        made = list(self.errata_since(self.filed_revision_number())) if self.is_edited_after_filing else []
        for revision in made:
            revision.is_erratum = revision.at > self.sealed_from
        return made

    def filed_revision_number(self):
        """The number of the notes as they were filed; the first there was if they came later."""
        before = self.revisions.filter(at__lte=self.filed_at).order_by("-number") or self.revisions.order_by("number")
        return before.values_list("number", flat=True).first()

    def calling_off(self):
        """The MeetingChange by which somebody said that it did not take place; None where it did, or may."""
        if self.status != self.Status.DID_NOT_TAKE_PLACE:
            return None
        return self.changes.filter(what="did not take place").select_related("by").first()

    @property
    def is_imported(self):
        """Whether its notes came from a file; those that were filed or are still owed here did not."""
        return self.status != self.Status.PLANNED and self.filed_at is None and self.files.exists()

    @property
    def hides(self):
        """What its page makes of a text of its notes; of words that were typed here none is hidden."""
        if not self.is_imported:
            return line_by_line
        names = (person.name if person else "" for person in (self.facilitator, self.note_taker))
        return Notes(self.title, self.day, *names)

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
        """Whether this person may file the notes now, however early or late."""
        return user.is_member and self.status == self.Status.PLANNED

    # Verbs

    @transaction.atomic
    def note_down(self, *, by, text, base, **how):
        """Write the notes on top of revision number `base`, `how` as in `write`; gives the MeetingRevision. Raises Conflict."""
        from .. import finding

        made = self.write(by=by, title=self.title, text=text, base=base, **how)
        finding.index_notes(self)
        return made

    def rewrite(self, *, title, **how):
        """`note_down` as `restore` calls it: a meeting's title is no part of its notes."""
        return self.note_down(**how)

    def reindex(self):
        """Bring the search index up to this meeting, its outcomes and its actions."""
        from .. import finding

        finding.index(self)
