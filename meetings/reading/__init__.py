"""Reading files of minutes: `read_text` gives a ReadMeeting."""

from .reader import FORMATS, read_text
from .shapes import ReadMeeting

__all__ = ["FORMATS", "ReadMeeting", "read_text"]
