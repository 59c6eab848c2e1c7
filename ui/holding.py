"""A form that cannot be taken now, as its sender is signed out or its token is old: what was typed is held, never lost."""

from typing import NamedTuple

from django.conf import settings
from django.shortcuts import render

TOKEN = "csrfmiddlewaretoken"
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
    typed = [(name, value) for name in request.POST if name != TOKEN for value in request.POST.getlist(name)]
    if not any(value.strip() for _, value in typed) or any("password" in name for name, _ in typed):
        return None
    held = [Held(name, value, words_of(name) if len(value) > LONG or "\n" in value else "") for name, value in typed]
    return render(request, "ui/hold.html", {"sentence": sentence, "sign_in": sign_in, "held": held, "back": request.get_full_path()}, status=status)


def words_of(name):
    return name.replace("-", " ").replace("_", " ").capitalize()
