"""The real server in a thread, on a free port."""

import contextlib
import threading
import time

from config.serving import Server, listen

_running = []


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
    _running.append(server)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        _running.remove(server)
        server.should_exit = server.force_exit = True
        thread.join(10)


def answered(patience=10):
    """Wait until the servers have answered all that they were asked: a page sends its last words when it is closed, and is not there to
    wait for them. Then its tables can be emptied."""
    until = time.monotonic() + patience
    while any(server.server_state.tasks for server in _running) and time.monotonic() < until:
        time.sleep(0.01)
