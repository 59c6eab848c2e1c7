from django.apps import AppConfig


class WritingConfig(AppConfig):
    name = "writing"

    def ready(self):
        from ui import freshness

        from .models import Redaction

        freshness.watch(Redaction)
