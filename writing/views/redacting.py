from django.contrib import messages
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache

from ui.answers import posted, render_page, require

from ..forms import RedactionForm
from ..redacting import NOWHERE, places
from ..redacting import redact as take_out


@never_cache
def redact(request, document):
    """Take words out of a text for good: first where they stand, then, once that is confirmed, the deed."""
    require(request.user.is_admin, "Only admins take something out for good.")
    form, there = RedactionForm(posted(request)), []
    if form.is_valid():
        words, reason = form.cleaned_data["words"], form.cleaned_data["reason"]
        there = places(document, words)
        if there and "confirmed" in request.POST:
            made = take_out(document, words, by=request.user, reason=reason)
            messages.success(request, f"It is taken out of {made.rows:,} {'place' if made.rows == 1 else 'places'}.")
            return redirect(document.address)
        if not there:
            form.add_error("words", NOWHERE)
    context = {"document": document, "place": document.place, "crumbs": document.crumbs, "form": form, "there": there}
    return render_page(request, "writing/redact.html", context)
