"""What the report of an import says, and all that is in the database."""

from django.apps import apps


def outcomes(report):
    return {row["path"]: row["outcome"] for row in report["files"]}


def notes(report, path):
    return next(row["notes"] for row in report["files"] if row["path"] == path)


def rows_of_everything():
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in apps.get_models() if model.__name__ != "Session"}
