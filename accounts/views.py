from django.http import HttpResponse


def person(request, **kwargs):
    return HttpResponse("to be written")
