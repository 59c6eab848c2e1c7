from django import forms
from django.apps import AppConfig
from django.core import validators

CHOOSE = "Choose from the list."
LOST = "This page has lost its place. Open it again."


class UiConfig(AppConfig):
    name = "ui"

    def ready(self):
        """Say in this site's words what Django says of a field that has no words of its own."""
        forms.Field.default_error_messages["required"] = "This cannot stay empty."
        forms.IntegerField.default_error_messages["invalid"] = "Write a whole number, such as 45."
        forms.ChoiceField.default_error_messages["invalid_choice"] = CHOOSE
        forms.ModelChoiceField.default_error_messages["invalid_choice"] = CHOOSE
        forms.ModelMultipleChoiceField.default_error_messages.update(dict.fromkeys(("invalid_choice", "invalid_pk_value", "invalid_list"), CHOOSE))
        forms.BaseFormSet.default_error_messages["missing_management_form"] = LOST
        validators.MaxLengthValidator.message = "Write at most %(limit_value)d characters; these are %(show_value)d."
        validators.MinValueValidator.message = "Write %(limit_value)s or more."
        validators.MaxValueValidator.message = "Write %(limit_value)s or less."
        validators.EmailValidator.message = "Write an e-mail address, such as ann@example.org."
        validators.validate_slug.message = "Write letters, digits, hyphens and underscores only, such as “api-gateway”."
        validators.ProhibitNullCharactersValidator.message = "It holds a NUL, a character that nobody can see. Take it out."
