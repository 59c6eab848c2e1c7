"""Who knows what can be found: each domain registers a callable that gives all its Findables, in a lasting order."""

_sources = {}


def register(name, findables):
    """Name a callable that yields every Findable of a domain, with bounded memory; called in an app's `ready()`."""
    _sources[name] = findables


def all_findables():
    """Every Findable of every domain, domains in the order of their names."""
    for name in sorted(_sources):
        yield from _sources[name]()
