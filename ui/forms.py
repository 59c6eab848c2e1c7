"""How every form is drawn: `{{ field.as_field_group }}` and `{{ form }}` use templates/django/forms/, and controls get their class here."""

from django.forms.renderers import TemplatesSetting

PLAIN = ("checkbox", "radio", "hidden", "file")


class SiteRenderer(TemplatesSetting):
    """Gives each control the class that styles it, so that no form has to."""

    def render(self, template_name, context, request=None):
        widget = context.get("widget")
        if widget and is_box(widget) and "input" not in widget["attrs"].get("class", "").split():
            classes = f"input {widget['attrs'].get('class', '')}".strip()
            context = {**context, "widget": {**widget, "attrs": {**widget["attrs"], "class": classes}}}
        return super().render(template_name, context, request)


def is_box(widget):
    """Whether a control is a box to type in or choose from, rather than one to tick."""
    if "subwidgets" in widget:
        return False
    if "optgroups" in widget:
        return widget["template_name"].endswith("select.html") and "checkbox" not in widget["template_name"]
    return widget.get("type") not in PLAIN
