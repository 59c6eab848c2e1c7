from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

import writing.views
from ui.answers import posted, render_page, require
from writing.beside import Overtaken

from .. import facets
from ..forms import AreaForm, LogForm
from ..models import Area, Log, Record

ADMINS_ONLY = "Only admins keep logs and areas."
FORM = ["GET", "HEAD", "POST"]


@require_safe
def logs(request):
    seen, areas = Log.objects.visible_to(request.user).select_related("team"), Area.objects.select_related("team")
    cells = facets.overview_of(facets.version(), request.user.audiences).cells
    context = {"logs": counted(seen, "log", cells), "areas": counted(areas, "area", cells)}
    return render_page(request, "records/logs.html", {"place": "records", **context})


@require_http_methods(FORM)
def new_log(request):
    return _kept(request, LogForm, Log())


@require_http_methods(FORM)
def edit_log(request, key):
    return _kept(request, LogForm, get_object_or_404(Log.objects.visible_to(request.user), key=key))


@require_http_methods(FORM)
def edit_template(request, key):
    log = get_object_or_404(Log.objects.visible_to(request.user).select_related("revision"), key=key)
    require(request.user.is_admin, ADMINS_ONLY)
    crumbs = [(reverse("records:logs"), "Numbered logs and areas")]
    return writing.views.edit_template(
        request, log, {"what": log.title, "begins": f"New records of {log.key}", "asked_before": "proposed", "crumbs": crumbs}
    )


@require_http_methods(FORM)
def new_area(request):
    return _kept(request, AreaForm, Area())


@require_http_methods(FORM)
def edit_area(request, slug):
    return _kept(request, AreaForm, get_object_or_404(Area, slug=slug))


def counted(found, column, cells):
    """Each of the logs or areas with the numbers of its records, and of those in force, that the reader may see."""
    every, in_force = cells.by(column, slice(None)), cells.by(column, cells.having("status", [Record.Status.ACCEPTED]))
    return [{column: one, "records": every[one.pk], "in_force": in_force[one.pk]} for one in found]


def _kept(request, form_class, instance):
    require(request.user.is_admin, ADMINS_ONLY)
    form, status = form_class(posted(request), instance=instance), None
    if form.is_valid():
        try:
            messages.success(request, f"{form.keep(request.user)} is saved.")
            return redirect("records:logs")
        except Overtaken:
            status = 409
    return render_page(request, "records/log_form.html", {"form": form, "kind": form.kind, "is_new": not instance.pk}, status=status)
