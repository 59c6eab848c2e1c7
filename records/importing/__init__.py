"""Import a folder of decision records into a numbered log. What is read is in `records.reading`; this plans and stores it."""

from .task import Task, import_records

__all__ = ["Task", "import_records"]
