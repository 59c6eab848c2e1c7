"""The sheet that plans a meeting, or mends the facts of one."""

from django.db import transaction

from ..changes import Changes
from .facts import Facts, PlannedFacts
from .joining import put_rows, rows_in
from .rows import AttendanceRow, TopicRow
from .sheets import Sheet


class PlanSheet(Sheet):
    """Plan a meeting, or mend the facts of one."""

    kinds = {"topics": (TopicRow, 2), "attendance": (AttendanceRow, 2)}

    def __init__(self, request, meeting=None, series=None):
        self.facts_form = Facts if meeting else PlannedFacts
        self.place = f"{meeting.text_place}/edit" if meeting else "meetings/new"
        if meeting and meeting.is_filed:
            self.for_roles, self.word_for_invited = "", "Not marked"
        super().__init__(request, meeting, series)

    @property
    def presence_of_members(self):
        """Whoever is not on the list of a meeting that there is was left off it."""
        return "" if self.meeting else "invited"

    @property
    def offers_series(self):
        return self.meeting is None and self.facts.fields["series"].queryset.exists()

    def knows(self, kind, one):
        return super().knows(kind, one) or (kind == "topics" and self.meeting is not None and Changes(self.meeting).had_topic(one))

    def build(self, data):
        super().build(self.with_series(data) if data is not None and data.get("more") == "series" else data)

    def with_series(self, data):
        """What was typed, with the members, the length and the name of the series that was chosen, where nothing stands yet."""
        data, series = data.copy(), self.series
        rows = [row for row in rows_in(data, "attendance") if row.get("person")]
        here = {row["person"] for row in rows}
        rows += [{"person": user.handle, "presence": "invited", "remark": ""} for user in self.members if user.handle not in here]
        put_rows(data, "attendance", [*rows, {"presence": "invited"}])
        for name, value in (("title", series and series.name), ("minutes", series and series.minutes)):
            if value and not data.get(name, "").strip():
                data[name] = str(value)
        return data

    @transaction.atomic
    def save(self):
        """Give the Meeting as it was typed. Raises Conflict, Impossible, Overtaken."""
        meeting = self.caught_up() if self.meeting else self.begin()
        self.save_facts(meeting)
        self.save_attendance(meeting)
        meeting.set_agenda(by=self.reader, rows=[self.agenda_row(row) for row in self.rows["topics"].filled()])
        return meeting

    def agenda_row(self, row):
        """A topic keeps the record that this reader may not see, and so did not find on the page."""
        topic = next((topic for topic in self.topics if topic.key == row["key"]), None)
        if topic and topic.record_id and topic.record is None and row["record"] is None:
            row = {name: value for name, value in row.items() if name != "record"}
        return {**row, "topic": topic}
