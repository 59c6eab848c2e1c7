"""The pages of unsaved texts: keeping one, finding one's own again, throwing one away."""

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ui.answers import came_from, render_page
from ui.refusals import Impossible

from .. import settling
from ..models import Unsaved
from ..offers import offers
from ..places import place_named
from ..querysets import seen_of
from ..receipts import of_unsaved, with_plain_ends
from ..typed import words_of

TYPED_ON = "You typed on in another window since, so nothing is thrown away. What it holds now is shown here."


@require_http_methods(["GET", "HEAD", "POST"])
def unsaved(request):
    """My unsaved texts, those of one place beside its saved text if it is named; a POST keeps one and answers with its receipt."""
    if request.method == "POST":
        return keep(request)
    name = request.GET.get("place", "")
    place = place_named(name)
    if place is None:
        return render_page(request, "writing/unsaved.html", {"mine": Unsaved.objects.of(request.user).defer("text")})
    taken = [one for one in request.GET.getlist("editing") + request.GET.getlist("continues") if seen_of(one)]
    found = offers(request.user, name, place.find(request.user), taken=taken)
    context = {"text_place": name, "offers": found, "typed_on": TYPED_ON if "typed_on" in request.GET else ""}
    return render_page(request, "writing/unsaved.html", context, partials=["offers"])


def keep(request):
    typed = settling.so_far(request.POST) if "merge" in request.POST else request.POST
    row = Unsaved.objects.keep(
        author=request.user, editing=typed.get("editing"), base=number(typed.get("base")) or 0, stroke=number(typed.get("stroke")),
        continues=request.POST.getlist("continues"), **words_of(typed),
    )  # fmt: skip
    is_whole = typed is not request.POST and row.text == with_plain_ends(typed["text"])
    return JsonResponse(of_unsaved(row) | (settling.digest_of_words(request.POST) if is_whole else {}))


@require_safe
def typed(request, editing):
    """An unsaved text as it is, without anything around it: however long, a browser shows it and can keep it as a file."""
    row = get_object_or_404(Unsaved.objects.of(request.user), editing=editing)
    return HttpResponse(row.text, content_type="text/plain; charset=utf-8")


@require_POST
def throw_away(request, editing):
    """What was typed up to the stroke that the address names is thrown away; where somebody typed on since, all of it stays."""
    row = get_object_or_404(Unsaved.objects.of(request.user), editing=editing)
    stroke = number(request.GET.get("stroke"))
    is_gone = Unsaved.objects.done(request.user, row.editing if stroke is None else f"{row.editing}~{stroke}")
    if request.GET.get("place"):
        open_here = {name: request.POST.getlist(name)[-20:] for name in ("editing", "continues")}
        told = {} if is_gone else {"typed_on": "yes"}
        return redirect(f"{reverse('writing:unsaved')}?{urlencode({'place': row.place, **open_here, **told}, doseq=True)}")
    if is_gone:
        messages.success(request, f"The unsaved text of {timezone.localtime(row.at):%-d %B} is thrown away.")
    else:
        messages.warning(request, TYPED_ON)
    return redirect(came_from(request))


def number(words):
    """The whole number that a hidden field holds; None where it is empty. Raises Impossible."""
    if not words:
        return None
    if not (words.isascii() and words.isdecimal() and len(words) < 19):
        raise Impossible("The page has lost count of what was typed. Copy the text and open the page again.")
    return int(words)
