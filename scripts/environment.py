"""Make .venv and install a lock into it, as far as that is not done. Needs nothing but Python; any from 3.6 on can read it, to say that
it is too old."""

import hashlib
import importlib.util
import os
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
PYTHON = os.path.join(VENV, "bin", "python")
STAMP = os.path.join(VENV, "installed.txt")
OLDEST = (3, 11)


def ready(lock):
    """Give .venv what `requirements/<lock>.txt` names ("base" or "dev"); exits with a sentence where it cannot."""
    stamp = fingerprint(lock)
    if os.path.exists(PYTHON) and stamp in stamps():
        return
    is_made = works([PYTHON, "-m", "pip", "--version"])  # not where it was stopped while it was made
    require_python(is_made)
    try:
        if not is_made:
            say("Making the environment in .venv …")
            run([sys.executable, "-m", "venv", "--clear", VENV], "The environment could not be made in .venv.")
        say("Installing locked packages …")
        install(lock)
        with open(STAMP, "w") as file:
            file.write("\n".join(fingerprint(name) for name in ("base", "dev") if lock in ("dev", name)))
    except OSError as problem:
        sys.exit(f"{VENV} cannot be written: {problem.strerror}.")


def require_python(is_made):
    version = sys.version_info[:2]
    if version < OLDEST:
        name = "{}.{}".format(*version)
        sys.exit(f"Whence needs Python 3.11 or later, and this one is {name}. Name a newer one: make run PYTHON=python3.11")
    if not is_made and not all(importlib.util.find_spec(name) for name in ("venv", "ensurepip")):
        sys.exit("This Python cannot make environments: its module venv is missing. On Debian and Ubuntu: apt install python3-venv")


def install(lock):
    """uv installs in a quarter of the time; where it has no wheel or cannot reach the packages, pip does the same."""
    path = os.path.join(ROOT, "requirements", "{}.txt")
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "--requirement"]
    uv = [os.path.join(VENV, "bin", "uv"), "pip", "install", "--quiet", "--python", PYTHON, "--require-hashes", "--requirement"]
    if not works([*pip, path.format("uv")]) or not works([*uv, path.format(lock)]):
        run([*pip, path.format(lock)], "The packages could not be installed. Is there a network?")


def fingerprint(lock):
    with open(os.path.join(ROOT, "requirements", lock + ".txt"), "rb") as file:
        return f"{lock} {hashlib.sha256(file.read()).hexdigest()}"


def stamps():
    if not os.path.exists(STAMP):
        return []
    with open(STAMP) as file:
        return file.read().splitlines()


def works(command):
    try:
        return subprocess.call(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0
    except OSError:
        return False


def run(command, sentence):
    """Run the command; exit with what it said last and the sentence if it fails."""
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        sys.exit("\n".join([*(done.stderr or done.stdout).strip().splitlines()[-5:], sentence]))


def say(words):
    print(words, flush=True)
