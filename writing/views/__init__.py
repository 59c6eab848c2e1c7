"""Pages about texts, whatever they belong to; a file per subject."""

from .preview import preview

__all__ = ["preview"]
