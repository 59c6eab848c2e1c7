from django.http import HttpResponse


def meeting(request, **kwargs):
    return HttpResponse("to be written")


def series(request, **kwargs):
    return HttpResponse("to be written")


def action(request, **kwargs):
    return HttpResponse("to be written")
