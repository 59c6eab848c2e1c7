"""Relative links between the files of an import: "../0002-cursors.md" in one file names another."""

from posixpath import dirname, join, normpath
from urllib.parse import unquote

ENDINGS = ("", ".md", "/README.md", "/index.md")  # what a link may leave out, as repositories' own sites add it


def candidates(own, addresses):
    """The paths that relative addresses in a file may mean: {path: [addresses]}. `own` is the file's path in its folder."""
    found = {}
    for address in addresses:
        path = normpath(join(dirname(own), unquote(address.partition("?")[0])))
        if not path.startswith(("..", "/")):
            for ending in ENDINGS:
                found.setdefault(path + ending, []).append(address)
    return found


def paths_beside(document, addresses):
    """The same for a document, in each source that it was imported from: {(source's pk, path): [addresses]}."""
    files = document.files.values_list("source_id", "path")
    return {(source, path): several for source, own in files for path, several in candidates(own, addresses).items()}
