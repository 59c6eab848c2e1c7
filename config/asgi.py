"""One process for everything: health and static files in the event loop, pages in a few threads."""

import asyncio
import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from whitenoise.middleware import WhiteNoiseMiddleware

from .bridge import BLOCK, Bridge

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
pages = get_wsgi_application()
bridge = Bridge(pages, threads=settings.THREADS, limit=settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
files = WhiteNoiseMiddleware()
GUARDS = [(b"x-content-type-options", b"nosniff"), (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'")]
if settings.SECURE_HSTS_SECONDS:
    GUARDS.append((b"strict-transport-security", f"max-age={settings.SECURE_HSTS_SECONDS}; includeSubDomains; preload".encode()))
TEXT = [(b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store"), *GUARDS]
STOPPING = "The site is being stopped and did not finish this page. What you typed may not be saved: go back and send it again in a minute."


async def application(scope, receive, send):
    """ASGI. Anything but HTTP is refused."""
    if scope["type"] != "http":
        raise NotImplementedError(f"This site does not speak {scope['type']}.")
    if scope["path"] == "/healthz":
        await reply(send, 200, TEXT, b"ok\n")
    elif scope["method"] in ("GET", "HEAD") and (file := static_file(scope["path"])):
        await send_static(file, scope, send)
    else:
        await page(scope, receive, send)


async def page(scope, receive, send):
    started = False

    async def send_and_note(message):
        nonlocal started
        started = True
        await send(message)

    try:
        await bridge(scope, receive, send_and_note)
    except asyncio.CancelledError:  # the server stops, and this page took longer than it waits
        if not started:
            await reply(send, 503, TEXT, STOPPING.encode())


def static_file(path):
    return files.find_file(path) if files.autorefresh else files.files.get(path)


async def send_static(file, scope, send):
    """Small and in the system's cache: read in the loop, as handing it to a thread would cost more than reading it."""
    headers = {f"HTTP_{name.decode('latin1').upper().replace('-', '_')}": value.decode("latin1") for name, value in scope["headers"]}
    response = file.get_response(scope["method"], headers)
    raw = [*((name.lower().encode(), value.encode()) for name, value in response.headers), *GUARDS]
    if response.file is None:
        return await reply(send, response.status, raw)
    await send({"type": "http.response.start", "status": int(response.status), "headers": raw})
    with response.file as content:
        while block := content.read(BLOCK):
            await send({"type": "http.response.body", "body": block, "more_body": True})
    await send({"type": "http.response.body"})


async def reply(send, status, headers, body=b""):
    length = [(b"content-length", str(len(body)).encode())] if body else []
    await send({"type": "http.response.start", "status": int(status), "headers": [*headers, *length]})
    await send({"type": "http.response.body", "body": body})
