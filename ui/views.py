"""The theme, and the pages that say what went wrong."""

import logging
import re
import secrets

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render, resolve_url
from django.views.decorators.http import require_POST

from .answers import alone, came_from, is_beside, told, wants_json
from .holding import hold, is_ours

THEMES = ("light", "dark")
OLD_TOKEN = "This page is older than your sign-in. Nothing is lost: look at what you typed, and send it again."
GONE = "The page is no longer there, or no longer open to you. Copy what you typed."
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
    return alone("400.html", 400)


def forbidden(request, exception=None):
    if wants_json(request):
        return told(str(exception or "You may not do this."), 403)
    if held := hold(request, str(exception or "You may not do this."), now=came_from(request)):
        return held
    return render(request, "403.html", {"sentence": str(exception or "")}, status=403)


def csrf_failure(request, reason=""):
    """The token is of an earlier sign-in, or of none: whoever typed something on our own page gets it back, with a token that holds."""
    if wants_json(request) or is_beside(request):
        return told(OLD_TOKEN, 403, **({"token": get_token(request)} if is_ours(request) else {}))
    door = "" if request.user.is_authenticated else resolve_url(settings.LOGIN_URL)
    return hold(request, OLD_TOKEN, door) or render(request, "403_csrf.html", {"back": came_from(request)}, status=403)


def not_found(request, exception=None):
    if wants_json(request):
        return told(GONE, 404)
    if held := hold(request, GONE, status=404, now=came_from(request)):
        return held
    place, _, rest = request.path.strip("/").partition("/")
    named = rest and not rest[0].isdecimal()  # "records/api-23" is found by its name; "meetings/3" needs the word before it
    words = " ".join(re.findall(r"[^\W_]+", rest if named else request.path)[-6:])
    return render(request, "404.html", {"words": words}, status=404)


def too_many(request):
    return render(request, "429.html", status=429)


def broken(request):
    number = secrets.token_hex(4)
    logging.getLogger("whence").error("Request %s went wrong: %s %s", number, request.method, request.path)
    return alone("500.html", 500, number=number)
