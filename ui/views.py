"""The theme, and the pages that say what went wrong."""

import logging
import re
import secrets

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_POST

from .answers import came_from, told, wants_json

THEMES = ("light", "dark")
YEAR = 365 * 24 * 3600


@login_not_required  # the sign-in page has a theme, too
@require_POST
def theme(request):
    response = redirect(came_from(request))
    chosen = request.POST.get("theme")
    if chosen in THEMES:
        response.set_cookie("theme", chosen, max_age=YEAR, secure=settings.IS_SECURE, httponly=True, samesite="Lax")
    else:
        response.delete_cookie("theme", samesite="Lax")
    return response


def bad_request(request, exception=None):
    return HttpResponse(render_to_string("400.html", {"site_name": settings.SITE_NAME}), status=400)


def forbidden(request, exception=None):
    if wants_json(request):
        return told(str(exception or "You may not do this."), 403)
    return render(request, "403.html", {"sentence": str(exception or "")}, status=403)


def csrf_failure(request, reason=""):
    return render(request, "403_csrf.html", {"back": came_from(request)}, status=403)


def not_found(request, exception=None):
    if wants_json(request):
        return told("The page is no longer there, or no longer open to you. Copy what you typed.", 404)
    words = " ".join(re.findall(r"[^\W_]+", request.path)[-6:])
    return render(request, "404.html", {"words": words}, status=404)


def too_many(request):
    return render(request, "429.html", status=429)


def broken(request):
    """Must work when nothing else does: no database, no session, no context processor."""
    number = secrets.token_hex(4)
    logging.getLogger("whence").error("Request %s went wrong: %s %s", number, request.method, request.path)
    return HttpResponse(render_to_string("500.html", {"number": number, "site_name": settings.SITE_NAME}), status=500)
