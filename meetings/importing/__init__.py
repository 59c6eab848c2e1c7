"""Import a folder of minutes into a series. What is read is in `meetings.reading`; this plans and stores it. It settles nothing."""

from .task import Task, import_meetings

__all__ = ["Task", "import_meetings"]
