"""The moves of a record: each is one transaction and leaves a StatusChange."""

from datetime import timedelta

from django.db import models, transaction
from django.utils import timezone

from accounts.models import Audience
from ui.refusals import Conflict, Impossible

from ..signals import moved
from .status import Status, StatusChange

GRACE = timedelta(minutes=10)  # for so long whoever made a move may take it back (PRODUCT.md, moving)


class Moving(models.Model):
    class Meta:
        abstract = True

    # Questions

    def can_be_owned_by(self, user):
        """Whether this person may propose, withdraw and reopen: author, decision-makers, admins."""
        return user.is_member and (user.is_admin or user.pk == self.author_id or self._names_as_decider(user))

    def can_be_decided_by(self, user):
        """Whether this person may accept, reject and deprecate: decision-makers and admins; any member where no
        decision-maker is named who could sign in."""
        if not user.is_member:
            return False
        named = [part for part in self.decision_makers() if part.team_id or (part.user_id and not part.user.is_guest)]
        return user.is_admin or not named or self._names_as_decider(user)

    def can_move(self, user, verb):
        """Whether this person may make this move, now."""
        from ..moves import DECIDERS, MOVES, why_not

        who = DECIDERS if verb == "state" else MOVES[verb].who
        allowed = self.can_be_decided_by(user) if who == DECIDERS else self.can_be_owned_by(user)
        return allowed and not why_not(self, verb)

    def moves_of(self, user):
        """The Moves this person can make now, in the order of the table."""
        from ..moves import MOVES

        return [move for move in MOVES.values() if self.can_move(user, move.verb)]

    def can_be_taken_back_by(self, user, now=None):
        """Whether the last move can be undone by this person: its actor for ten minutes, an admin (with a note) later."""
        last = self.last_move()
        if not user.is_member or last is None or last.origin != StatusChange.Origin.PERSON or not last.from_status or last.cause_id:
            return False
        return user.is_admin or (last.by_id == user.pk and (now or timezone.now()) - last.at <= GRACE)

    def last_move(self):
        return self.status_changes.first()

    # Verbs

    @transaction.atomic
    def propose(self, *, by, note="", on=None, at=None):
        """Ask for a decision; a draft becomes visible to all who may see its log. Gives the StatusChange. Raises Impossible, Conflict."""
        row = self._move("propose", by, note, on, at)
        if self.audience_id and self.audience.reason == Audience.Reason.DRAFT:
            self.audience = self.log.audience
            self.save(update_fields=["audience"])
        return self._told(row)

    @transaction.atomic
    def redraft(self, *, by, note="", on=None, at=None):
        """Take a proposal back to its desk. Gives the StatusChange. Raises Impossible, Conflict."""
        row = self._move("redraft", by, note, on, at)
        self._close_as_draft(by)
        return self._told(row)

    @transaction.atomic
    def accept(self, *, by, note="", on=None, at=None):
        """Put in force; in the same transaction what it supersedes is superseded. Gives the StatusChange. Raises Impossible, Conflict."""
        row = self._move("accept", by, note, on, at)
        self.accepted_revision, self.decided_on = self.revision, row.on
        self.save(update_fields=["accepted_revision", "decided_on"])
        self._supersede(row)
        return self._told(row)

    @transaction.atomic
    def reject(self, *, by, note="", on=None, at=None):
        """Decide against it; the note is the reason. Gives the StatusChange. Raises Impossible, Conflict."""
        row = self._move("reject", by, note, on, at)
        self.decided_on = row.on
        self.save(update_fields=["decided_on"])
        return self._told(row)

    def withdraw(self, *, by, note="", on=None, at=None):
        """Stop asking. Gives the StatusChange. Raises Impossible, Conflict."""
        return self._moved("withdraw", by, note, on, at)

    def reopen(self, *, by, note="", on=None, at=None):
        """Ask again. Gives the StatusChange. Raises Impossible, Conflict."""
        with transaction.atomic():
            row = self._move("reopen", by, note, on, at)
            if self.audience_id and self.audience.reason == Audience.Reason.DRAFT:
                self.audience = self.log.audience
            self.decided_on = None
            self.save(update_fields=["decided_on", "audience"])
            return self._told(row)

    def deprecate(self, *, by, note="", on=None, at=None):
        """Say that it no longer holds, with nothing in its place. Gives the StatusChange. Raises Impossible, Conflict."""
        return self._moved("deprecate", by, note, on, at)

    @transaction.atomic
    def state(self, status, *, by, note, on=None, at=None):
        """Say what an unstated record is; the note says how we know. Gives the StatusChange. Raises Impossible, Conflict."""
        from ..moves import STATABLE

        if status not in STATABLE:
            raise Impossible(f"“{status}” is not a status that can be stated. Choose one of: {', '.join(Status(s).label for s in STATABLE)}.")
        row = self._move("state", by, note, on, at, to=status)
        self.decided_on = row.on if status in (Status.ACCEPTED, Status.REJECTED, Status.DEPRECATED) else None
        if status == Status.ACCEPTED:
            self.accepted_revision = self.revision
        self.save(update_fields=["decided_on", "accepted_revision"])
        if status == Status.ACCEPTED:
            self._supersede(row)
        return self._told(row)

    @transaction.atomic
    def take_back(self, *, by, note="", at=None):
        """Undo the last move and what it did to others. Gives the StatusChange. Raises Impossible, Conflict."""
        from ..chains import predecessors, renew_heads

        last = self.last_move()
        if not self.can_be_taken_back_by(by, at):
            raise Impossible(f"The last move of {self.name} can be taken back by whoever made it, for ten minutes; later by an admin.")
        row = self._undo(last, by=by, note=note, at=at)
        if self.status == Status.DRAFT:
            self._close_as_draft(by)
        for effect in last.effects.filter(origin=StatusChange.Origin.PERSON).select_related("record__log"):
            if effect.record.last_move() == effect:
                effect.record._undo(effect, by=by, note="", at=at, cause=row)
        for old in predecessors(self):
            renew_heads(old)
        self._renew_partly()
        return self._told(row)

    @transaction.atomic
    def relate(self, *, by, kind, target, sections=(), note="", at=None):
        """Say what this record is to another; gives the Relation. A record in force supersedes at once; any other once it is
        accepted. Raises Impossible where the supersession cannot be."""
        from ..chains import would_close_a_circle
        from ..moves import SUPERSEDABLE
        from .relation import Relation

        if target.pk == self.pk:
            raise Impossible(f"{self.name} cannot refer to itself. Choose another record.")
        if kind == Relation.Kind.SUPERSEDES:
            if target.status not in (*SUPERSEDABLE, Status.SUPERSEDED):
                raise Impossible(f"{target.name} is {target.worth.lower()}: only a record in force, deprecated or unstated can be superseded.")
            if would_close_a_circle(self, target):
                raise Impossible(f"{target.name} already leads back to {self.name}; a record cannot replace itself.")
        relation, is_new = Relation.objects.get_or_create(kind=kind, source=self, target=target)
        relation.sections.add(*sections)
        if is_new:
            self.changes.create(by=by, at=at or timezone.now(), what="relation", after=str(relation), note=note)
        if kind == Relation.Kind.SUPERSEDES and self.status == Status.ACCEPTED:
            self._supersede(self.status_changes.filter(to_status=Status.ACCEPTED).first())
        return relation

    # Private parts

    def _names_as_decider(self, user):
        parts = self.decision_makers()
        teams = {part.team_id for part in parts if part.team_id}
        return any(part.user_id == user.pk for part in parts) or bool(teams and user.teams.filter(pk__in=teams).exists())

    def _close_as_draft(self, by):
        """Show a record that was open to its people only."""
        if self.audience_id is not None:
            return
        parts = list(self.people.select_related("user", "team"))
        self.audience = Audience.objects.create(reason=Audience.Reason.DRAFT)
        self.audience.admit(users={self.author, by, *(part.user for part in parts)} - {None}, teams={part.team for part in parts} - {None})
        self.save(update_fields=["audience"])

    def _moved(self, verb, by, note, on, at):
        with transaction.atomic():
            return self._told(self._move(verb, by, note, on, at))

    def _move(self, verb, by, note, on, at, to=None):
        from ..moves import MOVES, why_not

        if reason := why_not(self, verb):
            raise Impossible(reason)
        return self._change(to or MOVES[verb].to, by=by, note=note, on=on, at=at)

    def _change(self, to, *, by, note="", on=None, at=None, origin=StatusChange.Origin.PERSON, cause=None):
        """Move from the status that this object knows to another, if it still has it in the database."""
        at = at or timezone.now()
        on = on or timezone.localdate(at)
        if not type(self).objects.filter(pk=self.pk, status=self.status).update(status=to, status_on=on, updated_at=at):
            last = self.status_changes.select_related("by").first()
            raise Conflict(f"{last.by} was first: {self.name} is {Status(last.to_status).label.lower()} now. Nothing was changed.")
        row = self.status_changes.create(
            from_status=self.status, to_status=to, by=by, at=at, on=on, note=note, revision=self.revision, origin=origin, cause=cause
        )
        self.status, self.status_on, self.updated_at = to, on, at
        return row

    def _supersede(self, row):
        """Flip what this record, accepted by `row`, replaces; mark what it replaces in part."""
        from ..chains import renew_heads
        from ..moves import SUPERSEDABLE

        for relation in self.relations.supersessions().filter(target__isnull=False).select_related("target__log", "target__head__log"):
            old = relation.target
            if self.audience_id and self.audience_id != old.audience_id:
                raise Impossible(
                    f"{self.name} is restricted, but {old.name} is seen by more people: they would learn that it fell and not why. "
                    "Widen the one or restrict the other first."
                )
            if relation.sections.exists():
                old._renew_partly()
                old.reindex()
                continue
            if old.status not in (*SUPERSEDABLE, Status.SUPERSEDED):
                raise Impossible(f"{old.name} is {old.worth.lower()} and cannot be superseded. Remove the relation, or put it in force first.")
            if old.status != Status.SUPERSEDED:
                old._change(Status.SUPERSEDED, by=row.by, on=row.on, at=row.at, cause=row)
            renew_heads(old)
            old._told(None)

    def _renew_partly(self):
        """Set `partly_superseded` on this record and on those that it replaces in part."""
        from .relation import Relation

        partial = Relation.objects.supersessions().filter(sections__isnull=False)
        touched = {self} | {relation.target for relation in partial.filter(source=self).select_related("target__log")}
        for record in touched:
            partly = partial.filter(target=record, source__status__in=[Status.ACCEPTED, Status.SUPERSEDED]).exists()
            if record.partly_superseded != partly:
                record.partly_superseded = partly
                record.save(update_fields=["partly_superseded"])
                record._told(None)

    def _undo(self, last, *, by, note, at, cause=None):
        earlier = self.status_changes.filter(to_status=last.from_status).exclude(pk=last.pk).first()
        row = self._change(
            last.from_status,
            by=by,
            note=note,
            at=at,
            on=earlier.on if earlier else None,
            origin=StatusChange.Origin.TAKEN_BACK,
            cause=cause,
        )
        decided = self.status in (Status.ACCEPTED, Status.REJECTED, Status.DEPRECATED, Status.SUPERSEDED)
        self.decided_on = self.decided_on if decided else None
        self.accepted_revision = self.accepted_revision if decided and self.status != Status.REJECTED else None
        self.head = None
        self.save(update_fields=["decided_on", "accepted_revision", "head"])
        self._told(None)
        return row

    def _told(self, row):
        """Index the record and tell whoever listens; gives the row back."""
        self.reindex()
        moved.send(sender=type(self), record=self)
        return row
