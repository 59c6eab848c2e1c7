"""Every way we ask for meetings and what happened in them. What belongs to a meeting follows the meeting's audience."""

import datetime
from functools import lru_cache

from django.db import transaction
from django.db.models import Count, Exists, F, Func, IntegerField, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.text import slugify

from accounts.models import Audience
from accounts.querysets import Closable
from records.models import Record


class SeriesQuerySet(Closable):
    def for_index(self, user):
        """With all that a row of a list shows, counted among the meetings that this person may see."""
        from .models import Meeting

        meetings = Meeting.objects.visible_to(user).filter(series=OuterRef("pk")).order_by()
        next_one = meetings.upcoming().values("day")[:1]
        last = meetings.past().exclude(day=None).values("day")[:1]
        return self.select_related("area").annotate(held=count_of(meetings.filed(), "series"), next_day=Subquery(next_one), last_day=Subquery(last))

    def begin(self, *, name, **facts):
        """Make a series under an address of its own; gives the Series."""
        return self.create(name=name, slug=slugify(name)[:64], **facts)


class MeetingQuerySet(Closable):
    def narrowed(self, *, series=None, area=None, person=None, year=None):
        """Only those that all given filters let through; a filter that is None lets all through."""
        rows = self
        if series:
            rows = rows.filter(series=series)
        if area:
            rows = rows.filter(series__area=area)
        if person:
            rows = rows.with_person(person)
        if year:
            rows = rows.filter(day__gte=datetime.date(year, 1, 1), day__lte=datetime.date(year, 12, 31))
        return rows

    def filed(self):
        """Their notes are filed, sealed or not."""
        return self.filter(status__in=["filed", "sealed"])

    def unfiled(self):
        """Planned, whether their time has come or not."""
        return self.filter(status="planned")

    def _come(self):
        """Their time has come; that of a plan without a day has not."""
        return Q(starts_at__lte=timezone.now()) | Q(starts_at=None, day__lte=timezone.localdate())

    def upcoming(self):
        """Still to come, the next one first."""
        return self.unfiled().exclude(self._come()).in_order()

    def owed(self):
        """Held, and nobody has filed the notes; the oldest first."""
        return self.unfiled().filter(self._come()).in_order()

    def in_order(self):
        """As they come, those without a day last."""
        return self.order_by(F("day").asc(nulls_last=True), "starts_at", "number")

    def past(self):
        """Over and settled: filed, sealed, or not held; the latest first, those without a day last."""
        return self.exclude(status="planned").order_by(F("day").desc(nulls_last=True), "-number")

    def with_person(self, user):
        """In which this person had a hat or was on the list."""
        return self.filter(Q(facilitator=user) | Q(note_taker=user) | Q(pk__in=user.attendance.values("meeting")))

    def for_index(self):
        """With all that a row of a list shows: the names of its people and how many decisions and actions came of it."""
        facts = ("number", "title", "status", "day", "starts_at", "minutes", "time_zone", "audience", "note_taker")
        names = {"facilitator_name": F("facilitator__name"), "note_taker_name": F("note_taker__name")}
        return self.only(*facts).annotate(**names, **what_came_of_it())

    def for_news(self):
        """With what a line about them shows: when, whether they were held, the people with a part in them."""
        people = ("facilitator__name", "note_taker__name", "filed_by__name")
        rows = self.select_related("facilitator", "note_taker", "filed_by")
        return rows.only("number", "title", "status", "day", "starts_at", "minutes", "filed_at", *people)

    def for_hits(self):
        """What a search result shows of them, as plain rows: their number, their title and who had the two hats."""
        return self.order_by().values_list("number", "title", "facilitator__name", "note_taker__name")

    def for_badge(self):
        """With what its badge and its title need and no more."""
        return self.only("number", "title", "status", "day", "starts_at", "minutes")

    def for_page(self):
        """With all that the meeting's page shows of the meeting itself."""
        from .models import Attendance

        return self.select_related("series", "facilitator", "note_taker", "revision__by", "filed_by").prefetch_related(
            Prefetch("attendance", Attendance.objects.select_related("user"))
        )  # fmt: skip

    @transaction.atomic
    def plan(
        self, *, by, title, series=None, invited=(), audience=None, restricted=False, facilitator=None, note_taker=None, text=None, at=None, **facts
    ):
        """Start a meeting: takes the site's next number, asks the invited, starts the notes from the series' template.

        `facts` are a Meeting's columns (day, starts_at, minutes, time_zone, place). In a closed series the meeting is as closed;
        `audience` closes it to a circle that there is, `restricted` to its own people. Gives the Meeting.
        Raises Impossible for one person with both hats.
        """
        from .models import Counter

        audience = audience or (series.audience if series else None)
        if restricted and audience is None:
            audience = Audience.objects.create(reason=Audience.Reason.RESTRICTED)
            audience.admit(users={by, *invited})
        at = at or timezone.now()
        meeting = self.create(number=Counter.take(), title=title, series=series, audience=audience, created_by=by, created_at=at, **facts)
        meeting.changes.create(by=by, at=at, what="planned", after={"title": title})
        if facilitator or note_taker:
            meeting.assign(by=by, facilitator=facilitator, note_taker=note_taker, at=at)
        if invited:
            meeting.mark_attendance(by=by, presence=dict.fromkeys(invited, "invited"), at=at)
        text = text if text is not None else (series.template if series else "")
        if text:
            meeting.note_down(by=by, text=text, base=0, at=at)
        meeting.reindex()
        return meeting


