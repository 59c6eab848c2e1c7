from django.conf import settings
from django.db import models
from django.utils import timezone

from ..querysets import StatusChangeQuerySet


class Status(models.TextChoices):
    DRAFT = "draft", "Draft"
    PROPOSED = "proposed", "Proposed"
    ACCEPTED = "accepted", "In force"
    REJECTED = "rejected", "Rejected"
    WITHDRAWN = "withdrawn", "Withdrawn"
    DEPRECATED = "deprecated", "Deprecated"
    SUPERSEDED = "superseded", "Superseded"
    UNSTATED = "unstated", "Unstated"

    @property
    def stands(self):
        """As words after "is": "a draft", "in force"."""
        return "a draft" if self == Status.DRAFT else self.label.lower()


LIVED = (Status.ACCEPTED, Status.DEPRECATED, Status.SUPERSEDED)  # in force once, whatever became of it
DECIDED = (*LIVED, Status.REJECTED)  # said yes or no to, once: these have a day of decision
UNDECIDED = (Status.DRAFT, Status.PROPOSED, Status.WITHDRAWN)  # nobody said yes or no
SUPERSEDABLE = (Status.ACCEPTED, Status.DEPRECATED, Status.UNSTATED)

DEEDS = {
    Status.DRAFT: "began a draft",
    Status.PROPOSED: "proposed it",
    Status.ACCEPTED: "accepted it",
    Status.REJECTED: "rejected it",
    Status.WITHDRAWN: "withdrew it",
    Status.DEPRECATED: "deprecated it",
    Status.SUPERSEDED: "superseded it",
    Status.UNSTATED: "brought it in with no status stated",
}


class StatusChange(models.Model):
    """One move of one record: from, to, who, when. `on` is the day it counts from, `at` when it was written down.

    `cause` is the acceptance that made this record superseded (or whose taking back restored it).
    """

    class Origin(models.TextChoices):
        PERSON = "person", "a person"
        IMPORT = "import", "read from a file"
        INFERRED = "inferred", "inferred"
        SILENCE = "silence", "silence"
        TAKEN_BACK = "taken_back", "taken back"

    record = models.ForeignKey("records.Record", models.PROTECT, related_name="status_changes")
    from_status = models.CharField(max_length=10, choices=Status, blank=True)
    to_status = models.CharField(max_length=10, choices=Status)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    on = models.DateField()
    note = models.TextField(blank=True)
    revision = models.ForeignKey("records.RecordRevision", models.PROTECT, null=True, blank=True)
    origin = models.CharField(max_length=10, choices=Origin, default=Origin.PERSON)
    cause = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="effects")

    objects = StatusChangeQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(name="status_change_record_at", fields=["record", "at"]),
            models.Index(name="status_change_at", fields=["at", "id"]),
            models.Index(name="status_change_on", fields=["on", "record"]),
        ]

    def __str__(self):
        return f"{self.record}: {self.from_status or 'new'} → {self.to_status}"

    @property
    def shape(self):
        """The shape of the badge of the status it led to."""
        return "in-force" if self.to_status == Status.ACCEPTED else str(self.to_status)

    @property
    def was(self):
        """How the record stood before, as words after "was"."""
        return Status(self.from_status).stands

    @property
    def became(self):
        """How the record stands since, as words after "is"."""
        return Status(self.to_status).stands

    @property
    def is_from_file(self):
        """Whether a file said so: whoever imported it did not decide it."""
        return self.origin in (self.Origin.IMPORT, self.Origin.INFERRED)

    @property
    def is_acceptance(self):
        """Whether it put the record in force, and did not just take back that it fell."""
        return self.to_status == Status.ACCEPTED and self.origin != self.Origin.TAKEN_BACK

    @property
    def is_dated(self):
        """Whether it counts from another day than the one on which it was written down, wherever it is read."""
        return self.on != timezone.localdate(self.at, timezone.get_default_timezone())

    @property
    def deed(self):
        """What was done, as words after a name: "Ada …accepted it"."""
        if self.is_from_file:
            return f"imported it as {self.became}"
        if self.origin == self.Origin.TAKEN_BACK:
            return "took the last move back"
        if self.to_status == Status.PROPOSED and self.from_status in (Status.REJECTED, Status.WITHDRAWN):
            return "reopened it"
        if self.to_status == Status.DRAFT and self.from_status:
            return "made it a draft again"
        return DEEDS[self.to_status]
