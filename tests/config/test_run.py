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
    (clone / ".venv/bin").mkdir(parents=True)
    (clone / ".venv/bin/python").touch()
    script = "run.environment.install = lambda lock: print('installs'); run.environment.ready('dev'); run.environment.ready('base')"
    assert run(clone, script=script) == (0, "Installing locked packages …\ninstalls")


def test_a_changed_lock_is_installed(clone):
    (clone / ".venv/bin").mkdir(parents=True)
    (clone / ".venv/bin/python").touch()
    (clone / ".venv/installed.txt").write_text("base of another lock")
    assert run(clone, script="run.environment.install = lambda lock: None; run.environment.ready('base')") == (0, "Installing locked packages …")
