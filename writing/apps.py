from django.apps import AppConfig


class WritingConfig(AppConfig):
    name = "writing"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from ui import freshness

        from .models import Redaction

        freshness.watch(Redaction)
