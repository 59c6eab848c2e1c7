"""The custom elements of every page: one file each in development, one joined file where static files were collected."""

ELEMENTS = ("copy-link", "key-shortcuts", "print-button", "quick-search", "theme-choice", "toc-marker")
SOURCES = [f"js/{name}.js" for name in ELEMENTS]
JOINED = "js/elements.js"
