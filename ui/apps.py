from django.apps import AppConfig
from django.forms import Field


class UiConfig(AppConfig):
    name = "ui"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        Field.default_error_messages["required"] = "This cannot stay empty."
