"""How long `make run` takes to its first page: in a fresh clone, again, and beside the bare server.

    python bench/first_run.py [--runs 5]

Clones this repository's last commit into a temporary folder and starts it there on a free port. Wall seconds depend on who
else uses the machine, CPU seconds (of all processes of the start) do not. Memory is the proportional share of the server (PSS).
"""

import argparse
import os
import queue
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TICKS = os.sysconf("SC_CLK_TCK")
OURS = ("SECRET_KEY", "ENV_FILE", "DATA_DIR", "DATABASE_URL", "STATIC_ROOT", "DEMO", "PORT", "SITE_URL")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        clone = Path(folder, "clone")
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
        first = Start(clone, ["make", "run"])
        print(f"{'':34}{'wall s':>8}{'CPU s':>8}{'MB':>6}")
        row("environment and packages", *first.until("Preparing"))
        row("tables", *first.until("Collecting", since="Preparing"))
        row("static files, demonstration", *first.until("Loaded", since="Collecting"))
        row("server, to the first page", first.wall - first.until("Loaded")[0], first.cpu - first.until("Loaded")[1], first.megabytes)
        again = [Start(clone, ["make", "run"]) for _ in range(runs)]
        bare = [Start(clone, [str(clone / ".venv/bin/python"), "manage.py", "serve"]) for _ in range(runs)]
        for name, starts in (("make run again", again), ("bare server", bare)):
            row(f"{name}, median of {runs}", *(statistics.median(getattr(start, what) for start in starts) for what in ("wall", "cpu", "megabytes")))


class Start:
    """One start: seconds to the first page (wall, CPU), megabytes then, and the lines that were printed until then."""

    def __init__(self, clone, command):
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        environment = {name: value for name, value in os.environ.items() if name not in OURS}
        began, lines = time.monotonic(), queue.Queue()
        process = subprocess.Popen(
            command, cwd=clone, env={**environment, "PORT": str(port)}, text=True, start_new_session=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip

        def read():
            for line in process.stdout:
                lines.put((line, time.monotonic() - began, sum(map(cpu_of, members_of(process.pid)))))

        reader = threading.Thread(target=read, daemon=True)
        reader.start()
        wait_for_page(process, f"http://127.0.0.1:{port}/account/login/")
        self.wall = time.monotonic() - began
        self.cpu = sum(map(cpu_of, members_of(process.pid)))
        self.megabytes = max(map(memory_of, members_of(process.pid)))
        os.killpg(process.pid, signal.SIGINT)
        process.wait(30)
        reader.join(5)
        self.lines = list(lines.queue)

    def until(self, word, since=None):
        """Wall and CPU seconds until a line that begins with the word was printed, from one with another on."""
        wall, cpu = next((wall, cpu) for line, wall, cpu in self.lines if line.startswith(word))
        before = self.until(since) if since else (0, 0)
        return wall - before[0], cpu - before[1]


def wait_for_page(process, address):
    while process.poll() is None:
        try:
            return urllib.request.urlopen(address, timeout=30).read()
        except urllib.error.HTTPError as refusal:
            sys.exit(f"The first page answered {refusal.code}.")
        except OSError:
            time.sleep(0.01)
    sys.exit(f"The site ended with {process.returncode} before its first page.")


def members_of(group):
    """The processes of a group."""
    return [pid for pid in os.listdir("/proc") if pid.isdigit() and (stat := stat_of(pid)) and int(stat[2]) == group]


def stat_of(pid):
    try:
        return Path("/proc", pid, "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None


def cpu_of(pid):
    """Seconds of a process and of the children that it waited for."""
    stat = stat_of(pid)
    return sum(int(ticks) for ticks in stat[11:15]) / TICKS if stat else 0


def memory_of(pid):
    lines = Path("/proc", pid, "smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def row(name, wall, cpu=None, megabytes=None):
    print(f"{name:34}{wall:8.1f}{'' if cpu is None else format(cpu, '8.1f')}{'' if megabytes is None else format(megabytes, '6.0f')}", flush=True)


if __name__ == "__main__":
    main()
