"""`{% desk place … %}` at the top of a form with a text: keeps what is typed, and offers what was typed before."""

from uuid import uuid4

from django import template

from writing.offers import offers
from writing.querysets import is_uuid

register = template.Library()


@register.inclusion_tag("writing/desk.html", takes_context=True)
def desk(context, place, document=None, form=None, saves=True, offered=True):
    """The desk of the form that it stands in. `place` names the text (`document.text_place`); `document` is a Written or None where
    there is none yet; `form` lets what stands beside the text be compared, too; `saves` says that the form saves the text, and nothing
    but that, so that a script may. `offered` is False where both texts stand on the page already: nothing else is offered there."""
    request = context["request"]
    asked = request.POST.getlist("continues") + [request.POST.get("editing")] if request.method == "POST" else [request.GET.get("unsaved")]
    continued = [one for one in asked[-20:] if one and is_uuid(one)]
    return {
        "text_place": place,
        "editing": uuid4(),
        "continued": continued,
        "typed_by": request.user.handle,
        "saves": saves,
        "ahead": request.method == "POST" and (offered or bool(context.get("problems"))),
        "offered": offered,
        "offers": offers(request.user, place, document, form, continued) if offered else [],
    }