def count_of(rows, parent="meeting"):
    """How many rows of a subquery there are for their parent, as an expression; 0 where there are none."""
    return Coalesce(Subquery(rows.values(parent).annotate(n=Count("pk")).values("n"), output_field=IntegerField()), 0)


@lru_cache(maxsize=1)
def what_came_of_it():
    """Two columns of a meeting, `decision_count` and `action_count`; put together once, as that takes longer than asking for them."""
    from .models import Action, Outcome

    rows = {"decision_count": Outcome.objects.current().filter(kind="decided"), "action_count": Action.objects.all()}
    number = Func("pk", function="COUNT", output_field=IntegerField())
    return {name: Subquery(of.filter(meeting=OuterRef("pk")).order_by().annotate(n=number).values("n")) for name, of in rows.items()}


def visible_records(user):
    """A prefetch of `record` with its worth; rows about a record that this person may not see carry none."""
    return Prefetch("record", Record.objects.visible_to(user).with_worth())


class InMeeting(Closable):
    """Rows that follow their meeting's audience."""

    path = "meeting__"

    def of_circles(self, audiences):
        """Asked of each row's meeting as it is come to: joined, SQLite reads all meetings first (for a Bloom filter)."""
        from .models import Meeting

        return self.filter(Exists(Meeting.objects.of_circles(audiences).filter(pk=OuterRef("meeting")).order_by()))


class TopicQuerySet(InMeeting):
    def for_page(self, user):
        """With what the agenda shows to this person."""
        return self.select_related("presenter").prefetch_related(visible_records(user))


class OutcomeQuerySet(InMeeting):
    def settled(self):
        """Carried out, by filing or after it."""
        return self.filter(settled_at__isnull=False)

    def current(self):
        """Those that nobody has replaced."""
        return self.filter(replaced_by=None)

    def for_record(self):
        """What filed meetings said of a record, the latest first, with all that the record's page shows of those meetings."""
        from .models import Attendance

        facts = ("position", "kind", "sentence", "effect", "until", "deferred_to", "record", "topic__position", "topic__title")
        beside = [f"meeting__{fact}" for fact in ("number", "title", "day", "status", "facilitator__name", "note_taker__name")]
        there = Attendance.objects.select_related("user").only("meeting", "presence", "user__name", "user__handle")
        return (
            self.current()
            .filter(meeting__status__in=["filed", "sealed"])
            .select_related("meeting__facilitator", "meeting__note_taker", "topic")
            .only(*facts, *beside)
            .prefetch_related(Prefetch("meeting__attendance", there))
            .order_by(F("meeting__day").desc(nulls_last=True), "-meeting__number", "position")
        )

    def for_page(self, user):
        """With what the meeting's page shows to this person: a record or a later meeting that they may not see is not there."""
        from .models import Meeting

        return self.select_related("topic", "replaces").prefetch_related(
            visible_records(user), Prefetch("deferred_to", Meeting.objects.visible_to(user))
        )  # fmt: skip


class ActionQuerySet(InMeeting):
    def open(self):
        """Still to be done."""
        return self.filter(done_at=None, dropped_at=None)

    def closed(self):
        """Done or dropped."""
        return self.exclude(done_at=None, dropped_at=None)

    def late(self):
        """Open, and due before today."""
        return self.open().filter(due__lt=timezone.localdate())

    def narrowed(self, *, owner=None, series=None, state=""):
        """Only those that all given filters let through; open ones unless the state says "late" or "closed"."""
        rows = {"closed": self.closed, "late": self.late}.get(state, self.open)()
        if owner:
            rows = rows.of(owner)
        return rows.filter(meeting__series=series) if series else rows

    def of(self, user):
        """This person's own."""
        return self.filter(owner=user)

    def not_of(self, user):
        """Somebody else's and nobody's."""
        return self.exclude(owner=user)

    def for_index(self):
        """With all that a row of a list shows; what is due first comes first, what has no date last."""
        names = ("meeting__number", "meeting__title", "meeting__day", "owner__name")
        rows = self.select_related("meeting", "owner").only("number", "text", "note", "due", "done_at", "dropped_at", *names)
        return rows.order_by(F("due").asc(nulls_last=True), "id")
