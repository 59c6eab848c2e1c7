from django.apps import AppConfig


class WritingConfig(AppConfig):
    name = "writing"
    default_auto_field = "django.db.models.BigAutoField"
