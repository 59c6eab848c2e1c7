"""What must be there before pages can be served. All of it is cheap to ask, so that every start asks."""

import hashlib
import tempfile

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor


class NotReady(Exception):
    """A sentence for whoever runs the site."""


def prepare(say):
    """Bring data folder, tables and static files up to the code, and the demo organisation into an empty site; `say` is
    called with a line before each thing that takes time. Raises NotReady."""
    make_data_folder()
    if lacks_tables():
        say("Preparing the database …")
        call_command("migrate", interactive=False, verbosity=0)
    collect_static_files(say)
    if settings.DEMO and not get_user_model().objects.exists():
        call_command("demo", welcome=False)


def missing():
    """The first thing that serving lacks, as a sentence; empty if it lacks nothing. Raises NotReady."""
    if lacks_tables():
        return "The database’s tables are not those of this version."
    if not static_stamp().is_file():
        return "The static files are not collected."
    return ""


def make_data_folder():
    try:
        settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=settings.DATA_DIR).close()
    except OSError as problem:
        raise NotReady(f"The data folder {settings.DATA_DIR} cannot be written: {problem.strerror}. Set DATA_DIR to one that can.") from None
    for file in settings.DATA_DIR.glob("db.sqlite3*"):  # a backup that somebody else put back is theirs
        try:
            file.open("r+b").close()
        except OSError as problem:
            raise NotReady(f"{file} cannot be written: {problem.strerror}. Give it to whoever runs the site.") from None


def collect_static_files(say):
    try:
        if not static_stamp().is_file() or static_stamp().read_text() != static_sources():
            say("Collecting static files …")
            call_command("collectstatic", interactive=False, verbosity=0)
            static_stamp().write_text(static_sources())
    except OSError as problem:
        where = f"The static files cannot be collected in {settings.STATIC_ROOT}"
        raise NotReady(f"{where}: {problem.strerror}. Set STATIC_ROOT to a folder that can be written.") from None


def lacks_tables():
    """Whether migrations are to be applied; raises NotReady if the database does not answer."""
    try:
        executor = MigrationExecutor(connection)
        return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except DatabaseError as problem:
        raise NotReady(f"The database does not answer: {str(problem).strip().splitlines()[0]}. Check DATABASE_URL.") from None


def static_stamp():
    return settings.STATIC_ROOT / ".collected-from"


def static_sources():
    """A digest of what static files there are and when each was changed."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            stat = (storage.location, path, storage.get_modified_time(path).timestamp())
            digest.update(repr(stat).encode())
    return digest.hexdigest()
