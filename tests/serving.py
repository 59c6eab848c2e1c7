"""The real server in a thread, on a free port."""

import contextlib
import threading

from config.serving import Server, listen


@contextlib.contextmanager
def served(application="config.asgi:application", port=0):
    """Give the address, such as http://127.0.0.1:41234, at which the ASGI application answers inside the block; a port that is free,
    if none is named."""
    ready, sock = threading.Event(), listen("127.0.0.1", port)
    port = sock.getsockname()[1]
    server = Server(application, when_ready=ready.set)
    thread = threading.Thread(target=server.run, args=[[sock]], daemon=True)
    thread.start()
    assert ready.wait(20), "the server did not start"
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = server.force_exit = True
        thread.join(10)
