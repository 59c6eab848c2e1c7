from django.views.decorators.http import require_POST

from ui import references
from ui.answers import render_page, require
from ui.markdown import render

from ..places import place_named

MEMBERS = "Only members write."
LONGEST = 2_000_000


@require_POST
def preview(request):
    """The text of any editor as its page will show it; changes nothing. `preview` names the field that holds the text, `text_place`
    whose text it is: links to files beside it are live, those to itself are not."""
    require(request.user.is_member, MEMBERS)
    text = request.POST.get(request.POST.get("preview", "text"), "")[:LONGEST]
    place = place_named(request.POST.get("text_place", ""))
    document = place.find(request.user) if place else None
    format = document.revision.format if document and document.revision_id else "md"
    hide = (document and document.hides) or (place and place.hide)
    text = hide(text, format) if hide else text
    context = {"html": references.fill(render(text, format).html, request.user, document), "title": request.POST.get("title", "")[:300]}
    return render_page(request, "writing/preview.html", context, partials=["preview"])
