"""A whole organisation around the texts of corpus.py, put straight into the tables: 1,000 people, 50 closed circles, 3 % restricted.

Built once per size into bench/cache; an unfinished one is made anew.
"""

import datetime
import time

from bench.corpus import HEADINGS, Writer
from bench.stage import CACHE, set_up

PEOPLE, AUDIENCES, LOGS, AREAS, TAGS, SERIES = 1_000, 50, 12, 14, 60, 200
BATCH = 2_000
DAYS, AHEAD = 2_500, 10  # how long it goes on; meetings are planned some days ahead
STATUSES = ["accepted"] * 12 + ["superseded"] * 3 + ["proposed", "rejected", "deprecated", "withdrawn", "unstated"]


def ready(texts, database=None):
    """Set Django up on the organisation with so many texts; builds it where it is not there."""
    name = f"stock-{texts}"
    done = CACHE / f"{name}.done"
    fresh = database is not None or not done.exists()
    set_up(name, database, fresh=fresh)
    if fresh:
        began = time.process_time()
        Stock(texts).build()
        print(f"Built {texts:,} texts in {time.process_time() - began:.0f} s of CPU.", flush=True)
    if not database:
        done.touch()


class Stock:
    def __init__(self, texts):
        self.n_records = texts * 60 // 100
        self.n_meetings = texts - self.n_records
        self.writer = Writer()
        self.chance = self.writer.chance
        self.today = datetime.datetime.now(datetime.UTC).replace(hour=9, minute=0, second=0, microsecond=0)

    def build(self):
        from django.db import connection

        from search.rebuild import rebuild

        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA synchronous=OFF")
        self.people_and_places()
        for at in range(0, self.n_records, BATCH):
            self.records(range(at, min(at + BATCH, self.n_records)))
        self.chains()
        for at in range(0, self.n_meetings, BATCH):
            self.meetings(range(at, min(at + BATCH, self.n_meetings)))
        rebuild(findables())
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")

    def people_and_places(self):
        from accounts.models import Audience, AudienceMember, Team, TeamMember, User
        from meetings.models import Series
        from onboarding.models import Mission
        from records.models import Area, Log, Tag

        names = [f"{a.capitalize()} {b.capitalize()}" for a, b in zip(self.writer.words[1000:2000], self.writer.words[2000:3000], strict=True)]
        people = [
            User(email=f"p{n}@halyard.example", handle=f"p{n}", name=name, role=("member", "member", "reader")[n % 3], password="!")
            for n, name in enumerate(names)
        ]
        people[2].role = "admin"
        self.people = User.objects.bulk_create(people, batch_size=BATCH)
        teams = Team.objects.bulk_create(Team(slug=f"team-{n}", name=f"Team {n}") for n in range(40))
        TeamMember.objects.bulk_create(TeamMember(team=teams[n % 40], user=person) for n, person in enumerate(self.people))
        self.audiences = Audience.objects.bulk_create(Audience() for _ in range(AUDIENCES))
        circles = [
            AudienceMember(audience=audience, user=self.people[(n * 20 + k) % PEOPLE]) for n, audience in enumerate(self.audiences) for k in range(20)
        ]
        circles += [AudienceMember(audience=audience, team=teams[n % 40]) for n, audience in enumerate(self.audiences)]
        AudienceMember.objects.bulk_create(circles)
        self.areas = Area.objects.bulk_create(Area(slug=f"area-{n}", name=f"Area {n}") for n in range(AREAS))
        self.tags = Tag.objects.bulk_create(Tag(slug=f"tag-{n}") for n in range(TAGS))
        self.logs = Log.objects.bulk_create(Log(key=f"L{chr(65 + n)}", title=f"Log {n}", next_number=self.n_records // LOGS + 2) for n in range(LOGS))
        self.series = Series.objects.bulk_create(
            Series(slug=f"series-{n}", name=f"Series {n}", area=self.areas[n % AREAS], cadence="Every second Thursday") for n in range(SERIES)
        )
        Mission.objects.first() or Mission.objects.create()

    # Records

    def name(self, n):
        return f"{self.logs[n % LOGS].key}-{n // LOGS + 1}"

    def moment(self, n, of, ahead=0):
        return self.today + datetime.timedelta(days=(n + 1) * (DAYS + ahead) / of - DAYS - 1, minutes=n % 400)

    def restricted(self):
        return self.chance.choice(self.audiences) if self.chance.random() < 0.03 else None

    def records(self, numbers):
        from django.db.models import F

        from records.models import Record, RecordPerson, RecordRevision, RecordSection, StatusChange

        records = Record.objects.bulk_create([self.record(n) for n in numbers])
        texts = [
            self.writer.text("record", [self.name(self.chance.randrange(max(n, 1))), f"meeting {n % max(self.n_meetings, 1) + 1}"]) for n in numbers
        ]
        self.write(RecordRevision, RecordSection, "record", records, texts)
        Record.objects.filter(accepted_revision=None, status__in=["accepted", "superseded", "deprecated"]).update(accepted_revision=F("revision"))
        RecordPerson.objects.bulk_create(
            RecordPerson(record=record, role=role, user=self.chance.choice(self.people)) for record in records for role in RecordPerson.Role.values
        )
        tagged = Record.tags.through
        tagged.objects.bulk_create(
            [tagged(record_id=record.pk, tag_id=tag.pk) for record in records for tag in self.chance.sample(self.tags, 2)], batch_size=BATCH
        )
        StatusChange.objects.bulk_create([move for record in records for move in self.moves(record)])

    def record(self, n):
        from records.models import Record

        at, status = self.moment(n, self.n_records), self.chance.choice(STATUSES)
        decided = at.date() if status not in ("proposed", "withdrawn", "unstated") else None
        return Record(
            log=self.logs[n % LOGS], number=n // LOGS + 1, title=self.writer.title(), summary=" ".join(self.writer.some(14)), status=status,
            status_on=at.date(), decided_on=decided, author=self.chance.choice(self.people), area=self.areas[n % AREAS],
            audience=self.restricted(), created_at=at, updated_at=at,
        )  # fmt: skip

    def moves(self, record):
        from records.models import StatusChange

        facts = {"record": record, "by": record.author, "at": record.created_at, "on": record.status_on, "revision_id": record.revision_id}
        before = ""
        for status in dict.fromkeys(["draft", "proposed", *(["accepted"] if record.status == "superseded" else []), record.status]):
            yield StatusChange(from_status=before, to_status=status, **facts)
            before = status

    def chains(self):
        """Each superseded record was replaced by the next accepted one; two relations beside that for every third record."""
        from records.models import Record, Relation

        rows = list(Record.objects.order_by("pk").only("pk", "status", "audience", "head"))
        heads, relations, head = [], [], None
        for row in reversed(rows):
            if row.status == "accepted" and row.audience_id is None:
                head = row
            elif row.status == "superseded" and head is not None:
                row.head = head
                heads.append(row)
                relations.append(Relation(kind="supersedes", source=head, target=row))
            if row.pk % 3 == 0:
                relations.append(Relation(kind="relates_to", source=row, target=rows[(row.pk * 7) % len(rows)]))
        Record.objects.bulk_update(heads, ["head"], batch_size=400)
        Relation.objects.bulk_create([one for one in relations if one.source_id != one.target_id], batch_size=BATCH, ignore_conflicts=True)

    # Meetings

    def meetings(self, numbers):
        from meetings.models import Action, Attendance, Counter, Meeting, MeetingRevision, MeetingSection, Outcome, Topic

        meetings = Meeting.objects.bulk_create([self.meeting(n) for n in numbers])
        texts = [self.writer.text("meeting", [self.name(self.chance.randrange(self.n_records)) for _ in range(2)]) for _ in numbers]
        self.write(MeetingRevision, MeetingSection, "meeting", meetings, texts)
        there = [(meeting, person) for meeting in meetings for person in self.chance.sample(self.people, 6)]
        Attendance.objects.bulk_create(
            Attendance(meeting=meeting, user=person, presence=("present", "present", "regrets")[n % 3]) for n, (meeting, person) in enumerate(there)
        )
        Topic.objects.bulk_create(
            Topic(meeting=meeting, position=n, title=self.writer.title(), minutes=10, took=12) for meeting in meetings for n in (1, 2, 3)
        )
        open_ones = self.open_records()
        Outcome.objects.bulk_create(
            Outcome(
                meeting=meeting, position=n, sentence=self.writer.title(), by=meeting.facilitator, settled_at=meeting.filed_at,
                effect="links" if n == 1 else "none", record_id=self.chance.choice(open_ones) if n == 1 else None,
            )
            for meeting in meetings for n in (1, 2)
        )  # fmt: skip
        Action.objects.bulk_create(
            Action(
                meeting=meeting, number=n, text=self.writer.title(), owner=self.chance.choice(self.people),
                due=meeting.day, done_at=self.done(meeting),
            )
            for meeting in meetings for n in (1, 2)
        )  # fmt: skip
        Counter.objects.update_or_create(pk=1, defaults={"last": numbers[-1] + 1})

    def open_records(self):
        from records.models import Record

        if not hasattr(self, "_open"):
            self._open = list(Record.objects.filter(audience=None).values_list("pk", flat=True))
        return self._open

    def done(self, meeting):
        return meeting.filed_at if self.chance.random() < 0.9 else None

    def meeting(self, n):
        from meetings.models import Meeting

        at = self.moment(n, self.n_meetings, AHEAD)
        facilitator, note_taker, filer = self.chance.sample(self.people, 3)
        is_planned = n % 200 == 199 or at > self.today
        return Meeting(
            number=n + 1, series=self.series[n % SERIES], title=self.writer.title(), day=at.date(), starts_at=at, minutes=45,
            status="planned" if is_planned else "filed", facilitator=facilitator, note_taker=note_taker,
            filed_at=None if is_planned else at, filed_by=None if is_planned else filer, audience=self.restricted(), created_at=at,
        )  # fmt: skip

    # Texts

    def write(self, revision, section, kind, parents, texts):
        """Revision 1 and the sections of each parent; sets its `revision`."""
        from django.db.models import OuterRef, Subquery

        from ui.slugs import slug_of
        from writing.models import digest

        made = revision.objects.bulk_create(
            revision(parent=parent, number=1, title=parent.title, text=text, by=self.people[0], at=parent.created_at, sha256=digest(text), words=400)
            for parent, text in zip(parents, texts, strict=True)
        )
        section.objects.bulk_create(
            section(parent=parent, anchor=f"s-{slug_of(heading)}", heading=heading, level=2, position=place)
            for parent in parents
            for place, heading in enumerate(HEADINGS[kind])
        )
        first = Subquery(revision.objects.filter(parent=OuterRef("pk")).values("pk")[:1])
        type(parents[0]).objects.filter(revision=None).update(revision=first)
        for parent, one in zip(parents, made, strict=True):
            parent.revision = one


def findables():
    """What search knows of every text, in the order of their numbers."""
    from meetings.finding import findables_of_notes
    from meetings.models import Meeting
    from records.finding import findable
    from records.models import Record

    records = Record.objects.order_by("pk").select_related("revision", "area", "log", "author", "head__log").prefetch_related("tags")
    yield from map(findable, records.iterator(chunk_size=BATCH))
    meetings = Meeting.objects.order_by("pk").select_related("revision", "series__area", "facilitator", "note_taker")
    for meeting in meetings.iterator(chunk_size=BATCH):
        yield from findables_of_notes(meeting)
