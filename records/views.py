from django.http import HttpResponse


def record(request, **kwargs):
    return HttpResponse("to be written")


def risk(request, **kwargs):
    return HttpResponse("to be written")
