"""What a person has a part in, for their page, which accounts keep and which knows of no records."""

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from ui.freshness import kept, this_minute

from ..people import part_of

register = template.Library()


@register.simple_tag(takes_context=True)
def part_in(context, person):
    """What somebody has a part in, as HTML for all who may see the same within this minute."""
    reader = context["user"]

    def draw():
        return mark_safe(render_to_string("home/part_in.html", {"person": person, "user": reader, "part": part_of(person, reader)}))

    return kept(context["request"], draw, this_minute())
