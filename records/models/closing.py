"""Who may see a record."""

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import Audience, Team, User
from ui.refusals import Impossible
from ui.sentences import listed

from .status import LIVED


class Closing(models.Model):
    class Meta:
        abstract = True

    # Questions

    @property
    def is_restricted(self):
        return self.audience_id is not None and self.audience.reason == Audience.Reason.RESTRICTED

    @property
    def is_closed_draft(self):
        """Whether its people alone see it because nobody has proposed it yet."""
        return self.audience_id is not None and self.audience.reason == Audience.Reason.DRAFT

    def is_visible_to(self, user):
        """The question of `visible_to`, asked of a record that is at hand."""
        return self.audience_id is None or self.audience_id in user.audiences

    def can_be_closed_by(self, user):
        """Whether this person may say who sees it: whoever it belongs to."""
        return self.can_be_owned_by(user)

    def is_seen_by_all_who_see(self, other):
        """Whether everybody who may see the other record may see this one."""
        if self.audience_id is None or self.audience_id == other.audience_id:
            return True
        return other.audience_id is not None and self.audience.holds(other.audience)

    # Verbs

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

    # Private parts

    def _open_to_all(self):
        """Show what was a draft to all who may see its log; what is restricted for itself stays so."""
        if self.is_closed_draft:
            self.audience = self.log.audience
            self.save(update_fields=["audience"])

    def _close_as_draft(self, by):
        """Show a record to its people only, unless it is restricted for itself."""
        if self.audience_id not in (None, self.log.audience_id):
            return
        parts = list(self.people.select_related("user", "team"))
        self.audience = Audience.objects.create(reason=Audience.Reason.DRAFT)
        self.audience.admit(users={self.author, by, *(part.user for part in parts)} - {None}, teams={part.team for part in parts} - {None})
        self.save(update_fields=["audience"])

    def _admit(self, before):
        """A draft is seen by its people: let in those who are named now, and out those of `before` who are no longer."""
        now = {part.who for part in self.people.select_related("user", "team")} | {self.author}
        gone, people = before - now, [who for who in now if isinstance(who, User)]
        self.audience.members.filter(
            Q(user__in=[w for w in gone if isinstance(w, User)]) | Q(team__in=[w for w in gone if isinstance(w, Team)])
        ).delete()
        self.audience.admit(users=people, teams=[who for who in now if isinstance(who, Team)])

    def _keep_chains_readable(self, by):
        relations = (
            self.relations.model.objects.supersessions().filter(source__isnull=False, target__isnull=False, source__status__in=LIVED).for_page()
        )
        older = [relation.target for relation in relations.filter(source=self)]
        newer = [relation.source for relation in relations.filter(target=self)]
        if told := [called(old, by) for old in older if not self.is_seen_by_all_who_see(old)]:
            raise Impossible(
                f"{listed(told, 'and')} would still say “superseded by {self.name}”, which the others could not read. "
                "Restrict the older record first."
            )
        if told := [called(new, by) for new in newer if not new.is_seen_by_all_who_see(self)]:
            raise Impossible(f"{self.name} is superseded by {listed(told, 'and')}, which fewer people may see. Show them that one first.")


def called(record, reader):
    """The name of a record in a sentence for this reader."""
    return record.name if record.is_visible_to(reader) else "a record that you may not see"
