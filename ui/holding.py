"""A form that cannot be taken now, as its sender is signed out or its token is old: what was typed is held, never lost."""

import re
from typing import NamedTuple

from django.conf import settings
from django.core import signing
from django.shortcuts import render

TOKEN, MARK = "csrfmiddlewaretoken", "held"
DAY = 24 * 3600
LONG = 60  # characters of a value that is shown, rather than only carried along
NOT_WORDS = {"began", "merge", "text_place", "editing", "continues"}  # what pages note for themselves, however long


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


def hold(request, sentence, sign_in="", status=403, now=""):
    """A page with the sentence and all that was typed, to be sent again; `sign_in` is where to do that in another tab. `now` is the
    page of what refused it, where people look before they send it again: then only words that are long are worth a page.

    None where nothing was typed, where a password was, or where the request came from elsewhere.
    """
    if request.method != "POST" or not is_ours(request):
        return None
    typed = [(name, value) for name in request.POST if name not in (TOKEN, MARK) for value in request.POST.getlist(name)]
    if not any(value.strip() for _, value in typed) or any("password" in name for name, _ in typed):
        return None
    held = [Held(name, value, words_of(name) if is_shown(name, value) else "") for name, value in typed]
    if now and not any(one.words for one in held):
        return None
    facts = {"sentence": sentence, "sign_in": sign_in, "held": held, "back": request.get_full_path(), "mark": marked(request), "now": now}
    return render(request, "ui/hold.html", facts, status=status)


def is_shown(name, value):
    return name not in NOT_WORDS and (len(value) > LONG or "\n" in value)


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
    """What a field is called: "Decision makers", "Outcomes 2: sentence" (the rows of a sheet are counted from 0)."""
    counted = re.sub(r"-(\d+)-", lambda row: f" {int(row[1]) + 1}: ", name)
    return counted.replace("-", " ").replace("_", " ").capitalize()
