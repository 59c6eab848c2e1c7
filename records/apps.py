from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "records"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from accounts.renewals import note_edits
        from ui import freshness

        from . import references
        from .models import Area, Log, RecordChange, RecordRevision, Relation, Risk, RiskChange, StatusChange

        references.join()
        note_edits(Area, Log)
        freshness.watch(RecordChange, RecordRevision, Relation, Risk, RiskChange, StatusChange)
