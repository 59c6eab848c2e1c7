from django.http import HttpResponse


def mission(request, **kwargs):
    return HttpResponse("to be written")


def terms(request, **kwargs):
    return HttpResponse("to be written")


def path(request, **kwargs):
    return HttpResponse("to be written")
