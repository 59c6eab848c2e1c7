"""Pages about texts, whatever they belong to; a file per subject."""

from .preview import preview
from .templates import edit_template

__all__ = ["edit_template", "preview"]
