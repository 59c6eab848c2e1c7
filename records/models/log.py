"""Where records are numbered, and what they are about."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from accounts.models import Audience, Team
from accounts.querysets import Closable
from writing.models import Templated

KEY = r"^[A-Z][A-Z0-9]{1,9}$"


class Log(Templated):
    """One numbered sequence of records. Its key is frozen with its first record; numbers are never reused. Its text is the template
    that a new record may start from."""

    key = models.CharField(
        max_length=10,
        unique=True,
        validators=[RegexValidator(KEY, "A key is 2 to 10 capital letters and digits and begins with a letter, such as “API”.")],
    )
    title = models.CharField(max_length=120)
    next_number = models.PositiveIntegerField(default=1)
    revision = models.ForeignKey("records.LogRevision", models.PROTECT, null=True, blank=True, related_name="+")
    team = models.ForeignKey(Team, models.PROTECT, null=True, blank=True)
    audience = models.ForeignKey(Audience, models.PROTECT, null=True, blank=True)

    objects = Closable.as_manager()

    class Meta:
        ordering = ["key"]
        constraints = [models.CheckConstraint(name="log_key_is_a_key", condition=Q(key__regex=KEY))]

    def __str__(self):
        return self.key

    def get_absolute_url(self):
        return f"{reverse('records:index')}?log={self.key}"

    @property
    def text_place(self):
        return f"logs/{self.key}/template"

    def take_number(self):
        """Take the next number of the sequence; call inside a transaction, which holds the log until it ends."""
        Log.objects.filter(pk=self.pk).update(next_number=F("next_number") + 1)
        self.refresh_from_db(fields=["next_number"])
        return self.next_number - 1

    def keep_number(self, number):
        """Note that an import used this number, so that it is not given out again."""
        Log.objects.filter(pk=self.pk, next_number__lte=number).update(next_number=number + 1)


class Area(models.Model):
    """A part of the system or the organisation that records, risks, series and paths are about."""

    slug = models.SlugField(max_length=64, unique=True)
    name = models.CharField(max_length=120)
    team = models.ForeignKey(Team, models.PROTECT, null=True, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name

    @property
    def is_used(self):
        """Whether anything is about it, so that its short name is in addresses and in the index."""
        return any(relation.related_model.objects.filter(**{relation.field.name: self}).exists() for relation in self._meta.related_objects)


class Tag(models.Model):
    """A word by which records are found; any number of them on each."""

    LONGEST = 64  # characters

    slug = models.SlugField(max_length=LONGEST, unique=True)

    class Meta:
        ordering = ["slug"]

    def __str__(self):
        return self.slug
