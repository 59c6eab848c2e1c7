"""A page of forms that are saved together: the facts of a meeting and its rows. The page is whole, or nothing is saved."""

from functools import partial

from django.db import transaction
from django.forms.utils import ErrorDict
from django.utils.functional import cached_property

from accounts.models import User
from records.models import Log
from ui.refusals import Conflict
from writing import saving
from writing.offers import put_back_as_post

from ..models import Meeting
from .facts import Facts, FilingFacts, HeldFacts, PlannedFacts
from .people import Roster
from .rows import ActionRow, AttendanceRow, OutcomeRow, TopicRow, rows_of


class Sheet:
    """Bound to what was posted, or filled with what is known of `meeting` (None for a new one, in `series` or single).

    `is_valid()` and `problems` are those of all its forms; `more` names the rows that the reader wants one more of.
    """

    kinds = {}
    facts_form = None

    def __init__(self, request, meeting=None, series=None):
        self.reader, self.meeting, self.series = request.user, meeting, series
        self.posted = request.POST if request.method == "POST" else self.put_back(request)
        self.is_bound = self.posted is not None
        self.more = self.posted.get("more", "") if self.is_bound else ""
        self.refusal = ""
        self.attending = list(meeting.attendance.all()) if meeting else []
        self.members = list(series.members.all()) if series else []
        self.topics = list(meeting.topics.for_page(self.reader)) if meeting else []
        self.logs = Log.objects.visible_to(self.reader)
        self.roster = Roster(self.near())
        self.build(self.posted)

    def put_back(self, request):
        """What was typed before and not saved, if the address asks for it; None where it does not."""

    def build(self, posted):
        self.rows = {}
        self.facts = self.facts_form(posted, sheet=self, initial=self.initial_facts())
        for name, (row, extra) in self.kinds.items():
            initial = getattr(self, f"initial_{name}")()
            more = 1 if self.more == name else 0
            self.rows[name] = rows_of(row, prefix=name, sheet=self, data=posted, initial=initial, extra=extra, more=more)
        if self.more:
            self.forget_errors()
            self.go_to_the_new_row()

    # What the forms ask of their sheet

    @property
    def time_zone(self):
        return self.meeting.time_zone if self.meeting else self.series.time_zone if self.series else ""

    @property
    def topic_choices(self):
        return [(topic.position, topic.title) for topic in self.topics]

    def near(self):
        """Those who belong to the meeting already; only they may be guests."""
        meeting = self.meeting
        people = {*self.members, *(row.user for row in self.attending), *(topic.presenter for topic in self.topics)}
        if meeting:
            people |= {meeting.facilitator, meeting.note_taker, *(action.owner for action in meeting.actions.select_related("owner"))}
        return people - {None}

    # Validity

    @property
    def forms(self):
        return [self.facts, *(form for rows in self.rows.values() for form in rows.forms)]

    def is_valid(self):
        """Whether all that was posted can be saved; not while the reader asks for one more row."""
        return self.is_bound and not self.more and all([self.facts.is_valid(), *(rows.is_valid() for rows in self.rows.values())])

    def forget_errors(self):
        """What is half typed is not wrong yet."""
        for form in self.forms:
            form._errors = ErrorDict()

    def go_to_the_new_row(self):
        """The page comes back where the reader was: a long one, on a phone, would else begin at its top again."""
        rows = self.rows.get(self.more)
        if rows and rows.forms:
            rows.forms[-1].fields[rows.forms[-1].main].widget.attrs["autofocus"] = "autofocus"

    @property
    def problems(self):
        """(id of the control, its label, what is wrong) of all that is to be mended, in the order of the page."""
        found = [("", "", self.refusal)] if self.refusal else []
        if not self.is_bound or self.more:
            return found
        for form in self.forms:
            for name, errors in form.errors.items():
                field = form[name] if name in form.fields else None
                found += [(field.id_for_label if field else "", field.label if field else "", error) for error in errors]
        return found + [("", "", error) for rows in self.rows.values() for error in rows.non_form_errors()]

    def refuse(self, refusal):
        """Show why a verb refused, with all that was typed; gives the HTTP status."""
        self.refusal = str(refusal)
        return refusal.status

    def current_meeting(self):
        """The meeting as it is now, fetched anew, so that what is on the page stays as it was if a verb refuses.

        Raises Conflict where somebody changed it after this page was fetched; the next save then goes through.
        """
        meeting = Meeting.objects.for_page().get(pk=self.meeting.pk)
        if self.facts.cleaned_data.get("as_of") is None:
            return meeting
        known, now = self.facts.cleaned_data["as_of"], self.meeting.changes.count()
        if known == now:
            return meeting
        last = self.meeting.changes.select_related("by").first()
        self.facts.data = self.facts.data.copy()
        self.facts.data["as_of"] = str(now)
        raise Conflict(
            f"{last.by} changed this meeting while you were writing ({last.what}). Nothing was saved and nothing of yours is lost: "
            "look at the meeting in another window, mend what you typed, and save again."
        )

    # What the forms begin with

    def initial_facts(self):
        meeting, series = self.meeting, self.series
        if meeting is None:
            return {"title": series.name if series else "", "series": series, "minutes": series.minutes if series else None}
        return {
            **{name: getattr(meeting, name) for name in ("title", "day", "minutes", "place", "facilitator", "note_taker")},
            "time": meeting.starts and meeting.starts.time(),
            "as_of": meeting.changes.count(),
        }

    def initial_topics(self):
        names = ("title", "purpose", "minutes", "took", "presenter", "record")
        return [{"number": topic.position, **{name: getattr(topic, name) for name in names}} for topic in self.topics]

    def initial_attendance(self):
        listed = [{"person": row.user, "presence": row.presence, "remark": row.remark} for row in self.attending]
        here = {row.user_id for row in self.attending}
        return listed + [{"person": user, "presence": self.for_members} for user in self.members if user.pk not in here]

    for_members = "invited"

    # What every sheet saves

    def save_facts(self, meeting):
        meeting.describe(by=self.reader, **self.facts.facts())
        meeting.assign(by=self.reader, **{name: self.facts.cleaned_data[name] for name in ("facilitator", "note_taker")})

    def save_attendance(self, meeting, presence=None):
        rows = self.rows["attendance"].filled()
        presence = {**(presence or {}), **{row["person"]: row["presence"] for row in rows}}
        for person in (meeting.facilitator, meeting.note_taker):
            if person:
                presence.setdefault(person, self.for_roles)
        if presence:
            meeting.mark_attendance(by=self.reader, presence=presence, remarks={row["person"]: row["remark"] for row in rows})

    def begin(self, **given):
        """A new Meeting of what was typed."""
        facts = self.facts.cleaned_data
        return Meeting.objects.plan(
            by=self.reader, series=facts["series"], restricted=facts["restricted"], time_zone=self.time_zone, **self.facts.facts(), **given
        )

    for_roles = "invited"


