from django.views.decorators.http import require_POST

from ui import references
from ui.answers import render_page, require
from ui.markdown import render

MEMBERS = "Only members write."
LONGEST = 2_000_000


@require_POST
def preview(request):
    """The text of any editor as its page will show it; changes nothing. `preview` names the field that holds the text."""
    require(request.user.is_member, MEMBERS)
    text = request.POST.get(request.POST.get("preview", "text"), "")[:LONGEST]
    context = {"html": references.fill(render(text).html, request.user), "title": request.POST.get("title", "")[:300]}
    return render_page(request, "writing/preview.html", context, partials=["preview"])
