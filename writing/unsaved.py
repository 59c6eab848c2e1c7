"""Unsaved texts: one table for every kind of document."""

from collections import Counter

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property

from ui.sentences import counted

from .places import place_named
from .querysets import UnsavedQuerySet


class Unsaved(models.Model):
    """What somebody typed in one opened editor and has not saved; nobody else ever sees it, and it is no revision.

    The one concrete table of this room: it serves the texts of every domain, by the name of their place and no foreign key.
    """

    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    place = models.CharField(max_length=200)
    editing = models.UUIDField()
    base_number = models.PositiveIntegerField(default=0)
    title = models.TextField(blank=True)
    text = models.TextField(blank=True)
    fields = models.JSONField(default=list)
    words = models.PositiveIntegerField(default=0)
    sha256 = models.CharField(max_length=64)
    stroke = models.PositiveBigIntegerField(default=0)
    continues = models.JSONField(default=list, help_text="What the text goes on from, as `seen` names it.")
    at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True, blank=True)

    objects = UnsavedQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(name="unsaved_once", fields=["author", "editing"])]
        indexes = [models.Index(name="unsaved_of", fields=["author", "place", "-at"])]

    def __str__(self):
        return f"{self.place}, unsaved"

    @property
    def is_done(self):
        return self.done_at is not None

    @property
    def seen(self):
        """Its name, as it is now: who goes on from it, or throws it away, has seen no later stroke."""
        return f"{self.editing}~{self.stroke}"

    @property
    def where(self):
        """The Place that it was typed at."""
        return place_named(self.place)

    @cached_property
    def beside(self):
        """What was typed beside the text, as (sort, words) pairs."""
        place = self.where
        return place.beside(self.fields) if place and place.beside else []

    @property
    def measure(self):
        """How much it is, in words: "12 words, 2 outcomes, 1 action"; empty for a form of facts alone."""
        if not self.where.has_text:
            return ""
        sorts = [counted(number, sort) for sort, number in Counter(sort for sort, _ in self.beside).items()]
        return ", ".join([counted(self.words, "word"), *sorts] if self.words or not sorts else sorts)

    @property
    def form(self):
        """What the form held, as initial values of a form: a list where a name stands several times."""
        values = {}
        for name, value in self.fields:
            values.setdefault(name, []).append(value)
        rest = {name: several if len(several) > 1 else several[0] for name, several in values.items()}
        return {**rest, "title": self.title, "text": self.text, "base": self.base_number}
