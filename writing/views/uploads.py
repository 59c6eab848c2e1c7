"""Sending a picture, and seeing it."""

from django.http import FileResponse, Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from ui.answers import render_page, require, told, wants_json
from ui.refusals import Impossible

from ..forms import PictureForm
from ..places import place_named
from ..uploads import TYPES, Upload

MEMBERS = "Only members write."
LATEST = 20


@require_http_methods(["GET", "HEAD", "POST"])
def uploads(request):
    """A form to send a picture with, and the Markdown of those that this person sent for the same text. A script gets JSON."""
    require(request.user.is_member, MEMBERS)
    name = request.POST.get("text_place") or request.GET.get("place", "")
    place = place_named(name)
    if place is None or (place.finder and place.find(request.user) is None):
        raise Http404("There is no such text.")
    form = PictureForm(request.POST, request.FILES) if "alt" in request.POST else PictureForm(initial={"text_place": name})
    if form.is_valid():
        return take(request, form, name)
    if form.is_bound and wants_json(request):
        return told(" ".join(error for errors in form.errors.values() for error in errors), 422)
    mine = Upload.objects.filter(by=request.user, place=name).order_by("-at")[:LATEST]
    return render_page(request, "writing/uploads.html", {"form": form, "where": place, "text_place": name, "mine": mine})


def take(request, form, name):
    try:
        upload = Upload.objects.take(by=request.user, place=name, file=form.cleaned_data["file"], alt=form.cleaned_data["alt"])
    except Impossible as refusal:
        if wants_json(request):
            raise
        form.add_error("file", str(refusal))
        return render_page(request, "writing/uploads.html", {"form": form, "where": place_named(name), "text_place": name, "mine": []})
    if wants_json(request):
        return JsonResponse({"markdown": upload.markdown, "url": upload.get_absolute_url()}, status=201)
    return redirect(f"{reverse('writing:uploads')}?{urlencode({'place': name})}")


@require_safe
def picture(request, key, extension):
    """Its bytes, as what we know them to be, for whoever may see its text. Alone in a window it can do nothing."""
    upload = get_object_or_404(Upload, key=key, extension=extension)
    if not upload.is_visible_to(request.user):
        raise Http404("There is no such picture.")
    try:
        answer = FileResponse(upload.path.open("rb"), content_type=TYPES[extension])
    except FileNotFoundError:
        raise Http404("The file of this picture is gone.") from None
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["Cache-Control"] = "private, max-age=86400, immutable"
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer
