"""Who may move a record, and take its last move back (PRODUCT.md, who may what)."""

from datetime import timedelta

from django.db import models
from django.utils import timezone

from ..moves import DECIDERS, MOVES, why_not
from .status import StatusChange

GRACE = timedelta(minutes=10)  # for so long whoever made a move may take it back (PRODUCT.md, moving)


class Permitting(models.Model):
    class Meta:
        abstract = True

    def can_be_owned_by(self, user):
        """Whether this person may propose, withdraw and reopen: author, decision-makers, admins."""
        return user.is_member and (user.is_admin or user.pk == self.author_id or self._names_as_decider(user))

    def can_be_decided_by(self, user):
        """Whether this person may accept, reject and deprecate: decision-makers and admins; any member where no decision-maker
        is named at all. Words, guests and people who left are named, too: who they stand for is not for us to guess."""
        return user.is_member and (user.is_admin or not self.decision_makers() or self._names_as_decider(user))

    def can_be_moved_by(self, user, verb):
        """Whether this person may make this move, whenever the record can make it (the table in moves.py)."""
        return self.can_be_decided_by(user) if verb == "state" or MOVES[verb].who == DECIDERS else self.can_be_owned_by(user)

    def can_move(self, user, verb):
        """Whether this person may make this move, now."""
        return not why_not(self, verb) and self.can_be_moved_by(user, verb)

    def moves_of(self, user):
        """The Moves this person can make now, in the order of the table."""
        return [move for move in MOVES.values() if self.can_move(user, move.verb)]

    def can_be_taken_back_by(self, user, now=None):
        """Whether the last move can be undone by this person: its actor for ten minutes, an admin (with a note) later."""
        if not user.is_member or not (user.is_admin or self.is_fresh(now)):
            return False
        last = self.last_move()
        if last is None or last.origin != StatusChange.Origin.PERSON or not last.from_status or last.cause_id:
            return False
        return user.is_admin or self._is_own_and_fresh(last, user, now)

    def must_explain_taking_back(self, user, now=None):
        """Whether this person can take the last move back only with a note: an admin, and not their own move of just now."""
        return not self._is_own_and_fresh(self.last_move(), user, now)

    def is_fresh(self, now=None):
        """Whether it changed so lately that its last move may be one to take back."""
        return (now or timezone.now()) - self.updated_at <= GRACE

    def last_move(self):
        """Its newest StatusChange."""
        return self.status_changes.first()

    # Private parts

    def _is_own_and_fresh(self, move, user, now):
        return move.by_id == user.pk and (now or timezone.now()) - move.at <= GRACE

    def _names_as_decider(self, user):
        parts = self.decision_makers()
        teams = {part.team_id for part in parts if part.team_id}
        return any(part.user_id == user.pk for part in parts) or bool(teams and user.teams.filter(pk__in=teams).exists())
