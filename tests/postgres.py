"""A PostgreSQL that lives as long as one command: python -m tests.postgres [--servers N] COMMAND …, which finds it in DATABASE_URL.

With several, each process of pytest-xdist has its own (DATABASE_URLS, see tests.settings): what PostgreSQL knows of running
transactions is of the whole server, so tests beside each other would see one another there.
"""

import contextlib
import glob
import os
import pwd
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile

# Its data need not survive, and nothing but the tests shall change it.
OPTIONS = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200", "autovacuum=off"]
MISSING = "PostgreSQL’s server programs are missing. On Debian and Ubuntu: apt install postgresql; elsewhere set PG_BIN to their folder."


def programs():
    """The folder of initdb and pg_ctl: PG_BIN, the newest of Debian's, or wherever the path finds them; None without any."""
    if os.environ.get("PG_BIN"):
        return os.environ["PG_BIN"]
    debian = sorted(glob.glob("/usr/lib/postgresql/*/bin/initdb"), key=lambda path: int(re.search(r"/(\d+)/", path)[1]))
    found = debian[-1] if debian else shutil.which("initdb")
    return os.path.dirname(found) if found else None


@contextlib.contextmanager
def server():
    """Start a server on a free port of the loopback address; give its DATABASE_URL; stop it and remove its data."""
    folder, port = tempfile.mkdtemp(prefix="whence-postgres-"), free_port()
    identity = {}
    if os.getuid() == 0:  # PostgreSQL refuses to run as root
        owner = pwd.getpwnam("postgres")
        os.chown(folder, owner.pw_uid, owner.pw_gid)
        identity = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}

    def run(program, *arguments):
        command = [os.path.join(programs(), program), "-D", f"{folder}/data", *arguments]
        done = subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, **identity)
        if done.returncode:
            raise RuntimeError(f"{program} failed: {done.stderr.strip()}")

    options = " ".join(f"-c {option}" for option in [*OPTIONS, "listen_addresses=127.0.0.1", f"port={port}", f"unix_socket_directories={folder}"])
    try:
        run("initdb", "-U", "whence", "--auth=trust", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8")
        run("pg_ctl", "-s", "-w", "-l", f"{folder}/log", "-o", options, "start")
        try:
            yield f"postgres://whence@127.0.0.1:{port}/postgres"
        finally:
            run("pg_ctl", "-s", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def main(command):
    if not programs():
        sys.exit(MISSING)
    count = int(command[1]) if command[:1] == ["--servers"] else 1
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with contextlib.ExitStack() as servers:
        urls = [servers.enter_context(server()) for _ in range(count)]
        found = {"DATABASE_URL": urls[0], "DATABASE_URLS": " ".join(urls)}
        return subprocess.run(command[2:] if command[0] == "--servers" else command, env={**os.environ, **found}).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
