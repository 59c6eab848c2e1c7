"""The notes of meetings and the files they came from."""

from django.db import models

from writing.models import Change, Revision, Section, Source, SourceFile

from .series import Series


class SeriesRevision(Revision):
    parent = models.ForeignKey(Series, models.PROTECT, related_name="revisions")


class SeriesSection(Section):
    parent = models.ForeignKey(Series, models.PROTECT, related_name="sections")


class MeetingRevision(Revision):
    parent = models.ForeignKey("meetings.Meeting", models.PROTECT, related_name="revisions")


class MeetingSection(Section):
    parent = models.ForeignKey("meetings.Meeting", models.PROTECT, related_name="sections")


class MeetingChange(Change):
    parent = models.ForeignKey("meetings.Meeting", models.PROTECT, related_name="changes")


class MeetingSource(Source):
    owner = models.ForeignKey(Series, models.PROTECT, related_name="sources")


class MeetingFile(SourceFile):
    source = models.ForeignKey(MeetingSource, models.PROTECT, related_name="files")
    document = models.ForeignKey("meetings.Meeting", models.PROTECT, null=True, blank=True, related_name="files")