class PlanSheet(Sheet):
    """Plan a meeting, or mend the facts of one."""

    kinds = {"topics": (TopicRow, 2), "attendance": (AttendanceRow, 2)}

    def __init__(self, request, meeting=None, series=None):
        self.facts_form = Facts if meeting else PlannedFacts
        super().__init__(request, meeting, series)

    @transaction.atomic
    def save(self):
        """Give the Meeting as it was typed. Raises Conflict, Impossible."""
        meeting = self.current_meeting() if self.meeting else self.begin()
        self.save_facts(meeting)
        self.save_attendance(meeting)
        meeting.set_agenda(by=self.reader, rows=[self.agenda_row(row) for row in self.rows["topics"].filled()])
        return meeting

    def agenda_row(self, row):
        """A topic keeps the record that this reader may not see, and so did not find on the page."""
        topic = next((topic for topic in self.topics if topic.position == row["number"]), None)
        if topic and topic.record_id and topic.record is None and row["record"] is None:
            row = {name: value for name, value in row.items() if name != "record"}
        return {**row, "topic": topic}


class FilingSheet(Sheet):
    """File the notes of a meeting, planned here or not: notes, who was there, outcomes, actions."""

    kinds = {"attendance": (AttendanceRow, 2), "outcomes": (OutcomeRow, 2), "actions": (ActionRow, 2)}
    for_members, for_roles = "present", "present"
    notes = None

    def __init__(self, request, meeting=None, series=None):
        self.facts_form = FilingFacts if meeting else HeldFacts
        super().__init__(request, meeting, series)

    def put_back(self, request):
        typed = put_back_as_post(request, f"{self.meeting.text_place}/file" if self.meeting else "meetings/held")
        if typed:
            typed["more"] = "text"  # it is shown, and neither judged nor filed
        return typed

    def initial_facts(self):
        text = self.meeting.revision.text if self.meeting and self.meeting.revision_id else ""
        return {**super().initial_facts(), "text": text, "base": self.meeting.revision_number if self.meeting else 0}

    def initial_attendance(self):
        rows = super().initial_attendance()
        return [{**row, "presence": "present" if row["presence"] == "invited" else row["presence"]} for row in rows]

    def initial_outcomes(self):
        names = ("sentence", "kind", "effect", "record", "log", "until", "deferred_to")
        return [
            {"number": row.position, "topic": row.topic and row.topic.position, **{name: getattr(row, name) for name in names}}
            for row in self.waiting
        ]

    @cached_property
    def waiting(self):
        """The outcomes that filing will carry out, as this reader may see them."""
        return list(self.meeting.outcomes.filter(settled_at=None).for_page(self.reader).select_related("log")) if self.meeting else []

    @property
    def closed(self):
        """{position: effect} of the outcomes about a record that this reader may not see."""
        return {row.position: row.effect for row in self.waiting if row.record_id and row.record is None}

    def initial_actions(self):
        if self.meeting is None:
            return []
        rows = self.meeting.actions.select_related("owner")
        return [{"number": row.number, "text": row.text, "owner": row.owner, "due": row.due} for row in rows]

    @transaction.atomic
    def file(self):
        """File the meeting with all that was typed; gives (Meeting, the StatusChanges that were made). Raises Conflict, Impossible,
        saving.Clash."""
        facts = self.facts.cleaned_data
        if self.meeting:
            Meeting.objects.get(pk=self.meeting.pk).require_planned()
            meeting = self.current_meeting()
        else:
            meeting = self.begin(text="")
        self.save_facts(meeting)
        self.save_attendance(meeting, {User.objects.guest(name): "present" for name in facts["guests"]})
        if facts["text"] or meeting.revision_id:
            self.notes = saving.save(meeting, (None, facts["text"]), facts["base"] or 0, partial(self.file_notes, meeting))
        topics = {topic.position: topic for topic in self.topics}
        meeting.set_outcomes(by=self.reader, rows=[{**row, "topic": topics.get(row["topic"])} for row in self.rows["outcomes"].filled()])
        meeting.set_actions(by=self.reader, rows=self.rows["actions"].filled())
        return meeting, meeting.file(by=self.reader)

    def file_notes(self, meeting, title, origin, **written):
        """The notes as they are filed, or joined with those of others; gives the MeetingRevision. Raises Conflict."""
        return meeting.note_down(by=self.reader, origin="filed" if origin == "typed" else origin, **written)


class OneRow:
    """What a single row, standing alone on its page, asks of a sheet."""

    def __init__(self, request, meeting):
        self.reader, self.meeting = request.user, meeting
        self.topics = list(meeting.topics.all())
        self.topic_choices = [(topic.position, topic.title) for topic in self.topics]
        self.logs = Log.objects.visible_to(request.user)
        self.roster = Roster()
        self.closed = {}
