"""What the tests of importing share: the files of files/, and what a report says of them."""

from pathlib import Path

from django.apps import apps

from records.models import RecordFile

FILES = Path(__file__).parent / "files"


def outcomes(report):
    return {row["path"]: row["outcome"] for row in report["files"]}


def notes(report, path):
    return next(row["notes"] for row in report["files"] if row["path"] == path)


def rows_of_everything():
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in apps.get_models() if model.__name__ != "Session"}


def record_of(path):
    return RecordFile.objects.get(path=path).document


def write(folder, name, status, more=""):
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"# {name[5:-3]}\n\nDate: 2024-0{name[3]}-01\n\n## Status\n\n{status}\n\n{more}\n\n## Context\n\nWhy.\n")
