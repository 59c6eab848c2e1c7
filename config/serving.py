"""The server around the dispatcher: uvicorn, for which Ctrl-C and SIGTERM are an ordinary end."""

import errno
import os
import socket
import sys

import uvicorn
from django.conf import settings

GRACE = 5  # seconds that pages may still take when the site is stopped


class PortTaken(Exception):
    """Nobody can listen there; the words say why and what to do."""


class Server(uvicorn.Server):
    """Calls `when_ready()` as soon as pages are answered. A first signal lets pages finish, a second does not wait."""

    def __init__(self, application="config.asgi:application", when_ready=lambda: None):
        self.when_ready = when_ready
        super().__init__(
            uvicorn.Config(
                application,
                http="httptools",
                ws="none",
                lifespan="off",
                log_config=None,
                access_log=False,
                server_header=False,
                proxy_headers=bool(settings.TRUSTED_PROXIES),
                forwarded_allow_ips=settings.TRUSTED_PROXIES,
                timeout_graceful_shutdown=GRACE,
            )
        )

    async def startup(self, sockets=None):
        await super().startup(sockets)
        self.when_ready()

    def handle_exit(self, sig, frame):
        self.force_exit = self.should_exit
        self.should_exit = True


def listen(host, port):
    """Give a socket that listens there; port 0 is any free one. Raises PortTaken."""
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as problem:
        why = {
            errno.EADDRINUSE: f"Port {port} is taken. Stop what listens there, or choose another: make run PORT={port + 1}",
            errno.EACCES: f"Port {port} is kept for root. Choose one above 1023: make run PORT=8000",
        }
        reason = problem.strerror.partition(" (")[0]
        nowhere = f"Nothing can listen on {host}: {reason}. Set HOST to an address of this machine."
        raise PortTaken(why.get(problem.errno, nowhere)) from None


def leave():
    """End the process at once: a page that outlived the grace would hold it; its transaction is rolled back."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)
