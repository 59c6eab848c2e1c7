"""The sheet that files the notes of a meeting, planned here or not; and what it leaves for whoever comes second."""

from functools import partial

from django.db import transaction

from accounts.models import User
from records.models import Log
from ui.forms import posted_value
from writing import saving
from writing.beside import words

from ..models import Meeting
from .facts import FilingFacts, HeldFacts
from .joining import put_rows, rows_in
from .lines import with_lines
from .people import Roster
from .rows import ActionRow, AttendanceRow, OutcomeRow
from .sheets import Sheet, handle_of

FILED_AS = "{} filed this while you typed; a filed outcome is replaced on the page of the meeting. Empty it, or save again to add it as another one."


class FilingSheet(Sheet):
    """File the notes of a meeting: notes, who was there, outcomes, actions.

    Of two people who file at once the second one's sheet `is_late`: it adds to what was filed, and only what that lacks.
    """

    kinds = {"attendance": (AttendanceRow, 1), "outcomes": (OutcomeRow, 2), "actions": (ActionRow, 2)}
    for_members, for_roles, word_for_invited = "present", "present", "Not marked"
    notes, was_late = None, False  # as they were saved; whether the page said already that somebody else had filed

    def __init__(self, request, meeting=None, series=None):
        self.facts_form = FilingFacts if meeting else HeldFacts
        self.place = f"{meeting.text_place}/file" if meeting else "meetings/held"
        super().__init__(request, meeting, series)

    def load(self):
        super().load()
        outcomes = self.meeting.outcomes.for_page(self.reader).select_related("log") if self.meeting else []
        self.outcomes = list(outcomes)
        self.waiting = [row for row in self.outcomes if row.settled_at is None]
        self.actions = list(self.meeting.actions.select_related("owner")) if self.meeting else []

    def build(self, data):
        asked = data.get("more") if data is not None else ""
        self.lines = with_lines(self, data) if asked == "lines" else None
        super().build(self.lines.data if self.lines else with_everybody(data) if asked == "everybody" else data)

    @property
    def lines_read(self):
        """What names the lines of the notes that were made rows of."""
        return self.data.get("read", "") if self.is_bound else ""

    @property
    def is_late(self):
        """Whether the meeting is filed already, so that this only adds to it."""
        return self.meeting is not None and self.meeting.is_filed

    @property
    def facts_are_open(self):
        """Whether what was planned is to be looked at: something is wrong or lacking."""
        return any(name in self.facts.errors for name in self.facts.fields) if self.is_bound and not self.more else not self.facts.initial["day"]

    @property
    def facts_in_words(self):
        """What is folded of the facts, as it stands on the page."""
        return " · ".join(filter(None, (self.facts.called(name, posted_value(self.facts, name)) for name in ("title", "day", "time", "place"))))

    @property
    def presence_of_members(self):
        """Where nobody is on the list all members are expected; else whoever is not on it was left off."""
        return "" if self.attending else "invited"

    @property
    def has_unmarked(self):
        """Whether the page shows somebody who is not marked, so that one press may mark them."""
        return any(form.one and form["presence"].value() == "invited" for form in self.rows["attendance"].forms)

    @property
    def unmarked(self):
        """Those of whom nobody says whether they were there."""
        hats = {self.facts.cleaned_data["facilitator"], self.facts.cleaned_data["note_taker"]}
        return [row["person"] for row in self.rows["attendance"].filled() if row["presence"] == "invited" and row["person"] not in hats]

    def initial_facts(self):
        text = self.meeting.revision.text if self.meeting and self.meeting.revision_id else ""
        return {**super().initial_facts(), "text": text, "base": self.meeting.revision_number if self.meeting else 0}

    def known_outcomes(self):
        return {
            str(row.position): {
                "sentence": row.sentence, "kind": row.kind, "topic": row.topic.key if row.topic else "", "effect": row.effect,
                "record": row.record.name if row.record else "", "log": row.log.key if row.log else "", "until": words(row.until),
                "deferred_to": words(row.deferred_to and row.deferred_to.number),
            }
            for row in self.waiting
        }  # fmt: skip

    def known_actions(self):
        return {str(row.number): {"text": row.text, "owner": handle_of(row.owner), "due": words(row.due)} for row in self.actions}

    def knows(self, kind, one):
        return super().knows(kind, one) or (kind == "outcomes" and one in {str(row.position) for row in self.outcomes})

    @property
    def closed(self):
        """{position: effect} of the outcomes about a record that this reader may not see."""
        return {str(row.position): row.effect for row in self.waiting if row.record_id and row.record is None}

    # Whoever comes second

    def settled(self, kind, typed):
        if kind != "outcomes":
            return False
        said = (" ".join(typed["sentence"].lower().split()), typed["kind"])
        return any((" ".join(row.sentence.lower().split()), row.kind) == said for row in self.outcomes if row.settled_at)

    def gone(self, kind, form):
        return FILED_AS.format(self.meeting.filed_by or "Somebody") if kind == "outcomes" and self.is_late else ""

    # Verbs

    @transaction.atomic
    def file(self):
        """File the meeting with all that was typed; gives (Meeting, the StatusChanges that were made). Raises Conflict, Impossible,
        Overtaken, saving.Clash."""
        facts = self.facts.cleaned_data
        if self.meeting:
            self.was_late = self.facts.at_first().get("status") in (Meeting.Status.FILED, Meeting.Status.SEALED)
            meeting = self.caught_up()
            if self.is_late and not self.was_late:
                self.overtaken()
            if not self.is_late:
                meeting.require_planned()
        else:
            meeting = self.begin(text="")
        self.save_facts(meeting)
        self.save_attendance(meeting, {User.objects.guest(name): "present" for name in facts["guests"]})
        if facts["text"] or meeting.revision_id:
            self.notes = saving.save(meeting, (None, facts["text"]), facts["base"] or 0, partial(self.file_notes, meeting))
        outcomes, actions = self.outcome_rows(), self.rows["actions"].filled()
        if self.is_late:
            return meeting, meeting.file_more(by=self.reader, outcomes=outcomes, actions=actions)
        meeting.set_outcomes(by=self.reader, rows=outcomes)
        meeting.set_actions(by=self.reader, rows=actions)
        return meeting, meeting.file(by=self.reader)

    def outcome_rows(self):
        topics = {topic.key: topic for topic in self.topics}
        return [{**row, "topic": topics.get(row["topic"])} for row in self.rows["outcomes"].filled()]

    def file_notes(self, meeting, title, origin, **written):
        """The notes as they are filed, or joined with those of others; gives the MeetingRevision. Raises Conflict."""
        note = f"Joined with what {meeting.filed_by or 'somebody'} had filed" if self.is_late else ""
        return meeting.note_down(by=self.reader, origin="filed" if origin == "typed" and not self.is_late else origin, note=note, **written)


def with_everybody(data):
    """What was typed, with everybody as present who was not marked."""
    data = data.copy()
    rows = rows_in(data, "attendance")
    put_rows(data, "attendance", [{**row, "presence": "present"} if row.get("person") and row.get("presence") == "invited" else row for row in rows])
    return data


class OneRow:
    """What a single row, standing alone on its page, asks of a sheet."""

    def __init__(self, request, meeting):
        self.reader, self.meeting, self.day = request.user, meeting, meeting.day
        self.topics = list(meeting.topics.all())
        self.topic_choices = [(topic.key, topic.title) for topic in self.topics]
        self.logs = Log.objects.visible_to(request.user)
        self.roster = Roster()
        self.closed = {}

    def knows(self, kind, one):
        return False
