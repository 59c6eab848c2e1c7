"""What search knows of terms."""

from search.index import Findable, purge, put, remove


def index(term):
    """Put the term into the search index as it is now."""
    put([findable(term)])


def forget(word):
    """Take a word that is no longer used out of the search index."""
    remove("term", word.lower())


def unlearn(term, was, words):
    """Index the term, whose word was `was`, as it is now, and take those of the words out of the vocabulary that nothing holds any more."""
    if was.lower() != term.word.lower():
        forget(was)
    index(term)
    purge(words)


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
