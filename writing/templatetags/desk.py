"""`{% desk place … %}` at the top of a form with a text: keeps what is typed, and offers what was typed before."""

from uuid import uuid4

from django import template

from writing.models import Redaction
from writing.offers import offers, taken_up
from writing.places import place_named
from writing.querysets import MOST_CONTINUED, seen_of

register = template.Library()


@register.inclusion_tag("writing/desk.html", takes_context=True)
def desk(context, place, document=None, form=None, saves=True, offered=True):
    """The desk of the form that it stands in. `place` names the text (`document.text_place`); `document` is a Written or None where
    there is none yet; `form` lets what stands beside the text be compared, too; `saves` says that the form saves the text, and nothing
    but that, so that a script may. `offered` is False where both texts stand on the page already: nothing else is offered there."""
    request = context["request"]
    continued = gone_on_from(request, place)
    return {
        "text_place": place,
        "editing": uuid4(),
        "continued": continued,
        "typed_by": request.user.handle,
        "redactions": redactions_at(place, document, request.user),
        "saves": saves,
        "ahead": request.method == "POST" and (offered or bool(context.get("problems"))),
        "offered": offered,
        "offers": offers(request.user, place, document, form, continued) if offered else [],
    }


def redactions_at(place, document, reader):
    """How often something was taken for good out of the text that is written here, which may be that of a document elsewhere."""
    where = place_named(place)
    document = document or (where.find(reader) if where else None)
    return Redaction.objects.filter(place=document.text_place if document else place).count()


def gone_on_from(request, place):
    """What the text in the form goes on from, as `Unsaved.seen` names it: what this page was posted from, or what was put back."""
    if request.method == "POST":
        editing, stroke = request.POST.get("editing", ""), request.POST.get("stroke", "")
        asked = [*request.POST.getlist("continues"), f"{editing}~{stroke}" if stroke else editing]
    else:
        row = taken_up(request, place)
        asked = [*row.continues, row.seen] if row else []
    return [one for one in asked if seen_of(one)][-MOST_CONTINUED:]
