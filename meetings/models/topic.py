from django.conf import settings
from django.db import models

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
    purpose = models.CharField(max_length=7, choices=Purpose, default=Purpose.DISCUSS)
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
