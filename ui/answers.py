"""Answer with a page, or with the one part of it that htmx asked for."""

import logging

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, InternalError, OperationalError
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.defaultfilters import filesizeformat
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme

from .holding import hold
from .refusals import Refused

BESIDE = ("preview", "offers")
VARY = ["HX-Request", "HX-Target", "HX-Boosted", "HX-History-Restore-Request"]

NOT_STORED = "The server can store nothing at the moment. What you typed stays here: send it again in a while, and tell whoever runs this site."

TAKEN = "Somebody saved something of the same name at the same moment. Nothing of yours is saved yet: send it again."


def render_page(request, template, context=None, partials=(), status=None):
    """Give the whole page, or the partial of `partials` that the request aims at; 422 where `context["form"]` has errors."""
    context = context or {}
    form = context.get("form")
    status = status or (422 if form is not None and form.is_bound and not form.is_valid() else 200)
    part = wanted_part(request)
    partial = part in partials
    response = render(request, f"{template}#{part}" if partial else template, context, status=status)
    response.is_partial = partial
    return response


def posted(request):
    """What a form is filled with: what was posted, even if that is nothing at all; None where the form is only shown."""
    return request.POST if request.method == "POST" else None


def require(allowed, sentence="You may read this, but not change it."):
    """Raise PermissionDenied (403) with the sentence unless allowed."""
    if not allowed:
        raise PermissionDenied(sentence)


def wanted_part(request):
    """The id in HX-Target ("section#status" gives "status"); empty where a whole page is wanted."""
    htmx = request.htmx
    if not htmx or htmx.boosted or htmx.history_restore_request:
        return ""
    return (htmx.target or "").partition("#")[2]


def is_beside(request):
    """Whether htmx aims at a part beside a text that somebody is typing: no page and no sign-in may then take the text's place."""
    return wanted_part(request) in BESIDE


def came_from(request):
    """The page of this site that the reader was on, "/" where we cannot tell; safe to redirect to."""
    page = request.headers.get("HX-Current-URL") or request.headers.get("Referer", "")
    safe = url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure())
    return page if safe else "/"


def wants_json(request):
    """Whether a script of ours asks, that shows the sentence of an answer and keeps the page as it is."""
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"


def told(sentence, status, **more):
    """The sentence, and what the script needs besides, for who `wants_json`."""
    return JsonResponse({"sentence": sentence, **more}, status=status)


def refusals(get_response):
    """Middleware: a verb that refuses becomes a page with its sentence and its status."""

    def middleware(request):
        return get_response(request)

    def process_exception(request, exception):
        if request.method == "POST" and is_taken(exception):
            return held_or_told(request, TAKEN, 409, "")
        if isinstance(exception, Refused):
            return held_or_told(request, str(exception), exception.status, came_from(request))
        if isinstance(exception, OperationalError | InternalError) and request.method == "POST":
            return not_stored(request, exception)
        return None

    middleware.process_exception = process_exception
    return middleware


def held_or_told(request, sentence, status, now):
    """The sentence with what was typed, if that is worth a page (see `hold`)."""
    if wants_json(request):
        return told(sentence, status)
    back = now or came_from(request)
    return hold(request, sentence, status=status, now=now) or render(request, f"{status}.html", {"sentence": sentence, "back": back}, status=status)


def is_taken(problem):
    """Whether the database refused a name, address or handle that another request took after this one had looked for it."""
    engine = getattr(problem, "__cause__", None)
    is_unique = getattr(engine, "sqlstate", "") == "23505" or getattr(engine, "sqlite_errorname", "") == "SQLITE_CONSTRAINT_UNIQUE"
    return isinstance(problem, IntegrityError) and is_unique


def alone(template, status, **words):
    """A page that draws itself when nothing else works: no database, no session, no context processor."""
    site = {"site_name": settings.SITE_NAME, "site_mark": settings.SITE_MARK}
    return HttpResponse(render_to_string(template, {**words, **site}), status=status)


def not_stored(request, problem):
    """503, with all that was typed: the disk is full, the database may not be written or does not answer. None where nothing was typed."""
    logging.getLogger("whence").error("Nothing was stored of %s: %s", request.path, problem)
    return told(NOT_STORED, 503) if wants_json(request) or is_beside(request) else hold(request, NOT_STORED, status=503)


def large_bodies(get_response):
    """Middleware: more than DATA_UPLOAD_MAX_MEMORY_SIZE bytes get a sentence (413) before anybody reads them."""

    def middleware(request):
        limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        if int(request.META.get("CONTENT_LENGTH") or 0) <= limit:
            return get_response(request)
        if wants_json(request):
            return told(
                f"This is more than the {filesizeformat(limit)} that are taken at once. It is not saved: make it smaller or split it in two.", 413
            )
        return alone("413.html", 413, limit=limit, back=came_from(request))

    return middleware


def readable_addresses(get_response):
    """Middleware: a NUL in an address or a cookie, which no database can look for, gets a sentence (400)."""

    def middleware(request):
        if "%00" in request.META.get("QUERY_STRING", "") or any("\0" in asked for asked in (request.path_info, *request.COOKIES.values())):
            return alone("400.html", 400)
        return get_response(request)

    return middleware


def whole_pages(get_response):
    """Middleware: a whole page that answers an htmx request is shown as one, wherever the request aimed."""

    def middleware(request):
        response = get_response(request)
        if is_beside(request) and response.status_code >= 400:
            response["HX-Reswap"] = "none"
            return response
        if not response.get("Content-Type", "").startswith("text/html"):
            return response
        patch_vary_headers(response, VARY)
        if "Cache-Control" not in response:
            response["Cache-Control"] = "private, no-cache"
        if request.htmx and not getattr(response, "is_partial", False) and response.status_code not in (204, 304):
            response["HX-Retarget"] = "body"
            response["HX-Reswap"] = "outerSync"
            if request.method == "GET" and response.status_code == 200 and not request.htmx.history_restore_request:
                response["HX-Push-Url"] = request.get_full_path()
        return response

    return middleware
