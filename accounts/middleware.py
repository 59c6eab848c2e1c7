from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.utils import timezone
from django_htmx.http import HttpResponseClientRedirect


class SignInMiddleware(LoginRequiredMiddleware):
    """Everything needs sign-in; a signed-out htmx request makes the browser itself go to the sign-in page."""

    def handle_no_permission(self, request, view_func):
        if not request.htmx:
            return super().handle_no_permission(request, view_func)
        return HttpResponseClientRedirect(redirect_to_login(page_of(request), self.get_login_url(view_func)).url)


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
