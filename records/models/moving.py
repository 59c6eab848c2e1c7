"""The moves of a record: each is one transaction and leaves a StatusChange."""

from django.db import transaction
from django.utils import timezone

from ui.refusals import Conflict, Impossible

from ..moves import MOVES, STATABLE, why_not
from ..signals import moved
from .relating import Relating
from .status import DECIDED, LIVED, Status, StatusChange


class Moving(Relating):
    class Meta:
        abstract = True

    # Verbs

    @transaction.atomic
    def propose(self, *, by, note="", on=None, at=None):
        """Ask for a decision; a draft becomes visible to all who may see its log. Gives the StatusChange. Raises Conflict, and
        Impossible where parts that the template requires are not written yet."""
        self._check_written()
        row = self._move("propose", by, note, on, at)
        self._open_to_all()
        return self._told(row)

    @transaction.atomic
    def redraft(self, *, by, note="", on=None, at=None):
        """Make a proposal a draft again, seen by its people only. Gives the StatusChange. Raises Impossible, Conflict."""
        row = self._move("redraft", by, note, on, at)
        self._close_as_draft(by)
        return self._told(row)

    @transaction.atomic
    def accept(self, *, by, note="", on=None, at=None):
        """Put in force; in the same transaction what it supersedes is superseded. Gives the StatusChange. Raises Impossible, Conflict."""
        row = self._move("accept", by, note, on, at)
        self.accepted_revision, self.decided_on = self.revision, row.on
        self.save(update_fields=["accepted_revision", "decided_on"])
        self._supersede_all(row)
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
        """Ask again. Gives the StatusChange. Raises as `propose` does."""
        self._check_written()
        with transaction.atomic():
            row = self._move("reopen", by, note, on, at)
            self._open_to_all()
            self.decided_on = None
            self.save(update_fields=["decided_on"])
            return self._told(row)

    def deprecate(self, *, by, note="", on=None, at=None):
        """Say that it no longer holds, with nothing in its place. Gives the StatusChange. Raises Impossible, Conflict."""
        from ..chains import renew_heads

        with transaction.atomic():
            row = self._move("deprecate", by, note, on, at)
            renew_heads(self)
            return self._told(row)

    @transaction.atomic
    def state(self, status, *, by, note, on=None, at=None):
        """Say what an unstated record is, by default since the day that its file names; the note says how we know. Gives the
        StatusChange. Raises Impossible, Conflict."""
        if status not in STATABLE:
            raise Impossible(f"“{status}” is not a status that can be stated. Choose one of: {', '.join(Status(s).label for s in STATABLE)}.")
        row = self._move("state", by, note, on or self.status_on, at, to=status)
        self.decided_on = row.on if status in DECIDED else None
        if status == Status.ACCEPTED:
            self.accepted_revision = self.revision
        self.save(update_fields=["decided_on", "accepted_revision"])
        if status == Status.ACCEPTED:
            self._supersede_all(row)
        return self._told(row)

    @transaction.atomic
    def take_back(self, *, by, note="", at=None):
        """Undo the last move and what it did to others. Gives the StatusChange. Raises Impossible, Conflict."""
        from ..chains import renew_heads

        last = self.last_move()
        if not self.can_be_taken_back_by(by, at):
            raise Impossible(f"The last move of {self.name} can be taken back by whoever made it, for ten minutes; later by an admin.")
        if not note.strip() and self.must_explain_taking_back(by, at):
            raise Impossible(f"Write why the last move of {self.name} is taken back.")
        row = self._undo(last, by=by, note=note, at=at)
        if self._was_never_proposed():
            self._close_as_draft(by)
        else:
            self._open_to_all()
        if last.to_status in LIVED:
            self._release_all(by=by, at=at, cause=row)
        renew_heads(self)
        return self._told(row)

    # Private parts

    def _check_written(self):
        from ..unwritten import what_to_write

        if sentence := what_to_write(self):
            raise Impossible(sentence)

    def _was_never_proposed(self):
        """Whether it is a draft, or was one when it was withdrawn."""
        entry = self.status_changes.filter(to_status=self.status).exclude(origin=StatusChange.Origin.TAKEN_BACK).first()
        return self.status == Status.DRAFT or (self.status == Status.WITHDRAWN and entry.from_status == Status.DRAFT)

    def _moved(self, verb, by, note, on, at):
        with transaction.atomic():
            return self._told(self._move(verb, by, note, on, at))

    def _move(self, verb, by, note, on, at, to=None):
        if reason := why_not(self, verb):
            raise Impossible(reason)
        return self._change(to or MOVES[verb].to, by=by, note=note, on=on, at=at)

    def _change(self, to, *, by, note="", on=None, at=None, origin=StatusChange.Origin.PERSON, cause=None):
        """Move from the status that this object knows to another, if it still has it in the database."""
        at = at or timezone.now()
        on = on or timezone.localdate(at)
        if not type(self).objects.filter(pk=self.pk, status=self.status).update(status=to, status_on=on, updated_at=at):
            last = self.status_changes.select_related("by").first()
            raise Conflict(f"{last.by} was first: {self.name} is {last.became} now. Nothing was changed.")
        row = self.status_changes.create(
            from_status=self.status, to_status=to, by=by, at=at, on=on, note=note, revision=self.revision, origin=origin, cause=cause
        )
        self.status, self.status_on, self.updated_at = to, on, at
        return row

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
        if self.status not in LIVED:  # else it kept the day of its decision
            self.decided_on = earlier.on if earlier and self.status == Status.REJECTED else None
        self.accepted_revision = self.accepted_revision if self.status in LIVED else None
        self.head = None
        self.save(update_fields=["decided_on", "accepted_revision", "head"])
        self._told(None)
        return row

    def _told(self, row):
        """Index the record and tell whoever listens; gives the row back."""
        self.reindex()
        for risk in self.risks.select_related("area", "owner"):  # they are as closed as their record
            risk.record = self
            risk.reindex()
        moved.send(sender=type(self), record=self)
        return row
