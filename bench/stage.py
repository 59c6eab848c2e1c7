"""A site of its own for a measurement: its database lies in bench/cache (or where --database says), nobody's data is touched."""

import os
from pathlib import Path

CACHE = Path(__file__).parent / "cache"


def set_up(name, database=None, fresh=False):
    """Configure Django on a SQLite file called `name` in the cache, or on a database URL; migrates it, and empties it if `fresh`."""
    CACHE.mkdir(exist_ok=True)
    url = database or f"sqlite:///{CACHE / name}.sqlite3"
    if fresh and not database:
        for end in ("", "-wal", "-shm"):
            (CACHE / f"{name}.sqlite3{end}").unlink(missing_ok=True)
    os.environ.update(ENV_FILE="", SECRET_KEY="bench", DATABASE_URL=url, DJANGO_SETTINGS_MODULE="config.settings")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    if fresh and database:
        call_command("flush", interactive=False, verbosity=0)
