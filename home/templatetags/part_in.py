"""What a person has a part in, for their page, which accounts keep and which knows of no records."""

from django import template

from ..people import part_of

register = template.Library()


@register.inclusion_tag("home/part_in.html", takes_context=True)
def part_in(context, person):
    return {"person": person, "user": context["user"], "part": part_of(person, context["user"])}
