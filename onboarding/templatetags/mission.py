"""The mission, for pages of rooms below this one: they include it by a tag, and import nothing."""

from django import template

from ..models import Mission

register = template.Library()


@register.inclusion_tag("onboarding/mission_aside.html")
def mission_aside():
    """The mission in one sentence, to have in view while writing; nothing while there is none."""
    return {"mission": Mission.objects.current()}
