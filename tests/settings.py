"""The site's settings for tests, which never read a person's .env and never touch their data."""

import atexit
import os
import shutil
import tempfile

os.environ.setdefault("SECRET_KEY", "only-for-tests-" + "x" * 50)
os.environ["ENV_FILE"] = ""
if "DATABASE_URLS" in os.environ:  # a server for each process of pytest-xdist: gw0, gw1 …
    servers = os.environ["DATABASE_URLS"].split()
    os.environ["DATABASE_URL"] = servers[int(os.environ.get("PYTEST_XDIST_WORKER", "gw0")[2:]) % len(servers)]

from config.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
WHITENOISE_USE_FINDERS = True

# A folder per run, in memory where there is a disk in memory; the processes of one run share it.
if "TEST_FOLDER" not in os.environ:
    os.environ["TEST_FOLDER"] = tempfile.mkdtemp(prefix="whence-tests-", dir="/dev/shm" if os.access("/dev/shm", os.W_OK) else None)
    atexit.register(shutil.rmtree, os.environ["TEST_FOLDER"], ignore_errors=True)
DATA_DIR = Path(os.environ["TEST_FOLDER"])  # noqa: F405
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir(exist_ok=True)
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    DATABASES["default"]["TEST"] = {"NAME": DATA_DIR / "db.sqlite3"}  # noqa: F405  # a file, as threads cannot share memory
