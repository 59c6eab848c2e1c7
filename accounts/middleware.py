from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.shortcuts import resolve_url
from django.utils import timezone
from django_htmx.http import HttpResponseClientRedirect

from ui.answers import is_beside, told, wants_json
from ui.holding import hold

SIGNED_OUT = "You are signed out. Sign in again in another tab; your text stays here."


class SignInMiddleware(LoginRequiredMiddleware):
    """Everything needs sign-in. Whoever is signed out goes to the sign-in page, but for what they typed: that stays where it is."""

    def process_view(self, request, view_func, *args):
        return another(request) if is_of_another(request) else super().process_view(request, view_func, *args)

    def handle_no_permission(self, request, view_func):
        door = resolve_url(self.get_login_url(view_func))
        if wants_json(request) or is_beside(request):
            return told(SIGNED_OUT, 401, sign_in=door)
        if request.htmx:
            return HttpResponseClientRedirect(redirect_to_login(page_of(request), door).url)
        return hold(request, SIGNED_OUT, door) or super().handle_no_permission(request, view_func)


def is_of_another(request):
    """Whether somebody else signed in, in this browser, since the form was opened: the text would be saved in their name."""
    return request.method == "POST" and request.user.is_authenticated and request.POST.get("typed_by", request.user.handle) != request.user.handle


def another(request):
    sentence = f"You are signed in as {request.user.name}, and @{request.POST['typed_by'][:100]} typed this text. Sign in as the one who typed it."
    if wants_json(request) or is_beside(request):
        return told(sentence, 401, sign_in="/")
    if page := hold(request, sentence, "/"):
        return page
    raise PermissionDenied(sentence)


def page_of(request):
    """The page that an htmx request was made from, "/" where it names none of this site's."""
    try:
        return request.htmx.current_url_abs_path or "/"
    except ValueError:  # "http://[" is no address at all
        return "/"


def own_time_zone(get_response):
    """Middleware: times are shown in the zone that the person chose, else in the site's."""

    def middleware(request):
        zone = getattr(request.user, "time_zone", "")
        with timezone.override(zone or None):
            return get_response(request)

    return middleware
