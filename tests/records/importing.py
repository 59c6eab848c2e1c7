"""What the tests of importing share: the files of files/, and records by their files."""

from pathlib import Path

from records.models import RecordFile

FILES = Path(__file__).parent / "files"


def record_of(path):
    return RecordFile.objects.get(path=path).document


def write(folder, name, status, more=""):
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"# {name[5:-3]}\n\nDate: 2024-0{name[3]}-01\n\n## Status\n\n{status}\n\n{more}\n\n## Context\n\nWhy.\n")
