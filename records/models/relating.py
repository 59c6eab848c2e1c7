"""What a record is to others: relations, and what a supersession does to the record that it replaces (MODEL 9 and 21)."""

from django.db import models, transaction
from django.utils import timezone

from ui.refusals import Impossible

from .closing import called
from .relation import Relation
from .status import LIVED, SUPERSEDABLE, Status, StatusChange


class Relating(models.Model):
    class Meta:
        abstract = True

    # Questions

    def can_be_related_by(self, user, kind):
        """Whether this person may say, or unsay, what this record is to another. Once it has been in force, a supersession
        moves the other record at once, so it is a decision."""
        decides = kind == Relation.Kind.SUPERSEDES and self.status in LIVED
        return self.can_be_decided_by(user) if decides else self.can_be_edited_by(user)

    def will_supersede(self):
        """The supersessions that accepting this record carries out."""
        return self.relations.supersessions().filter(target__isnull=False).for_page().prefetch_related("sections")

    # Verbs

    @transaction.atomic
    def relate(self, *, by, kind, target, sections=(), note="", at=None):
        """Say what this record is to another; gives the Relation. A record in force supersedes at once; any other once it is
        accepted. `sections`, of the target, make a supersession partial. Raises Impossible where that cannot be."""
        sections = list(sections)
        self._check_relation(kind, target, sections)
        relation, is_new = Relation.objects.get_or_create(kind=kind, source=self, target=target)
        if not is_new and {section.pk for section in sections} == {section.pk for section in relation.sections.all()}:
            return relation
        if not is_new and self.status in LIVED:
            raise Impossible(f"{self.name} supersedes {target.name} already. Remove that first, then say which part it supersedes.")
        before = None if is_new else relation.told()
        relation.sections.set(sections)
        self._leave_relation(by, before, relation.told(), note, at)
        if kind == Relation.Kind.SUPERSEDES and self.status == Status.ACCEPTED:
            cause = self.status_changes.filter(to_status=Status.ACCEPTED).first()
            self._supersede(relation, by=by, cause=cause, at=at)
        return relation

    @transaction.atomic
    def unrelate(self, *, by, relation, note="", at=None):
        """Take back what this record said of another; what it alone superseded is again what it was. Gives the RecordChange."""
        old, was_whole, before = relation.target, relation.is_whole_supersession, relation.told()
        relation.sections.clear()
        relation.delete()
        if old and was_whole and old.status == Status.SUPERSEDED and self.status in LIVED:
            old._restore(by=by, at=at)
        elif old:
            old._renew_partly()
        return self._leave_relation(by, before, None, note, at)

    # Private parts

    def _check_relation(self, kind, target, sections):
        from ..chains import would_close_a_circle

        if target.pk == self.pk:
            raise Impossible(f"{self.name} cannot refer to itself. Choose another record.")
        if any(section.parent_id != target.pk for section in sections):
            raise Impossible(f"Choose sections of {target.name}.")
        if kind != Relation.Kind.SUPERSEDES:
            if sections:
                raise Impossible("Only a supersession can name sections.")
            return
        if self.status in (Status.DEPRECATED, Status.SUPERSEDED):
            raise Impossible(f"{self.name} no longer holds, so it cannot supersede another record.")
        if target.status not in (*SUPERSEDABLE, Status.SUPERSEDED):
            raise Impossible(f"{target.name} is {target.stands}: only a record in force, deprecated or unstated can be superseded.")
        if would_close_a_circle(self, target):
            raise Impossible(f"{target.name} already leads back to {self.name}; a record cannot replace itself.")

    def _leave_relation(self, by, before, after, note, at):
        self.updated_at = at or timezone.now()
        self.save(update_fields=["updated_at"])
        return self.changes.create(by=by, what="relation", before=before, after=after, note=note, at=self.updated_at)

    def _supersede_all(self, row):
        """Flip what this record, accepted by `row`, replaces; mark what it replaces in part."""
        for relation in self.will_supersede():
            self._supersede(relation, by=row.by, cause=row, on=row.on, at=row.at)

    def _supersede(self, relation, *, by, cause, on=None, at=None):
        from ..chains import renew_heads

        old = relation.target
        self.refresh_from_db(fields=["audience"])  # somebody may have closed it since it was read
        name = called(old, by)
        if not self.is_seen_by_all_who_see(old):
            raise Impossible(
                f"{self.name} is restricted, but {name} is seen by more people: they would learn that it fell and not why. "
                "Widen the one or restrict the other first."
            )
        if not relation.is_whole_supersession:
            old._renew_partly()
            return
        if old.status not in (*SUPERSEDABLE, Status.SUPERSEDED):
            raise Impossible(f"{self.name} is to supersede {name}, which is {old.stands}. Remove that relation first.")
        if old.status != Status.SUPERSEDED:
            old._change(Status.SUPERSEDED, by=by, on=on, at=at, cause=cause)
        renew_heads(old)
        old._told(None)

    def _restore(self, *, by, at=None, cause=None):
        """Give a superseded record back its status, unless another record that was in force supersedes it as well."""
        from ..chains import renew_heads, successors

        last = self.last_move()
        flipped = last and last.to_status == Status.SUPERSEDED and (last.cause_id or last.origin == StatusChange.Origin.INFERRED)
        if flipped and last.from_status and not successors(self):
            self._undo(last, by=by, note="", at=at, cause=cause)
        renew_heads(self)
        self._told(None)

    def _renew_partly(self):
        """Set whether sections of this record are superseded."""
        partly = Relation.objects.holding_in_part().filter(target=self).exists()
        if self.partly_superseded != partly:
            self.partly_superseded = partly
            self.save(update_fields=["partly_superseded"])
            self._told(None)

    def _release_all(self, *, by, at, cause):
        """Undo what this record's acceptance did to others, now that `cause` has taken it back."""
        for relation in self.will_supersede():
            old = relation.target
            if relation.is_whole_supersession and old.status == Status.SUPERSEDED:
                old._restore(by=by, at=at, cause=cause)
            else:
                old._renew_partly()
