"""What `make run` says where it cannot go on, and the .env that it writes."""

import os
import shutil
import subprocess
import sys

import pytest
from django.conf import settings


@pytest.fixture
def clone(tmp_path):
    """A folder with what `make run` needs before anything is installed."""
    for name in ("scripts", "requirements"):
        shutil.copytree(settings.BASE_DIR / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def run(clone, before="pass", script="run.main()", **environment):
    """Run a script of the clone after some Python; gives the exit status and what was said."""
    code = f"import sys; sys.path.insert(0, 'scripts'); {before}; import run; {script}"
    kept = {name: value for name, value in os.environ.items() if name not in ("SECRET_KEY", "ENV_FILE", "DEMO")}
    done = subprocess.run([sys.executable, "-c", code], cwd=clone, env={**kept, **environment}, capture_output=True, text=True)
    return done.returncode, (done.stdout + done.stderr).strip()


def make_environment(clone, pip):
    """A .venv in the clone, whose pip ends with this status."""
    (clone / ".venv/bin").mkdir(parents=True)
    (clone / ".venv/bin/python").write_text(f"#!/bin/sh\nexit {pip}\n")
    (clone / ".venv/bin/python").chmod(0o755)


def test_an_old_python_is_one_sentence(clone):
    sentence = "Whence needs Python 3.11 or later, and this one is 3.9. Name a newer one: make run PYTHON=python3.11"
    assert run(clone, "sys.version_info = (3, 9, 2)") == (1, sentence)


def test_a_python_without_venv_is_one_sentence(clone):
    sentence = "This Python cannot make environments: its module venv is missing. On Debian and Ubuntu: apt install python3-venv"
    assert run(clone, "sys.modules['ensurepip'] = None") == (1, sentence)


def test_settings_are_written_once_for_their_owner_alone(clone):
    run(clone, script="run.write_settings('.env')", DEMO="no")
    written = (clone / ".env").read_text()
    key = written.splitlines()[1].removeprefix("SECRET_KEY=")
    assert (len(key) >= 50, written.splitlines()[2:], (clone / ".env").stat().st_mode & 0o777) == (True, ["DEMO=no"], 0o600)
    run(clone, script="run.write_settings('.env')")
    assert (clone / ".env").read_text() == written


def test_a_key_in_the_environment_needs_no_file(clone):
    run(clone, script="run.write_settings('.env')", SECRET_KEY="x" * 50)
    assert not (clone / ".env").exists()


def test_a_folder_that_cannot_be_written_is_one_sentence(clone):
    status, words = run(clone, script="run.write_settings('missing/.env')")
    assert (status, words) == (1, "missing/.env cannot be written: No such file or directory. It keeps the site’s secret key.")


def test_what_is_installed_is_not_installed_again(clone):
    make_environment(clone, pip=0)
    script = "run.environment.install = lambda lock: print('installs'); run.environment.ready('dev'); run.environment.ready('base')"
    assert run(clone, script=script) == (0, "Installing locked packages …\ninstalls")


def test_a_changed_lock_is_installed(clone):
    make_environment(clone, pip=0)
    (clone / ".venv/installed.txt").write_text("base of another lock")
    assert run(clone, script="run.environment.install = lambda lock: None; run.environment.ready('base')") == (0, "Installing locked packages …")


def test_an_environment_that_was_stopped_half_made_is_made_again(clone):
    make_environment(clone, pip=1)
    script = "run.environment.install = lambda lock: print(run.environment.works([run.environment.PYTHON, '-m', 'pip', '--version']))"
    said = "Making the environment in .venv …\nInstalling locked packages …\nTrue"
    assert run(clone, script=f"{script}; run.environment.ready('base')") == (0, said)


def test_stopping_while_things_are_installed_is_one_sentence(clone):
    stopped = "def stop(lock): raise KeyboardInterrupt\nimport run; run.environment.ready = stop; run.main()"
    assert run(clone, script=f"exec({stopped!r})") == (1, "Stopped. Nothing is lost: make run goes on from here.")


def test_stopping_before_anything_is_read_says_nothing(clone):
    (clone / "scripts/environment.py").write_text("raise KeyboardInterrupt")
    assert run(clone) == (130, "")
