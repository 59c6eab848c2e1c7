from django.conf import settings
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import Audience
from writing.models import LINE, Redactable, plain

from ..querysets import RiskQuerySet
from .log import Area
from .record import Record


class Risk(Redactable):
    """A known problem ahead: what somebody will see, why, and what to do."""

    HOLDS = {"changes": LINE}

    class State(models.TextChoices):
        OPEN = "open", "Open"
        MITIGATED = "mitigated", "Mitigated"
        GONE = "gone", "Gone"

    class Severity(models.TextChoices):
        HIGH = "high", "High"
        MEDIUM = "medium", "Medium"
        LOW = "low", "Low"

    number = models.PositiveIntegerField(unique=True)
    title = models.CharField(max_length=200)
    symptom = models.TextField()
    cause = models.TextField(blank=True)
    remedy = models.TextField(blank=True)
    severity = models.CharField(max_length=6, choices=Severity, default=Severity.MEDIUM)
    state = models.CharField(max_length=9, choices=State, default=State.OPEN)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="risks")
    record = models.ForeignKey(Record, models.PROTECT, null=True, blank=True, related_name="risks")
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="risks")
    last_seen = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    audience = models.ForeignKey(Audience, models.PROTECT, null=True, blank=True)

    objects = RiskQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.CheckConstraint(name="risk_state_is_known", condition=models.Q(state__in=["open", "mitigated", "gone"])),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("records:risk", args=[self.number])

    @property
    def worth(self):
        """What it is worth today, in words."""
        return self.get_state_display()

    @property
    def is_restricted(self):
        """Whether only a closed circle sees it: its own, or its record's."""
        return bool(self.audience_id or (self.record_id and self.record.audience_id))

    def can_be_edited_by(self, user):
        return user.is_member

    @transaction.atomic
    def describe(self, *, by, note="", at=None, **facts):
        """Set what is known of it (title, symptom, cause, remedy, severity, state, owner, record, area, last_seen); each
        difference leaves a RiskChange. Gives the list of changes made."""
        made = []
        for what, after in facts.items():
            before = getattr(self, what)
            if before != after:
                setattr(self, what, after)
                made.append(self.changes.create(by=by, at=at or timezone.now(), what=what, before=plain(before), after=plain(after), note=note))
        if made:
            self.save(update_fields=list(facts))
            self.reindex()
        return made

    def reindex(self):
        """Bring the search index up to this risk; part of every verb that changes it."""
        from .. import finding

        finding.index_risk(self)
