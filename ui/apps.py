from django.apps import AppConfig
from django.core.validators import MaxLengthValidator
from django.forms import Field


class UiConfig(AppConfig):
    name = "ui"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        Field.default_error_messages["required"] = "This cannot stay empty."
        MaxLengthValidator.message = "Write at most %(limit_value)d characters; these are %(show_value)d."
