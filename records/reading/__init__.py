"""Reading files of decision records: `read_text` gives a ReadRecord, `visible_body` what of a text the page shows."""

from .body import visible_body
from .reader import FORMATS, SIDECARS, read_text
from .shapes import ReadRecord, ReadRelation

__all__ = ["FORMATS", "SIDECARS", "ReadRecord", "ReadRelation", "read_text", "visible_body"]
