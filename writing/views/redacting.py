from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect
from django.utils.html import format_html, format_html_join
from django.views.decorators.cache import never_cache

from ui.answers import posted, render_page, require
from ui.refusals import Impossible
from ui.sentences import counted

from ..forms import RedactionForm
from ..redacting import NOWHERE, places
from ..redacting import redact as take_out
from ..remains import delete_pictures, elsewhere, pictures


@never_cache
def redact(request, document):
    """Take words out of a text for good: first where they stand, then, once that is confirmed, the deed."""
    require(request.user.is_admin, "Only admins take something out for good.")
    form, there, others = RedactionForm(posted(request)), [], []
    if form.is_valid():
        words = form.cleaned_data["words"]
        there = places(document, words)
        if there and "confirmed" in request.POST:
            try:
                return taken_out(request, document, form.cleaned_data)
            except Impossible as refused:
                form.add_error("words", str(refused))
        others = elsewhere(document, words)
        if not there:
            form.add_error("words", NOWHERE)
    context = {"document": document, "place": document.place, "crumbs": document.crumbs, "form": form, "there": there, "others": others}
    context["pictures"] = bool(there and pictures(words))
    return render_page(request, "writing/redact.html", context)


@transaction.atomic
def taken_out(request, document, asked):
    """Do it, and tell where the same words still stand."""
    made = take_out(document, asked["words"], by=request.user, reason=asked["reason"])
    told = [f"It is taken out of {counted(made.rows, 'place')}."]
    if gone := delete_pictures(asked["words"]) if asked["pictures"] else 0:
        told.append(f"{counted(gone, 'picture is,pictures are')} deleted.")
    if others := elsewhere(document, asked["words"]):
        links = format_html_join(", ", '<a href="{}">{}</a>', ((address, name) for name, address in others))
        told.append(format_html("The same words still stand in {}.", links))
    messages.success(request, format_html_join(" ", "{}", ((words,) for words in told)))
    return redirect(document.address)
