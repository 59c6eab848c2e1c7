"""Minutes that changed or moved since the last import. What a person did here is never overwritten (MODEL 3)."""

from writing.importing.items import Outcome
from writing.models import Revision

from ..models import Attendance, Meeting, MeetingFile
from .storing import attendance_of, file_of, hats_of, status_of


def renew(task, item):
    """Bring the meeting of a changed or moved item up to its file; where both changed, leave it and say so. Raises Conflict."""
    if item.outcome == Outcome.MOVED:
        MeetingFile.objects.filter(pk=item.known.pk).update(path=item.path, at=task.now)
        return
    meeting = Meeting.objects.select_related("revision", "series__area", "facilitator", "note_taker").get(pk=item.known.document_id)
    text = item.text()
    if meeting.revision.sha256 not in (item.known.sha256, item.sha256):
        item.keep(str(meeting))
        return
    _write(task, item, meeting, text)
    file = file_of(task, item, meeting)
    MeetingFile.objects.filter(pk=item.known.pk).update(sha256=file.sha256, read=file.read, at=task.now)
    meeting.reindex()


def _write(task, item, meeting, text):
    before, read = item.known.read, item.read
    changed_here = set(meeting.changes.values_list("what", flat=True))
    title = read.title if meeting.title == before.get("title") else meeting.title
    meeting.write(
        by=task.by, title=title, text=text, base=meeting.revision_number, origin=Revision.Origin.IMPORT, format=read.format, at=task.now,
        note=f"Imported again from {item.path}"[:300],
    )  # fmt: skip
    meeting.title = title
    if str(meeting.day or "") == (before.get("day") or ""):
        meeting.day = read.day
    if meeting.status == status_of(before.get("called_off")):
        meeting.status = status_of(read.called_off)
    if "roles" not in changed_here:
        meeting.facilitator, meeting.note_taker = hats_of(task, read)
    if "attendance" not in changed_here:
        meeting.attendance.all().delete()
        Attendance.objects.bulk_create(attendance_of(task, read, meeting))
    meeting.save(update_fields=["title", "day", "status", "facilitator", "note_taker"])
    item.notes += read.warnings
