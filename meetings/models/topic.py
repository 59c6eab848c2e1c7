from django.conf import settings
from django.db import models
from django.utils.crypto import salted_hmac

from records.models import Record

from ..querysets import TopicQuerySet
from .text import MeetingSection


class Topic(models.Model):
    """One agenda item: what, for what, how long (minutes planned and taken), who presents, which record."""

    class Purpose(models.TextChoices):
        DECIDE = "decide", "To decide"
        DISCUSS = "discuss", "To discuss"
        INFORM = "inform", "To inform"

    meeting = models.ForeignKey("meetings.Meeting", models.PROTECT, related_name="topics")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    purpose = models.CharField(max_length=7, choices=Purpose, default=Purpose.DISCUSS, blank=True)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    took = models.PositiveSmallIntegerField(null=True, blank=True)
    presenter = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    record = models.ForeignKey(Record, models.PROTECT, null=True, blank=True, related_name="topics")
    carried_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="carried_to")
    section = models.ForeignKey(MeetingSection, models.PROTECT, null=True, blank=True, related_name="+")

    objects = TopicQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]

    def __str__(self):
        return self.title

    @property
    def key(self):
        """What the pages of its meeting call it, wherever it stands: its place changes, and the primary key never leaves the database."""
        return key_of(self.meeting_id, self.pk)


def key_of(meeting, topic):
    """The key of a topic by both primary keys; no other meeting knows it."""
    return salted_hmac("meetings.topic", f"{meeting}/{topic}").hexdigest()[:16]
