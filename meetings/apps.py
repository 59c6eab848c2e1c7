from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "meetings"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from accounts.renewals import note_edits
        from ui import freshness

        from . import listening, references  # noqa: F401
        from .models import Action, MeetingChange, MeetingRevision, Outcome, Series, Topic

        references.join()
        note_edits(Series)
        freshness.watch(Action, MeetingChange, MeetingRevision, Outcome, Topic)
