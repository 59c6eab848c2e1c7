"""Who may see a record."""

from django.db import models, transaction
from django.utils import timezone

from accounts.models import Audience
from ui.refusals import Impossible

from .status import LIVED


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

    def is_seen_by_all_who_see(self, other):
        """Whether everybody who may see the other record may see this one."""
        if self.audience_id is None or self.audience_id == other.audience_id:
            return True
        return other.audience_id is not None and self.audience.holds(other.audience)

    @transaction.atomic
    def restrict(self, *, by, audience, at=None):
        """Show it to the circle of an Audience only, or with None to everybody who may see its log; gives the RecordChange.

        Raises Impossible where others would then see a record superseded without seeing by what (MODEL 21).
        """
        if audience is None and self.is_closed_draft:
            raise Impossible(f"{self.name} is a draft, seen by its people until it is proposed. Propose it to show it to everybody.")
        before = str(self.audience) if self.is_restricted else "open"
        self.audience, self.updated_at = audience or self.log.audience, at or timezone.now()
        self.save(update_fields=["audience", "updated_at"])
        self._keep_chains_readable(by)  # after saving: whoever accepts a record of the chain meanwhile waits, or is waited for
        change = self.changes.create(by=by, at=self.updated_at, what="audience", before=before, after=str(self.audience) if self.audience else "open")
        self._told(None)
        return change

    def _keep_chains_readable(self, by):
        relations = (
            self.relations.model.objects.supersessions().filter(source__isnull=False, target__isnull=False, source__status__in=LIVED).for_page()
        )
        older = [relation.target for relation in relations.filter(source=self)]
        newer = [relation.source for relation in relations.filter(target=self)]
        if told := [called(old, by) for old in older if not self.is_seen_by_all_who_see(old)]:
            raise Impossible(
                f"{' and '.join(told)} would still say “superseded by {self.name}”, which the others could not read. Restrict the older record first."
            )
        if told := [called(new, by) for new in newer if not new.is_seen_by_all_who_see(self)]:
            raise Impossible(f"{self.name} is superseded by {' and '.join(told)}, which fewer people may see. Show them that one first.")


def called(record, reader):
    """The name of a record in a sentence for this reader."""
    return record.name if record.is_visible_to(reader) else "a record that you may not see"
