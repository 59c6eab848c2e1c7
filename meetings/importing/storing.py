"""Store a batch of new meetings with few queries: all of a batch or nothing of it. Outcomes and actions are left to people."""

import datetime

from django.db.models import F, OuterRef, Subquery

from accounts.models import User
from records.importing.people import Guests
from search.index import gathered, put
from ui.headings import plain
from writing.importing.items import texts_of
from writing.models import Revision, digest
from writing.sections import first_sections

from .. import finding
from ..models import Attendance, Counter, Meeting, MeetingFile, MeetingRevision, MeetingSection, Topic


def prepare(task):
    """Make the series, the area and the source where they are new, and take the numbers, so that they rise with the days."""
    if task.area is not None and task.area.pk is None:
        task.area.save()
    if task.series.pk is None:
        task.series.area = task.area
        task.series.save()
    if task.source.pk is None:
        task.source.owner = task.series
        task.source.save()
    task.guests = Guests(task.source.name)
    new = [item for item in task.items if item.is_new]
    if new:
        last = Counter.take() - 1
        Counter.objects.update(last=F("last") + len(new) - 1)
        for number, item in enumerate(in_order(new), last + 1):
            item.read.number = number
            item.name = f"meeting {number}"


def in_order(items):
    """The new items by day, so that their numbers rise with time; those without a day come last."""
    return sorted(items, key=lambda item: (item.read.day or datetime.date.max, item.path))


def store(task, items):
    """Store these new items with all their rows; gives nothing. Raises DatabaseError; a file that can no longer be read is skipped."""
    with gathered():  # the guests, too
        _store(task, items)


def _store(task, items):
    texts = texts_of(items)
    items = [item for item in items if item.path in texts]
    meetings = Meeting.objects.bulk_create([_meeting(task, item) for item in items])
    pairs = list(zip(items, meetings, strict=True))
    revisions = MeetingRevision.objects.bulk_create([_revision(task, item, meeting, texts[item.path]) for item, meeting in pairs])
    first = Subquery(MeetingRevision.objects.filter(parent=OuterRef("pk"), number=1).values("pk")[:1])
    Meeting.objects.filter(pk__in=[meeting.pk for meeting in meetings]).update(revision=first)
    for meeting, revision in zip(meetings, revisions, strict=True):
        meeting.revision = revision
    sections = [first_sections(meeting.sections, texts[item.path], item.read.format) for item, meeting in pairs]
    MeetingSection.objects.bulk_create([section for several in sections for section in several])
    Attendance.objects.bulk_create([row for item, meeting in pairs for row in attendance_of(task, item.read, meeting)])
    Topic.objects.bulk_create(
        [topic for (item, meeting), known in zip(pairs, sections, strict=True) for topic in topics_of(item.read, meeting, known)]
    )
    MeetingFile.objects.bulk_create([file_of(task, item, meeting) for item, meeting in pairs])
    put([entry for meeting in meetings for entry in finding.findables_of_notes(meeting)])


def hats_of(task, read):
    """(facilitator, note-taker) as Users or None, never one person twice."""
    hats = [task.guests.who(who) if who else None for who in (read.facilitator, read.note_taker)]
    facilitator, note_taker = (hat if isinstance(hat, User) else None for hat in hats)
    return facilitator, note_taker if note_taker != facilitator else None


def attendance_of(task, read, meeting):
    """The Attendance rows, each person once."""
    seen = set()
    for part in read.parts:
        who = task.guests.who(part.who)
        if isinstance(who, User) and who.pk not in seen:
            seen.add(who.pk)
            yield Attendance(meeting_id=meeting.pk, user_id=who.pk, presence=part.presence, role_words=part.role_words, remark=part.remark)


def topics_of(read, meeting, sections):
    """The Topic rows, of which no file says for what they were; one that is a heading of the text points at its section."""
    by_heading = {section.heading: section for section in reversed(sections)}
    for position, topic in enumerate(read.topics, 1):
        section = by_heading.get(plain(topic.words)) if topic.is_heading else None
        yield Topic(meeting_id=meeting.pk, position=position, title=topic.title, purpose="", minutes=topic.minutes, section_id=section and section.pk)


def file_of(task, item, meeting):
    return MeetingFile(source=task.source, path=item.path, sha256=item.sha256, read=item.read.facts(), document=meeting, at=task.now)


def status_of(called_off):
    """Minutes are filed; where they say that the meeting was cancelled, it did not take place."""
    return Meeting.Status.DID_NOT_TAKE_PLACE if called_off else Meeting.Status.FILED


def _meeting(task, item):
    """A meeting whose minutes are here is filed; nobody filed it here, so it says neither when nor by whom."""
    facilitator, note_taker = hats_of(task, item.read)
    return Meeting(
        number=item.read.number, series=task.series, title=item.read.title, day=item.read.day, status=status_of(item.read.called_off),
        facilitator=facilitator, note_taker=note_taker, audience=task.series.audience, created_at=task.now, created_by=task.by,
    )  # fmt: skip


def _revision(task, item, meeting, text):
    return MeetingRevision(
        parent=meeting, number=1, title=meeting.title, text=text, format=item.read.format, by=task.by, at=task.now, origin=Revision.Origin.IMPORT,
        note=f"Imported from {item.path}"[:300], sha256=digest(text), words=len(text.split()),
    )  # fmt: skip
