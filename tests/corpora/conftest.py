"""`make corpora FROM=DIR`: the import over folders of real files. Without FROM there is nothing to check, and nothing is collected."""

import os
from pathlib import Path

FROM = Path(os.environ["FROM"]).resolve() if os.environ.get("FROM") else None
collect_ignore_glob = [] if FROM else ["test_*.py"]
HERE = Path(__file__).parent
MEETINGS = "meetings"  # the kind whose folders hold minutes


def folders():
    """[(kind, folder)] of DIR: <kind>/<owner>__<repository>, or else every folder of DIR itself."""
    kinds = sorted(path for path in FROM.iterdir() if path.is_dir())
    found = [(kind.name, path) for kind in kinds for path in sorted(kind.iterdir()) if path.is_dir() and "__" in path.name]
    return found or [(kind.name, kind) for kind in kinds] or [(FROM.name, FROM)]


def checked(name):
    """The rows of a table that was checked by hand, as lists, and how many of them name a file that is not in DIR."""
    rows = [line.split("\t") for line in (HERE / name).read_text("utf-8").splitlines()[1:]]
    here = [row for row in rows if (FROM / row[0]).exists()]
    return here, len(rows) - len(here)


def pytest_terminal_summary(terminalreporter):
    if FROM:
        for name in ("checked_records.tsv", "checked_meetings.tsv"):
            here, missing = checked(name)
            terminalreporter.write_line(f"{name}: {len(here)} rows checked, {missing} name files that are not in {FROM}.")
