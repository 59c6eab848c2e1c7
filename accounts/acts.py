"""Who changed what about people, teams, logs, areas and series: things that have no text and so no revisions."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class ActQuerySet(models.QuerySet):
    def note(self, *, by, form, what, name):
        """Leave a row of what a valid form changed ("person", "Ann"): before and after of each field, in words. Gives the Act,
        or None where nothing differs."""
        changed = form.changed_data
        if not changed:
            return None
        before = {field: _words(form.initial.get(field)) for field in changed}
        after = {field: _words(form.cleaned_data.get(field)) for field in changed}
        return self.create(by=by, what=what, name=str(name)[:200], before=before, after=after)


class Act(models.Model):
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    what = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    before = models.JSONField()
    after = models.JSONField()

    objects = ActQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self):
        return f"{self.what} {self.name}"


def _words(value):
    if isinstance(value, list | tuple | models.QuerySet):
        return [str(one) for one in value]
    return value if value is None or isinstance(value, str | int | bool) else str(value)
