"""The texts of records and the files they came from."""

from django.db import models

from writing.models import Change, Revision, Section, Source, SourceFile

from .log import Log


class LogRevision(Revision):
    parent = models.ForeignKey(Log, models.PROTECT, related_name="revisions")


class LogSection(Section):
    parent = models.ForeignKey(Log, models.PROTECT, related_name="sections")


class RecordRevision(Revision):
    parent = models.ForeignKey("records.Record", models.PROTECT, related_name="revisions")


class RecordSection(Section):
    parent = models.ForeignKey("records.Record", models.PROTECT, related_name="sections")


class RecordChange(Change):
    parent = models.ForeignKey("records.Record", models.PROTECT, related_name="changes")


class RiskChange(Change):
    parent = models.ForeignKey("records.Risk", models.PROTECT, related_name="changes")


class RecordSource(Source):
    owner = models.ForeignKey(Log, models.PROTECT, related_name="sources")


class RecordFile(SourceFile):
    source = models.ForeignKey(RecordSource, models.PROTECT, related_name="files")
    document = models.ForeignKey("records.Record", models.PROTECT, null=True, blank=True, related_name="files")
