"""A folder's files, every one accounted for, and their bytes as text. Nothing here writes."""

import os
from dataclasses import dataclass

LIMIT = 5 * 1024 * 1024  # bytes; the longest decision record among 7,000 real ones has 0.4 MB
PASSED_OVER = {".git": "Git’s own folder", ".hg": "Mercurial’s own folder", ".svn": "Subversion’s own folder", "node_modules": "installed packages"}
LONGEST_PATH = 500


class Unreadable(Exception):
    """Why a file cannot be read, in a sentence for the report."""


@dataclass(frozen=True)
class Found:
    """A file below the folder. `path` is relative, with slashes; `skip` says why it is not to be opened at all."""

    path: str
    full: str
    size: int = 0
    skip: str = ""


def walk(folder):
    """Every file below the folder, in the order of paths; links and special files are named, never followed out of the folder."""
    root = os.path.realpath(folder)
    return sorted(_below(root, root, ""), key=lambda found: found.path)


def _below(root, folder, prefix):
    try:
        entries = list(os.scandir(folder))
    except OSError as error:
        yield Found(_readable(prefix), folder, skip=f"the folder cannot be opened: {error.strerror}")
        return
    for entry in entries:
        path = _readable(prefix + entry.name)
        if entry.is_symlink():
            yield Found(path, entry.path, skip=_where_it_leads(root, entry))
        elif entry.is_dir():
            if entry.name in PASSED_OVER:
                yield Found(f"{path}/", entry.path, skip=PASSED_OVER[entry.name])
            else:
                yield from _below(root, entry.path, f"{prefix}{entry.name}/")
        elif not entry.is_file():
            yield Found(path, entry.path, skip="no regular file")
        else:
            yield Found(path, entry.path, entry.stat().st_size, _trouble_with_name(path, prefix + entry.name))


def _where_it_leads(root, entry):
    target = os.path.realpath(entry.path)
    if not os.path.exists(target):
        return "a link that leads nowhere"
    if target != root and not target.startswith(root + os.sep):
        return "a link that leads out of the folder"
    return f"a link to {_readable(os.path.relpath(target, root))}, which is read itself"


def _readable(path):
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _trouble_with_name(path, raw):
    if path != raw:
        return "its name is not UTF-8"
    if len(path) > LONGEST_PATH:
        return f"its path is longer than {LONGEST_PATH} characters"
    return ""


def read_bytes(found):
    """The file's bytes. Raises Unreadable: too large, gone, no permission."""
    if found.size > LIMIT:
        raise Unreadable(f"{found.size / 1024 / 1024:.1f} MB: a text may have {LIMIT // 1024 // 1024} MB")
    try:
        with open(found.full, "rb") as file:
            data = file.read(LIMIT + 1)
    except OSError as error:
        raise Unreadable(f"it cannot be opened: {error.strerror}") from error
    if len(data) > LIMIT:
        raise Unreadable(f"a text may have {LIMIT // 1024 // 1024} MB")
    return data


def decode(data):
    """The bytes as text, with their BOM and line ends; encoded again they are the same bytes. Raises Unreadable."""
    if not data.removeprefix(b"\xef\xbb\xbf").strip():
        raise Unreadable("empty: there is nothing in it")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise Unreadable("UTF-16, not UTF-8: save it as UTF-8 and import again")
    if (at := data.find(b"\0")) >= 0:
        raise Unreadable(f"it holds a NUL byte (line {_line(data, at)}, column {_column(data, at)}): it is binary or damaged")
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        where = f"line {_line(data, error.start)}, column {_column(data, error.start)}"
        raise Unreadable(f"not UTF-8 (byte 0x{data[error.start]:02X} at {where}): save it as UTF-8 and import again") from error


def _line(data, at):
    return data.count(b"\n", 0, at) + 1


def _column(data, at):
    return len(data[data.rfind(b"\n", 0, at) + 1 : at].decode(errors="replace")) + 1
