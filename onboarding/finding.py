"""What search knows of terms."""

from search.index import Findable, put, remove


def index(term):
    """Put the term into the search index as it is now."""
    put([findable(term)])


def forget(word):
    """Take a word that is no longer used out of the search index."""
    remove("term", word.lower())


def findable(term):
    return Findable(
        kind="term",
        key=term.word.lower(),
        anchor=term.anchor,
        url=term.get_absolute_url(),
        title=term.word,
        heading=" ".join(term.also),
        text=term.meaning,
    )
