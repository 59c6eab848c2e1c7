"""How a meeting comes to its end: outcomes and actions are noted down, then the notes are filed, or it did not take place."""

from datetime import timedelta

from django.db import models, transaction
from django.db.models import Max
from django.utils import timezone

from search.index import remove
from ui.refusals import Conflict, Impossible

ONE_PERSON = "{} cannot both facilitate and take notes: two hats, two heads. Choose another person for one of them."


class Filing(models.Model):
    class Meta:
        abstract = True

    @transaction.atomic
    def conclude(self, *, by, sentence, kind="decided", effect="none", **facts):
        """Note down how a topic ended; gives the Outcome. What it does to a record happens when the meeting is filed.

        `facts` are an Outcome's other columns: topic, record, log (where a record begins), until, deferred_to, replaces.
        """
        return self.outcomes.create(by=by, kind=kind, sentence=sentence, effect=effect, position=self._next("outcomes", "position"), **facts)

    @transaction.atomic
    def add_action(self, *, by, text, owner=None, due=None, topic=None, at=None, **facts):
        """Note down a thing to do; gives the Action. In a filed meeting it leaves a MeetingChange too."""
        action = self.actions.create(text=text, owner=owner, due=due, topic=topic, number=self._next("actions", "number"), **facts)
        if self.is_filed:
            self.changes.create(by=by, at=at or timezone.now(), what="action added", after={"action": action.number, "text": text})
            self.reindex()
        return action

    @transaction.atomic
    def set_outcomes(self, *, by, rows):
        """Make these the outcomes that filing will carry out; those carried out before stay as they are.

        Each row is a dict of what `conclude()` takes, with `number`: the position of the outcome that it mends, or None.
        """
        waiting = {outcome.position: outcome for outcome in self.outcomes.filter(settled_at=None)}
        for row in rows:
            facts = {name: value for name, value in row.items() if name != "number"}
            outcome = waiting.pop(row.get("number"), None)
            if outcome is None:
                self.conclude(by=by, **facts)
                continue
            for name, value in facts.items():
                setattr(outcome, name, value)
            outcome.save(update_fields=list(facts))
        for outcome in waiting.values():
            outcome.delete()
            remove("outcome", str(self.number), f"outcome-{outcome.position}")

    @transaction.atomic
    def set_actions(self, *, by, rows):
        """Make these the actions: each row is a dict of what `add_action()` takes, with `number`: the action it mends, or None."""
        for action in self._mend_actions(by, rows):
            action.delete()
            remove("action", str(self.number), f"action-{action.number}")

    @transaction.atomic
    def file(self, *, by, log=None, at=None):
        """File the meeting: carry out what its outcomes decide, all or nothing. Gives the StatusChanges that were made.

        `log` is where outcomes begin a record that name no log themselves. Raises Impossible or Conflict; nothing is changed then.
        """
        if self.facilitator_id and self.facilitator_id == self.note_taker_id:
            raise Impossible(ONE_PERSON.format(self.facilitator))
        at = at or timezone.now()
        # a day of slack: it may be tomorrow already where the people met
        if self.day and self.day > timezone.localdate(at) + timedelta(days=1):
            raise Impossible(f"Meeting {self.number} is planned for a day to come. File it once it was held, or change its day.")
        self._leave_planned({"status": self.Status.FILED, "filed_at": at, "filed_by": by})
        self.day = self.day or timezone.localdate(at)
        self.save(update_fields=["day"])
        made = []
        for outcome in self.outcomes.filter(settled_at=None).select_related("record__log", "record__head__log", "record__area", "log"):
            outcome.meeting = self
            made.append(outcome.settle(by=by, log=log, at=at))
        self.changes.create(by=by, at=at, what="filed", after={"outcomes": len(made)})
        self.reindex()
        return [change for change in made if change]

    @transaction.atomic
    def file_more(self, *, by, outcomes, actions, at=None):
        """Add to a filed meeting what was not filed with it, carried out at once; rows as `set_outcomes` and `set_actions` take them,
        and actions that no row names stay. Gives the StatusChanges that were made. Raises Impossible, Conflict."""
        made = []
        for row in outcomes:
            outcome = self.conclude(by=by, **{name: value for name, value in row.items() if name != "number"})
            outcome.meeting = self
            made.append(outcome.settle(by=by, at=at))
            self.changes.create(by=by, at=at or timezone.now(), what="outcome added", after={"sentence": outcome.sentence})
        self._mend_actions(by, actions)
        self.reindex()
        return [change for change in made if change]

    @transaction.atomic
    def call_off(self, *, by, note="", at=None):
        """Say that it did not take place; gives the MeetingChange. Raises Conflict."""
        self._leave_planned({"status": self.Status.DID_NOT_TAKE_PLACE})
        change = self.changes.create(by=by, at=at or timezone.now(), what="did not take place", note=note)
        self.reindex()
        return change

    @transaction.atomic
    def plan_again(self, *, by, note="", at=None):
        """Say that it takes, or took, place after all; gives the MeetingChange. Raises Conflict."""
        off = self.Status.DID_NOT_TAKE_PLACE
        if not type(self).objects.filter(pk=self.pk, status=off).update(status=self.Status.PLANNED):
            raise Conflict(f"Meeting {self.number} is not marked as one that did not take place: nothing was changed.")
        self.status = self.Status.PLANNED
        change = self.changes.create(by=by, at=at or timezone.now(), what="planned again", note=note)
        self.reindex()
        return change

    def _mend_actions(self, by, rows):
        """Add or mend the action of each row; gives those that no row names."""
        known = {action.number: action for action in self.actions.all()}
        for row in rows:
            facts = {name: value for name, value in row.items() if name != "number"}
            action = known.pop(row.get("number"), None)
            if action is None:
                self.add_action(by=by, **facts)
            else:
                action.meeting = self
                action.change(by=by, **facts)
        return known.values()

    def _next(self, rows, column):
        return (getattr(self, rows).aggregate(last=Max(column))["last"] or 0) + 1

    @property
    def stands(self):
        """How it stands, as a sentence for somebody who came to file it."""
        if self.status == self.Status.DID_NOT_TAKE_PLACE:
            return f"Meeting {self.number} is marked as one that did not take place. Say first that it did."
        return f"Meeting {self.number} is {self.get_status_display().lower()} already."

    def why_over(self, since):
        """The sentence that says why nothing can be deferred to this meeting any more; empty if it can.

        What a meeting of the day `since` (or None) put off to a later one stays true however late its notes are filed.
        """
        if self.status == self.Status.DID_NOT_TAKE_PLACE:
            return f"Meeting {self.number} did not take place."
        if since and self.day and self.day >= since:
            return ""
        if self.is_filed:
            return f"Meeting {self.number} is filed already."
        return f"Meeting {self.number} was on {self.day:%-d %B %Y}." if self.day and self.day < timezone.localdate(timezone=self.zone) else ""

    def require_planned(self):
        """Raise Conflict, with the sentence for whoever comes second, unless this meeting still waits to be filed."""
        if self.status == self.Status.DID_NOT_TAKE_PLACE:
            raise Conflict(self.stands)
        if self.status != self.Status.PLANNED:
            raise Conflict(f"{self.filed_by or 'Somebody'} filed meeting {self.number} before you. Nothing was carried out a second time.")

    def _leave_planned(self, values):
        """Move on from planned by conditional update, so that of two people who file at once one is told."""
        if not type(self).objects.filter(pk=self.pk, status=self.Status.PLANNED).update(**values):
            type(self).objects.select_related("filed_by").get(pk=self.pk).require_planned()
        for name, value in values.items():
            setattr(self, name, value)
