"""Pages that try the bridge: what went in, and every way of answering."""

import hashlib
import io
import threading
import time

from django.http import FileResponse, HttpResponse, JsonResponse, StreamingHttpResponse
from django.urls import include, path

ended = threading.Event()  # set when a stream's generator is closed


def echo(request):
    seen = {"body": hashlib.sha256(request.read()).hexdigest(), "method": request.method, "path": request.path_info, "get": request.GET.dict()}
    names = ("CONTENT_LENGTH", "CONTENT_TYPE", "REMOTE_ADDR", "HTTP_X_WHO", "HTTP_COOKIE", "wsgi.url_scheme")
    response = JsonResponse({**seen, **{name: request.META.get(name) for name in names}})
    response.set_cookie("a", "1")
    response.set_cookie("b", "2")
    return response


def download(request):
    return FileResponse(io.BytesIO(b"0123456789" * 300_000), filename="digits.txt")


def stream(request):
    return StreamingHttpResponse([threading.current_thread().name.encode()] * 3)


def endless(request):
    def chunks():
        try:
            while True:
                yield b"x" * 65536
        finally:
            ended.set()

    return StreamingHttpResponse(chunks())


def broken_stream(request):
    def chunks():
        yield b"half"
        raise ValueError("on purpose")

    return StreamingHttpResponse(chunks())


def broken(request):
    raise ValueError("on purpose")


def slow(request):
    time.sleep(float(request.GET["seconds"]))
    return HttpResponse("done")


urlpatterns = [
    *(path(f"{view.__name__}/", view) for view in (echo, download, stream, endless, broken_stream, broken, slow)),
    path("", include("config.urls")),
]
