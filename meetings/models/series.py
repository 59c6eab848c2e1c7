from django.conf import settings
from django.db import models, transaction
from django.urls import reverse

from accounts.models import Audience
from records.models import Area
from writing.models import Templated

from ..querysets import SeriesQuerySet


class Series(Templated):
    """Meetings that recur. `cadence` is in words ("Every second Thursday"); `minutes` is the usual length. Its text is the template
    that the notes of a new meeting start from."""

    slug = models.SlugField(max_length=64, unique=True)
    name = models.CharField(max_length=150)
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="series")
    cadence = models.CharField(max_length=120, blank=True)
    time_zone = models.CharField(max_length=64, blank=True)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    revision = models.ForeignKey("meetings.SeriesRevision", models.PROTECT, null=True, blank=True, related_name="+")
    members = models.ManyToManyField(settings.AUTH_USER_MODEL, through="SeriesMember", related_name="series")
    audience = models.ForeignKey(Audience, models.PROTECT, null=True, blank=True)

    objects = SeriesQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "series"

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("meetings:series", args=[self.slug])

    @property
    def text_place(self):
        return f"series/{self.slug}/template"

    @transaction.atomic
    def set_up(self, *, members=None, **facts):
        """Set name, area, cadence, minutes, time zone, and, if they are given, who its members are; its address stays."""
        from .. import finding

        moves = "area" in facts and facts["area"] != self.area
        for name, value in facts.items():
            setattr(self, name, value)
        self.save(update_fields=list(facts))
        if members is not None:
            self.members.set(members)
        if moves:
            finding.index_meetings_of(self)


class SeriesMember(models.Model):
    series = models.ForeignKey(Series, models.PROTECT)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)

    class Meta:
        constraints = [models.UniqueConstraint(name="series_member_once", fields=["series", "user"])]
