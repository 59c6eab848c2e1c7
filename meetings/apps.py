from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "meetings"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from ui import freshness

        from . import listening, references  # noqa: F401
        from .models import Action, MeetingChange, MeetingRevision, Outcome, Topic

        references.join()
        freshness.watch(Action, MeetingChange, MeetingRevision, Outcome, Topic)
