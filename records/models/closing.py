"""Who may see a record."""

from django.db import models, transaction
from django.utils import timezone

from accounts.models import Audience
from ui.refusals import Impossible


class Closing(models.Model):
    class Meta:
        abstract = True

    @property
    def is_restricted(self):
        return self.audience_id is not None and self.audience.reason == Audience.Reason.RESTRICTED

    @property
    def is_closed_draft(self):
        """Whether its people alone see it because nobody has proposed it yet."""
        return self.audience_id is not None and self.audience.reason == Audience.Reason.DRAFT

    def can_be_closed_by(self, user):
        return self.can_be_owned_by(user)

    @transaction.atomic
    def restrict(self, *, by, audience, at=None):
        """Show it to the circle of an Audience only, or with None to everybody who may see its log; gives the RecordChange.

        Raises Impossible where others would then see it superseded without seeing by what (MODEL 21).
        """
        self._keep_chains_readable(audience)
        before = str(self.audience) if self.is_restricted else "open"
        self.audience, self.updated_at = audience or self.log.audience, at or timezone.now()
        self.save(update_fields=["audience", "updated_at"])
        change = self.changes.create(by=by, at=self.updated_at, what="audience", before=before, after=str(self.audience) if self.audience else "open")
        self._told(None)
        return change

    def _keep_chains_readable(self, audience):
        if audience is None:
            return
        replaced = [relation.target for relation in self.relations.supersessions().filter(target__status="superseded").select_related("target__log")]
        open_ones = [old.name for old in replaced if old.audience_id is None]
        if open_ones:
            raise Impossible(
                f"{' and '.join(open_ones)} would still say “superseded by {self.name}”, which the others could not read. "
                "Restrict the older record first."
            )
