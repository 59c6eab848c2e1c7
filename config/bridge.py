"""Answer ASGI requests with a WSGI application that runs in a few threads.

Django's ASGI handler costs a page 3 to 5 ms of hops between threads and opens a database connection for each request;
here a request's body is read by the event loop, the page is made in one thread, and the loop sends it. A slow reader or
a slow writer so holds no thread, except while an answer is streamed: its generator stays in the thread that began it.
"""

import asyncio
import functools
import sys
import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor

DROPPED = 64_000_000  # bytes of a body over the limit that are read and dropped
IN_MEMORY = 1_000_000  # bytes of a request's body; the rest goes to a temporary file
BLOCK = 256 * 1024  # bytes that are sent at a time
PATIENCE = 30  # seconds that the reader of a stream may take nothing


class Gone(Exception):
    """The reader left, or stopped reading."""


class Download:
    """The application's file, as `wsgi.file_wrapper` (PEP 3333): the event loop sends it, so that it holds no thread."""

    def __init__(self, file, block_size=BLOCK):
        self.read, self.close = functools.partial(file.read, block_size), file.close

    def __iter__(self):
        return iter(self.read, b"")


class Bridge:
    """An ASGI application around a WSGI application.

    A body of more than `limit` bytes is not kept: the application finds a larger CONTENT_LENGTH, and nothing to read.
    """

    def __init__(self, application, *, threads, limit):
        self.application, self.limit = application, limit
        self.pool = ThreadPoolExecutor(threads, thread_name_prefix="page")

    async def __call__(self, scope, receive, send):
        loop, gone = asyncio.get_running_loop(), threading.Event()
        with tempfile.SpooledTemporaryFile(IN_MEMORY) as body:
            try:
                environ = environ_of(scope, body, await spool(receive, body, self.limit, declared_size(scope)))
                leaving = loop.create_task(wait_for_leaving(receive, gone))
                try:
                    post = functools.partial(post_from_thread, loop, send, gone)
                    start, rest = await loop.run_in_executor(self.pool, self.answer, environ, post)
                    await send_rest(loop, send, gone, start, rest)
                finally:
                    gone.set()
                    leaving.cancel()
            except Gone:
                pass

    def answer(self, environ, post):
        """In a thread: run the application. Give what the loop has to send: the message that starts the answer (None if
        it went out already) and the body, as bytes or as a Download."""
        start = {"type": "http.response.start"}

        def start_response(status, headers, exc_info=None):
            start["status"] = int(status[:3])
            start["headers"] = [(name.lower().encode("latin1"), value.encode("latin1")) for name, value in headers]

        result = self.application(environ, start_response)
        if isinstance(result, Download):
            return start, result
        try:
            if not getattr(result, "streaming", False):
                return measured(start, b"".join(result))
            post(start)
            for chunk in result:
                post({"type": "http.response.body", "body": chunk, "more_body": True})
            return None, b""
        finally:
            if hasattr(result, "close"):
                result.close()  # here, as the database connection that it gives back belongs to this thread


def measured(start, body):
    """The same answer with its length, which spares it the chunks."""
    if start["status"] not in (204, 304) and all(name != b"content-length" for name, _ in start["headers"]):
        start["headers"].append((b"content-length", str(len(body)).encode()))
    return start, body


async def send_rest(loop, send, gone, start, rest):
    if start:
        await send(start)
    if isinstance(rest, Download):
        try:
            while not gone.is_set() and (block := await loop.run_in_executor(None, rest.read)):
                await send({"type": "http.response.body", "body": block, "more_body": True})
        finally:
            rest.close()
        rest = b""
    await send({"type": "http.response.body", "body": rest})


def post_from_thread(loop, send, gone, message):
    """Send from a page's thread and wait until it is taken; raises Gone if it is not."""
    if gone.is_set():
        raise Gone
    sending = asyncio.run_coroutine_threadsafe(send(message), loop)
    try:
        sending.result(PATIENCE)
    except TimeoutError:
        sending.cancel()
        raise Gone from None


async def wait_for_leaving(receive, gone):
    while (await receive())["type"] != "http.disconnect":
        pass
    gone.set()


async def spool(receive, body, limit, declared):
    """Copy the request's body into the file, unless it is larger than the limit; give its size in bytes, or as much as is
    known of it. Raises Gone if the reader leaves before its end."""
    if declared > limit:
        await forget(receive)
        return declared
    size, more = 0, True
    while more and size <= limit:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Gone
        body.write(message.get("body", b""))
        size, more = body.tell(), message.get("more_body", False)
    body.seek(0)
    if size > limit:
        body.truncate()
        await forget(receive, more)
    return size


async def forget(receive, more=True):
    """Take the rest of a body that is too large, within reason: whoever is cut off while sending never reads the answer."""
    taken = 0
    while more and taken < DROPPED:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Gone
        taken += len(message.get("body", b""))
        more = message.get("more_body", False)


def declared_size(scope):
    """The Content-Length in bytes; 0 where there is none, or none that is a number."""
    declared = dict(scope["headers"]).get(b"content-length", b"0")
    return int(declared) if declared.isdigit() else 0


def environ_of(scope, body, size):
    """The environ of PEP 3333; `size` is the body's, in bytes."""
    host, port = scope.get("server") or ("localhost", 80)
    return {
        **headers_of(scope),
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": scope["path"].encode().decode("latin1"),
        "QUERY_STRING": scope["query_string"].decode("latin1"),
        "CONTENT_LENGTH": str(size),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "SERVER_NAME": host,
        "SERVER_PORT": str(port or 0),
        "REMOTE_ADDR": (scope.get("client") or ("",))[0],
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.get("scheme", "http"),
        "wsgi.input": body,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        "wsgi.file_wrapper": Download,
    }


def headers_of(scope):
    """The headers as CGI names them. One with an underscore is dropped, as it would pass for the one with a hyphen, which
    a proxy may have set; a header that came twice is joined (RFC 9110, 5.3; cookies by RFC 6265's semicolon)."""
    headers = {}
    for raw, value in scope["headers"]:
        if b"_" in raw:
            continue
        name = raw.decode("latin1").upper().replace("-", "_")
        name = name if name == "CONTENT_TYPE" else f"HTTP_{name}"
        glue = "; " if name == "HTTP_COOKIE" else ","
        headers[name] = headers[name] + glue + value.decode("latin1") if name in headers else value.decode("latin1")
    return headers
