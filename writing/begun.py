"""What forms began: a form that is sent twice, by an impatient hand or by a browser that heard no answer, begins one thing."""

from datetime import timedelta

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

REMEMBERED = timedelta(days=7)


class BegunQuerySet(models.QuerySet):
    @transaction.atomic
    def once(self, begin, *, author, editing, sha256=""):
        """What `begin()` makes at the first call for this opened editor and this digest of its form, and None at every other; with the
        Begun that says where it is. None of both where it makes nothing."""
        self.filter(author=author, at__lt=timezone.now() - REMEMBERED).delete()
        mark, is_first = self.get_or_create(author=author, editing=editing, sha256=sha256)  # before the deed: who comes second waits here
        if not is_first:
            return None, mark
        made = begin()
        if not made:
            mark.delete()
            return None, None
        mark.url, mark.place = made.get_absolute_url(), getattr(made, "text_place", "")
        mark.save(update_fields=["url", "place"])
        return made, mark


class Begun(models.Model):
    """That what somebody posted from one opened editor became the thing at `url`."""

    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    editing = models.UUIDField()
    sha256 = models.CharField(max_length=64, blank=True, help_text="Of all that was posted; empty where the editor goes on in what it began.")
    url = models.CharField(max_length=500)
    place = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField(default=timezone.now)

    objects = BegunQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(name="begun_once", fields=["author", "editing", "sha256"])]

    def __str__(self):
        return f"{self.url}, begun"

    def get_absolute_url(self):
        return self.url
