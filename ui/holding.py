"""A form that cannot be taken now, as its sender is signed out or its token is old: what was typed is held, never lost."""

from typing import NamedTuple

from django.conf import settings
from django.core import signing
from django.shortcuts import render

TOKEN, MARK = "csrfmiddlewaretoken", "held"
DAY = 24 * 3600
LONG = 60  # characters of a value that is shown, rather than only carried along


class Held(NamedTuple):
    """A value of the form: shown in a box with these words, or carried along where there are none."""

    name: str
    value: str
    words: str


def is_ours(request):
    """Whether a page of this site sent the request. A foreign one must not get its text onto a page of ours, with a token that holds."""
    if site := request.headers.get("Sec-Fetch-Site"):
        return site == "same-origin"
    own = f"{request.scheme}://{request.get_host()}"
    return request.headers.get("Origin") in (own, *settings.CSRF_TRUSTED_ORIGINS)


def hold(request, sentence, sign_in="", status=403):
    """A page with the sentence and all that was typed, to be sent again; `sign_in` is where to do that in another tab.

    None where nothing was typed, where a password was, or where the request came from elsewhere.
    """
    if request.method != "POST" or not is_ours(request):
        return None
    typed = [(name, value) for name in request.POST if name not in (TOKEN, MARK) for value in request.POST.getlist(name)]
    if not any(value.strip() for _, value in typed) or any("password" in name for name, _ in typed):
        return None
    held = [Held(name, value, words_of(name) if len(value) > LONG or "\n" in value else "") for name, value in typed]
    facts = {"sentence": sentence, "sign_in": sign_in, "held": held, "back": request.get_full_path(), "mark": marked(request)}
    return render(request, "ui/hold.html", facts, status=status)


def marked(request):
    """The mark of a page that holds what was sent to this address."""
    return signing.dumps(request.path, salt=MARK)


def held_forms(get_response):
    """Middleware: who signs in beside a page that holds a form has another token than that page. Its mark is ours, and the browser
    says that a page of ours sent it: it is taken at the first press."""

    def middleware(request):
        return get_response(request)

    def process_view(request, *view):
        if request.method == "POST" and is_ours(request) and is_marked(request):
            request.csrf_processing_done = True

    middleware.process_view = process_view
    return middleware


def is_marked(request):
    try:
        return signing.loads(request.POST.get(MARK, ""), salt=MARK, max_age=DAY) == request.path
    except signing.BadSignature:
        return False


def words_of(name):
    return name.replace("-", " ").replace("_", " ").capitalize()
