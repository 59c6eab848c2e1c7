from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from ..querysets import ActionQuerySet


class Action(models.Model):
    """A thing to do: one owner, a due date, open until done or dropped. Its number counts within the meeting."""

    meeting = models.ForeignKey("meetings.Meeting", models.PROTECT, related_name="actions")
    number = models.PositiveSmallIntegerField()
    topic = models.ForeignKey("meetings.Topic", models.PROTECT, null=True, blank=True, related_name="actions")
    text = models.CharField(max_length=400)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="actions")
    due = models.DateField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    dropped_at = models.DateTimeField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)

    objects = ActionQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(name="action_number_once", fields=["meeting", "number"])]
        indexes = [
            models.Index(name="action_open", fields=["owner", "due"], condition=Q(done_at=None, dropped_at=None)),
            models.Index(name="action_next", fields=["due", "id"], condition=Q(done_at=None, dropped_at=None)),
            models.Index(name="action_due", fields=["due", "id"]),
        ]

    def __str__(self):
        return self.text

    def get_absolute_url(self):
        return reverse("meetings:action", args=[self.meeting.number, self.number])

    # Questions

    @property
    def name(self):
        """Its name in an address: "42.3" is the third action of meeting 42."""
        return f"{self.meeting.number}.{self.number}"

    @property
    def is_open(self):
        return self.done_at is None and self.dropped_at is None

    @property
    def worth(self):
        """Open, done or dropped, in a word."""
        if self.is_open:
            return "Open"
        return "Dropped" if self.dropped_at else "Done"

    @property
    def is_late(self):
        return self.is_open and self.due is not None and self.due < timezone.localdate()

    # Verbs

    @transaction.atomic
    def finish(self, *, by, at=None):
        """Mark as done; gives the MeetingChange, or None where it was done or dropped already."""
        return self._close(by, "action done", at, done_at=at or timezone.now(), done_by=by)

    @transaction.atomic
    def drop(self, *, by, note, at=None):
        """Say that it is no longer needed, and why; gives the MeetingChange, or None where it was done or dropped already."""
        return self._close(by, "action dropped", at, dropped_at=at or timezone.now(), note=note)

    @transaction.atomic
    def reopen(self, *, by, at=None):
        """Mark as to be done after all; gives the MeetingChange, or None where it is open."""
        if self.is_open:
            return None
        return self._set(by, "action reopened", at, done_at=None, done_by=None, dropped_at=None)

    @transaction.atomic
    def change(self, *, by, at=None, **facts):
        """Set text, owner or due; gives the MeetingChange, or None where nothing differs."""
        before = {what: str(getattr(self, what) or "") for what in facts}
        after = {what: str(value or "") for what, value in facts.items()}
        return self._set(by, "action changed", at, before=before, **facts) if before != after else None

    # Private parts

    def _close(self, by, what, at, **values):
        """Of two people who tick it off at once, one leaves a row and both find it done."""
        if not type(self).objects.open().filter(pk=self.pk).update(**values):
            self.refresh_from_db()
            return None
        return self._set(by, what, at, **values)

    def _set(self, by, what, at, before=None, **values):
        for name, value in values.items():
            setattr(self, name, value)
        self.save(update_fields=list(values))
        self.meeting.reindex()
        after = {"action": self.number, "text": self.text}
        if before is not None:
            after |= {name: str(value or "") for name, value in values.items()}
        return self.meeting.changes.create(by=by, at=at or timezone.now(), what=what, before=before, after=after)
