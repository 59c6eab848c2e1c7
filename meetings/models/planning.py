"""What is settled before a meeting and mended after it: when and where, who has which hat, who comes, what is talked about."""

from django.db import models, transaction
from django.utils import timezone

from ui.refusals import Impossible
from writing.models import plain

from .attendance import Attendance
from .filing import ONE_PERSON

TOPIC_COLUMNS = ("title", "purpose", "minutes", "took", "presenter", "record")


class Planning(models.Model):
    class Meta:
        abstract = True

    @transaction.atomic
    def describe(self, *, by, note="", at=None, **facts):
        """Set facts beside the notes (title, day, starts_at, minutes, time_zone, place, series); each difference leaves a
        MeetingChange. Gives the list of changes made."""
        made = []
        for what, after in facts.items():
            before = getattr(self, what)
            if before != after:
                setattr(self, what, after)
                made.append(self._changed(by, what, plain(before), plain(after), at, note))
        if made:
            self.save(update_fields=list(facts))
            self.reindex()
        return made

    @transaction.atomic
    def assign(self, *, by, facilitator=None, note_taker=None, at=None):
        """Give the two roles to two people; gives the MeetingChange, or None where nothing changed. Raises Impossible for one person."""
        if facilitator and facilitator == note_taker:
            raise Impossible(ONE_PERSON.format(facilitator))
        before = {"facilitator": str(self.facilitator or ""), "note_taker": str(self.note_taker or "")}
        after = {"facilitator": str(facilitator or ""), "note_taker": str(note_taker or "")}
        self.facilitator, self.note_taker = facilitator, note_taker
        self.save(update_fields=["facilitator", "note_taker"])
        self._let_in([facilitator, note_taker])
        return self._changed(by, "roles", before, after, at)

    @transaction.atomic
    def mark_attendance(self, *, by, presence, remarks=None, at=None):
        """Set who was there: `presence` maps users to Presence values, or to "" for somebody who was never on the list.

        `remarks` maps users to words ("from item 2"); who is not in it keeps theirs. Gives the MeetingChange, or None.
        """
        before = self._who()
        known = {row.user_id: row.remark for row in self.attendance.all()} | {user.pk: words for user, words in (remarks or {}).items()}
        self.attendance.filter(user__in=[user for user, value in presence.items() if not value]).delete()
        there = [Attendance(meeting=self, user=user, presence=value, remark=known.get(user.pk, "")) for user, value in presence.items() if value]
        Attendance.objects.bulk_create(there, update_conflicts=True, unique_fields=["meeting", "user"], update_fields=["presence", "remark"])
        self._prefetched_objects_cache = {}
        self._let_in([user for user, value in presence.items() if value])
        after = self._who()
        return self._changed(by, "attendance", before, after, at)

    @transaction.atomic
    def set_agenda(self, *, by, rows, at=None):
        """Make these the topics, in this order; gives the MeetingChange, or None where nothing changed.

        Each row is a dict with `topic` (the Topic it mends, None for a new one) and an entry per column of TOPIC_COLUMNS.
        A topic that no row names is taken off; raises Impossible where something came of it already.
        """
        before = self._agenda()
        kept = [row["topic"].pk for row in rows if row.get("topic")]
        for topic in self.topics.exclude(pk__in=kept):
            if topic.outcomes.exists() or topic.actions.exists() or topic.carried_to.exists():
                raise Impossible(f"“{topic}” has an outcome, an action or a later topic that came of it, so it stays on the agenda.")
            topic.delete()
        for position, row in enumerate(rows, 1):
            topic = row.get("topic") or self.topics.model(meeting=self)
            topic.position = position
            for column in TOPIC_COLUMNS:
                if column in row:
                    setattr(topic, column, row[column])
            topic.save()
        after = self._agenda()
        return self._changed(by, "agenda", before, after, at)

    def _changed(self, by, what, before, after, at, note=""):
        if before == after:
            return None
        return self.changes.create(by=by, at=at or timezone.now(), what=what, before=before, after=after, note=note)

    def _agenda(self):
        rows = self.topics.select_related("presenter").order_by("position")
        return [[row.title, row.purpose, row.minutes, row.took, str(row.presenter or ""), row.record_id, row.pk] for row in rows]

    def _who(self):
        rows = self.attendance.select_related("user").order_by("user__handle")
        return {row.user.handle: f"{row.presence}: {row.remark}" if row.remark else row.presence for row in rows}

    def _let_in(self, people):
        """Whoever is given a part in a meeting that is closed for itself may see it; a series' circle is widened on purpose only."""
        if self.audience_id and not (self.series_id and self.series.audience_id == self.audience_id):
            self.audience.admit(users=[person for person in people if person])
