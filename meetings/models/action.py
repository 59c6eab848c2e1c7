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
        indexes = [models.Index(name="action_open", fields=["owner", "due"], condition=Q(done_at=None, dropped_at=None))]

    def __str__(self):
        return self.text

    def get_absolute_url(self):
        return reverse("meetings:action", args=[self.meeting.number, self.number])

    @property
    def is_open(self):
        return self.done_at is None and self.dropped_at is None

    @property
    def is_late(self):
        return self.is_open and self.due is not None and self.due < timezone.localdate()

    @transaction.atomic
    def finish(self, *, by, at=None):
        """Mark as done; gives the MeetingChange."""
        return self._set(by, "action done", at, done_at=at or timezone.now(), done_by=by)

    @transaction.atomic
    def reopen(self, *, by, at=None):
        """Mark as not done after all; gives the MeetingChange."""
        return self._set(by, "action reopened", at, done_at=None, done_by=None)

    def _set(self, by, what, at, **values):
        for name, value in values.items():
            setattr(self, name, value)
        self.save(update_fields=list(values))
        self.meeting.reindex()
        return self.meeting.changes.create(by=by, at=at or timezone.now(), what=what, after={"action": self.number, "text": self.text})
