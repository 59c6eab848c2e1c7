"""Pages about texts, whatever they belong to; a file per subject."""

from .preview import preview
from .templates import edit_template
from .unsaved import throw_away, typed, unsaved
from .uploads import picture, uploads

__all__ = ["edit_template", "picture", "preview", "throw_away", "typed", "unsaved", "uploads"]
