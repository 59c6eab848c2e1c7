"""`manage.py serve` as a process: how it begins, what it says, how it ends."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request

import pytest
from django.conf import settings

from config.serving import listen


@pytest.fixture
def environment(tmp_path):
    """The environment of a site of its own, of which nothing is there yet."""
    return environment_of(tmp_path)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    """The environment of a site that was prepared."""
    environment = environment_of(tmp_path_factory.mktemp("site"))
    subprocess.run([sys.executable, "manage.py", "prepare"], cwd=settings.BASE_DIR, env=environment, check=True, stdout=subprocess.DEVNULL)
    return environment


def environment_of(folder):
    with listen("127.0.0.1", 0) as free:
        port = free.getsockname()[1]
    own = {"PORT": str(port), "DATA_DIR": f"{folder}/data", "STATIC_ROOT": f"{folder}/static", "ENV_FILE": "", "DEMO": "no"}
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return {**kept, **own, "SECRET_KEY": "x" * 50, "DJANGO_SETTINGS_MODULE": "tests.config.slow_site", "PYTHONUNBUFFERED": "1"}


def start(environment, *arguments):
    command = [sys.executable, "manage.py", "serve", *arguments]
    return subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def said(environment, *arguments):
    """The exit status and the words of a server that does not start."""
    process = start(environment, *arguments)
    return process.wait(60), process.stdout.read().strip()


@pytest.fixture
def site(prepared):
    """A running server of the prepared site."""
    process = start(prepared)
    assert lines_until_ready(process) == ["", f"Whence is at http://127.0.0.1:{prepared['PORT']} (Ctrl-C stops it)."]
    yield process
    process.kill()
    process.wait()


def lines_until_ready(process):
    lines = []
    for line in process.stdout:
        lines.append(line.strip())
        if "Ctrl-C" in line:
            break
    return lines


def get(environment, path):
    with urllib.request.urlopen(f"http://127.0.0.1:{environment['PORT']}{path}", timeout=20) as answer:
        return answer.status, answer.read().decode()


def test_the_first_start_prepares_and_says_how_to_begin(environment):
    process = start(environment, "--prepare")
    ready = ["Preparing the database …", "Collecting static files …", "", f"Whence is at http://127.0.0.1:{environment['PORT']} (Ctrl-C stops it)."]
    assert lines_until_ready(process) == ready
    process.send_signal(signal.SIGTERM)
    assert process.wait(5) == 0
    rest = process.stdout.read().splitlines()
    assert (rest[0], rest[1].rpartition("/first-admin/")[0], rest[2], rest[3]) == (
        "It has no admin yet. This link makes the first one; it works once:",
        f"http://127.0.0.1:{environment['PORT']}",
        f"Letters are written to {environment['DATA_DIR']}/mail, as EMAIL_URL is not set.",
        "Stopped.",
    )


def test_a_later_start_prepares_nothing_and_stops_at_once(site, prepared):
    assert get(prepared, "/healthz") == (200, "ok\n")
    site.send_signal(signal.SIGINT)
    assert site.wait(5) == 0


def asking(environment, path):
    """Ask in a thread; gives the thread and the list that its answer will be in."""
    answers = []

    def ask():
        try:
            answers.append(get(environment, path))
        except urllib.error.HTTPError as refusal:
            answers.append((refusal.code, refusal.read().decode()))

    thread = threading.Thread(target=ask)
    thread.start()
    with socket.create_connection(("127.0.0.1", int(environment["PORT"]))):
        time.sleep(0.3)  # until the page is being made
    return thread, answers


def test_a_page_that_is_loading_is_finished_first(site, prepared):
    thread, answers = asking(prepared, "/slow/?seconds=1.5")
    site.send_signal(signal.SIGINT)
    assert site.wait(10) == 0
    thread.join()
    assert (answers, "Traceback" in site.stdout.read()) == ([(200, "done")], False)


def test_a_page_that_takes_too_long_is_told_and_left(site, prepared):
    thread, answers = asking(prepared, "/slow/?seconds=60")
    began = time.monotonic()
    site.send_signal(signal.SIGINT)
    time.sleep(0.3)
    site.send_signal(signal.SIGINT)  # a second Ctrl-C does not wait
    assert site.wait(10) == 0
    assert time.monotonic() - began < 3
    thread.join()
    assert (answers[0][0], "Traceback" in site.stdout.read()) == (503, False)


def test_a_taken_port_is_one_sentence(environment):
    with listen("127.0.0.1", int(environment["PORT"])):
        status, words = said(environment, "--prepare")
    port = int(environment["PORT"])
    assert (status, words) == (1, f"CommandError: Port {port} is taken. Stop what listens there, or choose another: make run PORT={port + 1}")


def test_an_unwritable_data_folder_is_one_sentence(environment, tmp_path):
    (tmp_path / "data").write_text("a file where the folder should be")
    status, words = said(environment, "--prepare")
    assert (status, words) == (1, f"CommandError: The data folder {tmp_path}/data cannot be written: File exists. Set DATA_DIR to one that can.")


def test_a_database_file_that_cannot_be_written_is_one_sentence(environment, tmp_path):
    (tmp_path / "data/db.sqlite3").mkdir(parents=True)
    sentence = f"CommandError: {tmp_path}/data/db.sqlite3 cannot be written: Is a directory. Give it to whoever runs the site."
    assert said(environment, "--prepare") == (1, sentence)


def test_a_folder_of_static_files_that_cannot_be_written_is_one_sentence(prepared, tmp_path):
    (tmp_path / "static").write_text("a file where the folder should be")
    status, words = said({**prepared, "STATIC_ROOT": f"{tmp_path}/static"}, "--prepare")
    sentence = f"The static files cannot be collected in {tmp_path}/static: Not a directory. Set STATIC_ROOT to a folder that can be written."
    assert (status, words) == (1, f"Collecting static files …\nCommandError: {sentence}")


def test_a_file_of_settings_that_cannot_be_read_is_one_sentence(environment, tmp_path):
    sentence = f"{tmp_path} cannot be read: Is a directory. Give it to whoever runs the site, or name another file in ENV_FILE. See .env.example."
    assert said({**environment, "ENV_FILE": str(tmp_path)}) == (1, sentence)


def test_an_unprepared_site_is_one_sentence(environment, tmp_path):
    (tmp_path / "data").mkdir()
    assert said(environment) == (1, "CommandError: The database’s tables are not those of this version. Run manage.py prepare first.")


@pytest.mark.parametrize("arguments", [(), ("--prepare",)])
def test_a_database_that_does_not_answer_is_one_sentence(environment, arguments):
    status, words = said({**environment, "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none"}, *arguments)
    assert (status, words.count("\n"), words.startswith("CommandError: The database does not answer: ")) == (1, 0, True)


def test_no_key_is_one_sentence(environment):
    status, words = said({**environment, "SECRET_KEY": ""})
    sentence = "SECRET_KEY is not set. `make run` writes one into .env; elsewhere make it of 50 random characters. See .env.example."
    assert (status, words) == (1, sentence)


def test_an_address_of_another_machine_is_one_sentence(environment):
    sentence = "CommandError: Nothing can listen on 192.0.2.1: Cannot assign requested address. Set HOST to an address of this machine."
    assert said({**environment, "HOST": "192.0.2.1"}, "--prepare") == (1, sentence)


def test_stopping_while_the_code_is_read_says_nothing(environment, tmp_path):
    heard = "signal.signal(signal.SIGINT, signal.default_int_handler)"  # whatever started the tests may ignore Ctrl-C
    (tmp_path / "stopped.py").write_text(f"import os, signal; {heard}; os.kill(os.getpid(), signal.SIGINT)")
    assert said({**environment, "PYTHONPATH": str(tmp_path), "DJANGO_SETTINGS_MODULE": "stopped"}) == (130, "")


@pytest.mark.parametrize("has_folder, why", [(False, "unable to open database file"), (True, "no such table: records_log")])
def test_a_command_before_the_site_is_prepared_is_one_sentence(environment, tmp_path, has_folder, why):
    if has_folder:
        (tmp_path / "data").mkdir()
    command = [sys.executable, "manage.py", "import_records", str(tmp_path), "--log", "ADR"]
    done = subprocess.run(command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True)
    sentence = f"The database says: {why}. Before anything else a new site needs: manage.py prepare"
    assert (done.returncode, (done.stdout + done.stderr).strip()) == (1, sentence)
