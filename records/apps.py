from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "records"

    def ready(self):
        from accounts.renewals import note_edits
        from ui import freshness

        from . import references
        from .models import Area, Log, RecordChange, RecordRevision, Relation, Risk, RiskChange, StatusChange

        references.join()
        _name_places()
        note_edits(Area, Log)
        freshness.watch(RecordChange, RecordRevision, Relation, Risk, RiskChange, StatusChange)


def _name_places():
    """Say where people write, and what else holds words of theirs."""
    from writing import places, remains

    from .models import Log, Record, Risk
    from .reading import visible_body

    key = "[A-Z][A-Z0-9]{1,9}"

    def record(reader, name):
        return Record.objects.visible_to(reader).named(name).select_related("log")

    def log(reader, key):
        return Log.objects.visible_to(reader).filter(key=key)

    places.register("records/new", "New record", "records:new", hide=visible_body)
    places.register(rf"records/(?P<name>{key}-(?:0|[1-9]\d{{0,8}}))", "{name}", "records:edit", record, visible_body)
    places.register("risks/new", "New risk", "records:new_risk", has_text=False)
    places.register(r"risks/(?P<number>[1-9]\d{0,8})", "Risk {number}", "records:edit_risk", has_text=False)
    places.register(rf"logs/(?P<key>{key})/template", "Template of {key}", "records:edit_template", log)
    remains.register(lambda reader: Record.objects.visible_to(reader).select_related("log"), lambda record: record.name)
    remains.register(Log.objects.visible_to, lambda log: f"Template of {log.key}")
    remains.register(Risk.objects.visible_to, lambda risk: f"Risk {risk.number}")
