from django.db import models
from django.db.models import F, Q

from ..querysets import RelationQuerySet


class Relation(models.Model):
    """What one record says about another. Stored once, from the side that acts: the other side is derived.

    `target` is empty where an imported text names something that is not here; `target_words` then keeps its words.
    `sections` are the sections of the target that a partial supersession replaces; none means all of it.
    """

    class Kind(models.TextChoices):
        SUPERSEDES = "supersedes", "Supersedes"
        AMENDS = "amends", "Amends"
        DEPENDS_ON = "depends_on", "Depends on"
        RELATES_TO = "relates_to", "Relates to"

    DERIVED = {
        Kind.SUPERSEDES: "Superseded by",
        Kind.AMENDS: "Amended by",
        Kind.DEPENDS_ON: "Needed by",
        Kind.RELATES_TO: "Relates to",
    }

    kind = models.CharField(max_length=10, choices=Kind)
    source = models.ForeignKey("records.Record", models.PROTECT, null=True, related_name="relations")
    target = models.ForeignKey("records.Record", models.PROTECT, null=True, blank=True, related_name="related")
    target_words = models.CharField(max_length=300, blank=True)
    source_words = models.CharField(max_length=300, blank=True)
    said_by_source = models.BooleanField(default=True)
    said_by_target = models.BooleanField(default=False)
    sections = models.ManyToManyField("records.RecordSection", blank=True, related_name="superseded_by")

    objects = RelationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="relation_not_to_itself", condition=~Q(source=F("target"))),
            models.CheckConstraint(name="relation_has_an_end_here", condition=Q(source__isnull=False) | Q(target__isnull=False)),
            models.UniqueConstraint(name="relation_once", fields=["source", "target", "kind"], condition=Q(target__isnull=False)),
        ]
        indexes = [models.Index(name="relation_target_kind", fields=["target", "kind"])]

    def __str__(self):
        return f"{self.source or self.source_words} {self.get_kind_display().lower()} {self.target or self.target_words}"

    @property
    def is_whole_supersession(self):
        return self.kind == self.Kind.SUPERSEDES and not self.sections.all()

    def told(self):
        """What the history keeps of it; names only, so that a page can leave out what its reader may not see."""
        return {
            "kind": self.kind,
            "target": self.target.name if self.target_id else None,
            "words": self.target_words,
            "sections": [section.heading for section in self.sections.all()],
        }

    @property
    def derived(self):
        """What the target's page calls this relation."""
        return self.DERIVED[self.kind]
