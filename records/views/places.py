from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

import writing.views
from accounts.forms import AudienceForm
from ui.answers import posted, render_page, require
from writing.beside import Overtaken

from .. import facets
from ..models import Area, Log, Record
from ..places import AreaForm, LogForm

ADMINS_ONLY = "Only admins keep logs and areas."
FORM = ["GET", "HEAD", "POST"]


@require_safe
def places(request):
    logs, areas = Log.objects.visible_to(request.user).select_related("team"), Area.objects.select_related("team")
    cells = facets.overview_of(facets.version(), request.user.audiences).cells
    context = {"logs": counted(logs, "log", cells), "areas": counted(areas, "area", cells)}
    return render_page(request, "records/places.html", {"place": "records", **context})


@require_http_methods(FORM)
def new_log(request):
    return _place(request, LogForm, Log())


@require_http_methods(FORM)
def edit_log(request, key):
    return _place(request, LogForm, get_object_or_404(Log.objects.visible_to(request.user), key=key))


@require_http_methods(FORM)
def edit_template(request, key):
    log = get_object_or_404(Log.objects.visible_to(request.user).select_related("revision"), key=key)
    require(request.user.is_admin, ADMINS_ONLY)
    crumbs = [(reverse("records:places"), "Numbered logs and areas")]
    return writing.views.edit_template(
        request, log, {"what": log.title, "begins": f"New records of {log.key}", "asked_before": "proposed", "crumbs": crumbs}
    )


@require_http_methods(FORM)
def new_area(request):
    return _place(request, AreaForm, Area())


@require_http_methods(FORM)
def edit_area(request, slug):
    return _place(request, AreaForm, get_object_or_404(Area, slug=slug))


@require_http_methods(FORM)
def audience(request, name):
    record = get_object_or_404(Record.objects.visible_to(request.user).named(name).for_page())
    require(record.can_be_closed_by(request.user), "Its author, its decision-makers and admins say who may see it.")
    form = AudienceForm(posted(request), by=request.user, audience=record.audience)
    if form.is_valid():
        record.restrict(by=request.user, audience=form.audience())
        messages.success(request, f"{record.name} is now seen by {'a closed circle' if record.is_restricted else 'everybody who signs in'}.")
        return redirect(record)
    return render_page(request, "records/audience.html", {"form": form, "record": record})


def counted(places, column, cells):
    """Each place with the numbers of its records, and of those in force, that the reader may see."""
    every, in_force = cells.by(column, slice(None)), cells.by(column, cells.having("status", [Record.Status.ACCEPTED]))
    return [{"place": place, "records": every[place.pk], "in_force": in_force[place.pk]} for place in places]


def _place(request, form_class, place):
    require(request.user.is_admin, ADMINS_ONLY)
    form, status = form_class(posted(request), instance=place), None
    if form.is_valid():
        try:
            messages.success(request, f"{form.keep(request.user)} is saved.")
            return redirect("records:places")
        except Overtaken:
            status = 409
    return render_page(request, "records/place_form.html", {"form": form, "place": place, "kind": form.kind}, status=status)
