"""The site's addresses and two more, which do nothing: what our middleware costs, and what it costs to know who asks."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.urls import path

from config.urls import *  # noqa: F403 - the error handlers too


@login_not_required
def empty(request):
    return HttpResponse("Nothing.")


def floor(request):
    return HttpResponse(f"{request.user.name} is here.")


urlpatterns += [path("bench/empty/", empty), path("bench/floor/", floor)]  # noqa: F405
