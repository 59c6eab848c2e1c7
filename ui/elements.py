"""The custom elements: one file each in development; where static files were collected, one joined file for every page and one for editors."""

BUNDLES = {
    "js/elements.js": ("copy-link", "key-shortcuts", "print-button", "quick-search", "theme-choice", "toc-marker"),
    "js/editor.js": ("text-box", "text-mirror", "text-toolbar", "text-format", "rich-text", "paste-markdown", "word-count", "full-screen"),
}


def sources(bundle):
    """The names of the files that a bundle, such as "js/elements.js", is joined from."""
    return [f"js/{name}.js" for name in BUNDLES[bundle]]
