"""How every form is drawn: `{{ field.as_field_group }}` and `{{ form }}` use templates/django/forms/, and controls get their class here."""

import datetime
from functools import lru_cache

from django import forms
from django.forms.renderers import TemplatesSetting
from django.forms.utils import flatatt
from django.utils.safestring import mark_safe

from .filling import filled, filled_each

FIRST, LAST = datetime.date(1900, 1, 1), datetime.date(2999, 12, 31)  # beyond them a time zone may lead out of the calendar
SELECTED = mark_safe(" selected")
PLAIN = ("checkbox", "radio", "hidden", "file")


class SiteRenderer(TemplatesSetting):
    """Gives each control the class that styles it, so that no form has to."""

    def render(self, template_name, context, request=None):
        widget = context.get("widget")
        if widget and is_box(widget):
            context = {**context, "widget": {**widget, "attrs": boxed(widget["attrs"])}}
        return super().render(template_name, context, request)


def is_box(widget):
    """Whether a control is a box to type in or choose from, rather than one to tick."""
    if "subwidgets" in widget:
        return False
    if "optgroups" in widget:
        return widget["template_name"].endswith("select.html") and "checkbox" not in widget["template_name"]
    return widget.get("type") not in PLAIN


def boxed(attrs):
    """The attributes with the class of a box, and without a limit: a browser cuts what is pasted down to it and says nothing. The
    form takes it all and says how long it may be."""
    rest = {name: value for name, value in attrs.items() if name != "maxlength"}
    return {**rest, "class": " ".join(dict.fromkeys(["input", *attrs.get("class", "").split()]))}


class LongSelect(forms.Select):
    """A list of many to choose from, drawn in one go: Django draws two templates for each option."""

    choices = ()  # taken as they come: Django looks for groups in each

    def render(self, name, value, attrs=None, renderer=None):
        given = boxed(self.build_attrs(self.attrs, attrs))
        choices = tuple((str(option), str(words)) for option, words in self.choices)
        return filled('<select name="{}"{}>{}</select>', name, flatatt(given), options_of(choices, tuple(self.format_value(value))))


@lru_cache(maxsize=32)
def options_of(choices, chosen):
    """The `<option>`s of these (value, words), drawn once for all who choose from the same."""
    drawn = ((option, SELECTED if option in chosen else "", words) for option, words in choices)
    return filled_each('<option value="{}"{}>{}</option>', drawn)


def posted_value(form, name):
    """What a browser would post for this field if nobody touched it; the first where it posts several, "" for nothing."""
    shown = form.fields[name].widget.format_value(form[name].value())
    if isinstance(shown, list | tuple):
        shown = shown[0] if shown else ""
    return "" if shown is None else str(shown).replace("\r\n", "\n")


class DayField(forms.DateField):
    """A day of the years 1900 to 2999; any other is as wrong as the 30th of February."""

    def to_python(self, value):
        day = super().to_python(value)
        if day and not FIRST <= day <= LAST:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return day


class Chosen:
    """For fields that look their value up: a NUL, which PostgreSQL cannot look for, is no choice."""

    def clean(self, value):
        for one in value if isinstance(value, list | tuple) else [value]:
            if isinstance(one, str) and "\0" in one:
                raise forms.ValidationError(self.error_messages["invalid_choice"], code="invalid_choice", params={"value": one.replace("\0", "")})
        return super().clean(value)


class Choice(Chosen, forms.ModelChoiceField):
    widget = LongSelect


class Choices(Chosen, forms.ModelMultipleChoiceField):
    pass
