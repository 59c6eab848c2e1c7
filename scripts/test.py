"""`make test`: install what is missing, then every check there is; all of them run, and the last lines say which failed."""

import glob
import os
import shutil
import subprocess
import sys
import time

import environment

PYTHON = environment.PYTHON
PYTEST = [PYTHON, "-m", "pytest", "-n", "2", "--dist", "worksteal"]
UNIT = [*PYTEST, "--ignore=tests/browser"]
CHECKS = {
    "ruff": [PYTHON, "-m", "ruff", "check", "--quiet", "."],
    "ruff format": [PYTHON, "-m", "ruff", "format", "--check", "--quiet", "."],
    "who imports whom": [os.path.join(environment.VENV, "bin", "lint-imports"), "--no-logo"],
    "missing migrations": [PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"],
    "check --deploy": [PYTHON, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
    "tests on SQLite": UNIT,
    "tests on PostgreSQL": [PYTHON, "-m", "tests.postgres", "--servers", "2", *UNIT, "-m", "engine", "--migrations"],
    "tests in the browser": [*PYTEST, "tests/browser"],
}
SETTINGS = {
    "SECRET_KEY": "only-for-tests-" + "x" * 50,
    "ENV_FILE": "",
    "SITE_URL": "https://whence.example",
    "DATABASE_URL": "sqlite://:memory:",
    "EMAIL_URL": "smtp://mail.whence.example",
}
TAKEN_FROM_US = ("DATABASE_URL", "DATA_DIR", "DEBUG", "EMAIL_URL", "DJANGO_SETTINGS_MODULE", "PORT", "DEMO", "FROM")


def main():
    environment.ready("dev")
    install_postgresql()
    install_browser()
    kept = {name: value for name, value in os.environ.items() if name not in TAKEN_FROM_US}
    if kept.pop("PYTHONDONTWRITEBYTECODE", None):  # not beside the sources, then; the tests start Python about a hundred times
        kept.setdefault("PYTHONPYCACHEPREFIX", os.path.join(environment.VENV, "bytecode"))
    failed = [name for name, command in CHECKS.items() if not passes(name, command, kept)]
    sys.exit("Failed: {}.".format(", ".join(failed)) if failed else 0)


def passes(name, command, kept):
    is_command = "manage.py" in command
    began = time.monotonic()
    done = subprocess.run(command, cwd=environment.ROOT, env={**kept, **SETTINGS} if is_command else kept)
    environment.say(f"{'ok    ' if done.returncode == 0 else 'FAILED'} {name}, {time.monotonic() - began:.0f} s")
    return done.returncode == 0


def install_postgresql():
    if glob.glob("/usr/lib/postgresql/*/bin/initdb") or shutil.which("initdb") or os.environ.get("PG_BIN"):
        return
    if not install_from_debian("postgresql"):
        sys.exit("The tests need PostgreSQL’s server programs: install them, or set PG_BIN to their folder. On Debian: apt install postgresql")


def install_browser():
    """Debian's Chromium without a screen, whose pages cost a third; else its whole Chromium, or the browser that Playwright brings."""
    if os.environ.get("CHROMIUM") or shutil.which("chromium-headless-shell") or install_from_debian("chromium-headless-shell", "fonts-liberation"):
        return
    if shutil.which("chromium") or install_from_debian("chromium", "fonts-liberation"):
        return
    done = subprocess.run([PYTHON, "-m", "playwright", "install", "chromium"])
    if done.returncode:
        sys.exit("The tests need a browser: install chromium, or set CHROMIUM to one. On Debian: apt install chromium")


def install_from_debian(*packages):
    """Whether the packages could be installed: only where we are root and there is apt."""
    if os.getuid() != 0 or not shutil.which("apt-get"):
        return False
    environment.say("Installing {} …".format(" and ".join(packages)))
    apt = ["apt-get", "-qq", "-o=Dpkg::Use-Pty=0", "-o=Acquire::http::Timeout=15"]
    quiet = {"env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}, "stdout": subprocess.DEVNULL}
    subprocess.run([*apt, "update"], **quiet)
    return subprocess.run([*apt, "install", "--yes", "--no-install-recommends", *packages], **quiet).returncode == 0


if __name__ == "__main__":
    main()
