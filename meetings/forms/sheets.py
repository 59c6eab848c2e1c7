"""A page of forms that are saved together: the facts of a meeting and its rows. The page is whole, or nothing is saved."""

import json

from django.forms.utils import ErrorDict
from django.utils import timezone

from records.models import Log
from writing.beside import Overtaken, words
from writing.offers import put_back_as_post

from ..models import Meeting
from .joining import Joined
from .people import Roster
from .rows import rows_of


class Sheet:
    """Bound to what was posted, or filled with what is known of `meeting` (None for a new one, in `series` or single).

    `is_valid()` and `problems` are those of all its forms; `more` names the rows that the reader wants one more of. `kinds` gives for
    each kind of row its form and how many empty ones there are; `place` names where it is kept while it is unsaved.
    """

    kinds = {}
    facts_form = None
    place = ""
    for_roles = "invited"  # what those with a hat are who are not marked otherwise; empty to leave them as they are
    word_for_invited = "Invited"
    for_members = "invited"  # what is chosen for whoever is put on the list by hand

    def __init__(self, request, meeting=None, series=None):
        self.reader, self.meeting, self.series = request.user, meeting, series
        self.members = list(series.members.all()) if series else []
        self.load()
        self.logs = Log.objects.visible_to(self.reader)
        self.roster = Roster(self.near())
        self.refusal, self.news, self.others, self.is_overtaken = "", [], [], False
        self.build(request.POST if request.method == "POST" else self.put_back(request))

    def put_back(self, request):
        """What was typed before and not saved, if the address asks for it; None where it does not."""
        typed = put_back_as_post(request, self.place)
        if typed:
            typed["more"] = "text"  # it is shown, and neither judged nor saved
        return typed

    def load(self):
        """Look at the meeting as it is now. `expected` are those on the list or of the series, by handle: each has a row."""
        meeting = self.meeting
        self.attending = list(meeting.attendance.all()) if meeting else []
        self.topics = list(meeting.topics.for_page(self.reader)) if meeting else []
        self.expected = {user.handle: user for user in (*(row.user for row in self.attending), *self.members)}

    def build(self, data):
        """Make the forms, bound to this data where there is some."""
        self.data, self.is_bound = data, data is not None
        self.more = data.get("more", "") if self.is_bound else ""
        self.facts = self.facts_form(data, sheet=self, initial=self.initial_facts())
        self.rows = {}
        for name, (row, extra) in self.kinds.items():
            more = 1 if self.more == name else 0
            self.rows[name] = rows_of(row, prefix=name, sheet=self, data=data, initial=self.initial_rows(name), extra=extra, more=more)
        if self.more:
            self.forget_errors()
            self.go_to_the_new_row()

    # What the forms ask of their sheet

    @property
    def time_zone(self):
        return self.meeting.time_zone if self.meeting else self.series.time_zone if self.series else ""

    @property
    def day(self):
        """The day of the meeting, as it was typed; today where nobody says."""
        typed = getattr(self.facts, "cleaned_data", {}).get("day")
        return typed or (self.meeting and self.meeting.day) or timezone.localdate()

    @property
    def topic_choices(self):
        return [(topic.key, topic.title) for topic in self.topics]

    def near(self):
        """Those who belong to the meeting already; only they may be guests."""
        meeting = self.meeting
        people = {*self.members, *(row.user for row in self.attending), *(topic.presenter for topic in self.topics)}
        if meeting:
            people |= {meeting.facilitator, meeting.note_taker, *(action.owner for action in meeting.actions.select_related("owner"))}
        return people - {None}

    def knows(self, kind, one):
        """Whether the meeting has, or had, this row."""
        return kind == "attendance" or one in self.known(kind)

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

    # What others did meanwhile

    def caught_up(self):
        """The Meeting as it is now, locked, with what others saved since the page was made laid under what was changed on it.

        Raises Overtaken where both changed the same, or where both together do not fit; the page then asks, and shows all of both.
        """
        pk = self.meeting.pk
        Meeting.objects.select_for_update().get(pk=pk)
        self.meeting = Meeting.objects.for_page().get(pk=pk)
        self.load()
        joined = Joined(self)
        if joined.is_other:
            self.build(joined.data)
            fits = self.is_valid()
            for ask in joined.asks:
                form = self.rows[ask.kind].forms[ask.row] if ask.kind else self.facts
                form.add_error(ask.name, ask.words)
            self.news, self.others = joined.news, sorted(joined.by)
            if joined.asks or not fits:
                self.overtaken()
        return Meeting.objects.for_page().get(pk=pk)  # one for the verbs: if they refuse, the page still shows what is stored

    def overtaken(self):
        self.is_overtaken = True
        raise Overtaken

    def settled(self, kind, typed):
        """Whether what was `typed` in a new row stands in the meeting already, where nobody mends it any more."""
        return False

    def gone(self, kind, form):
        """What to say of a row that somebody else took away; empty for the usual words."""
        return ""

    # What the forms begin with

    def initial_facts(self):
        meeting, series = self.meeting, self.series
        if meeting is None:
            return {"title": series.name if series else "", "series": series, "minutes": series.minutes if series else None}
        known = self.known_facts()
        return {**known, "began": json.dumps({**known, "status": meeting.status})}

    def known_facts(self):
        """The facts of the meeting as its form posts them."""
        meeting = self.meeting
        facts = {name: words(getattr(meeting, name)) for name in ("title", "day", "minutes", "place")}
        people = {name: handle_of(getattr(meeting, name)) for name in ("facilitator", "note_taker")}
        return {**facts, "time": f"{meeting.starts:%H:%M}" if meeting.starts else "", **people}

    def initial_rows(self, kind):
        """What the rows of a kind begin with: those that the meeting has, and whom it may have."""
        row = self.kinds[kind][0]
        rows = [{row.identity: one, **facts} for one, facts in self.known(kind).items()]
        return rows + self.suggested() if kind == "attendance" else rows

    def suggested(self):
        """Rows for the members of the series who are not on the list."""
        here = {row.user_id for row in self.attending}
        nothing = json.dumps({"presence": "", "remark": ""})
        rest = [user for user in self.members if user.pk not in here]
        return [{"person": user.handle, "presence": self.presence_of_members, "began": nothing} for user in rest]

    def known(self, kind):
        """{what names it on the page: {field: what it posts}} of the rows of a kind that the meeting has."""
        return getattr(self, f"known_{kind}")()

    def known_topics(self):
        return {
            topic.key: {
                "title": topic.title, "purpose": topic.purpose, "minutes": words(topic.minutes), "took": words(topic.took),
                "presenter": handle_of(topic.presenter), "record": topic.record.name if topic.record else "",
            }
            for topic in self.topics
        }  # fmt: skip

    def known_attendance(self):
        return {row.user.handle: {"presence": row.presence, "remark": row.remark} for row in self.attending}

    # What every sheet saves

    def save_facts(self, meeting):
        meeting.describe(by=self.reader, **self.facts.facts())
        meeting.assign(by=self.reader, **{name: self.facts.cleaned_data[name] for name in ("facilitator", "note_taker")})

    def save_attendance(self, meeting, presence=None):
        rows = self.rows["attendance"].filled()
        presence = {**(presence or {}), **{row["person"]: row["presence"] for row in rows}}
        for person in (meeting.facilitator, meeting.note_taker):
            if person and self.for_roles and presence.get(person, "invited") == "invited":
                presence[person] = self.for_roles
        if presence:
            meeting.mark_attendance(by=self.reader, presence=presence, remarks={row["person"]: row["remark"] for row in rows})

    def begin(self, **given):
        """A new Meeting of what was typed."""
        facts = self.facts.cleaned_data
        return Meeting.objects.plan(
            by=self.reader, series=facts["series"], restricted=facts["restricted"], time_zone=self.time_zone, **self.facts.facts(), **given
        )


def handle_of(person):
    return person.handle if person else ""
