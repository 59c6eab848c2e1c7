"""The custom elements: one file each in development; where static files were collected, one for every page and two for editors."""

BUNDLES = {
    "js/elements.js": ("copy-link", "key-shortcuts", "print-button", "quick-search", "theme-choice", "toc-marker"),
    "js/editor.js": (
        "text-box",
        "text-leaps",
        "text-mirror",
        "text-toolbar",
        "text-format",
        "rich-text",
        "paste-markdown",
        "add-picture",
        "choice-list",
        "mention-list",
        "section-menu",
        "word-count",
        "full-screen",
        "pane-choice",
        "live-preview",
        "scroll-along",
        "diagram-frame",
    ),
    "js/desk.js": ("text-courier", "autosave-form", "browser-copy", "earlier-copies", "saved-line"),
}


def sources(bundle):
    """The names of the files that a bundle, such as "js/elements.js", is joined from."""
    return [f"js/{name}.js" for name in BUNDLES[bundle]]
