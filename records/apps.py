from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "records"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from ui import freshness

        from . import references
        from .models import RecordChange, RecordRevision, Relation, Risk, RiskChange, StatusChange

        references.join()
        freshness.watch(RecordChange, RecordRevision, Relation, Risk, RiskChange, StatusChange)
