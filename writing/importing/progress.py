"""A progress bar on a terminal; silence elsewhere."""

import sys


def shown(things, total, words, stream=None):
    """Give the things one by one while a line on stderr counts them, if that is a terminal."""
    stream = stream or sys.stderr
    on_terminal = stream.isatty()
    for count, thing in enumerate(things, 1):
        yield thing
        if on_terminal and (count % 20 == 0 or count == total):
            filled = 30 * count // max(total, 1)
            stream.write(f"\r{words} [{'#' * filled}{' ' * (30 - filled)}] {count} of {total}")
            stream.flush()
    if on_terminal and total:
        stream.write("\n")
