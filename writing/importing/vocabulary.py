"""Lists of words, written as they are read."""


def words(text):
    """The words of the text as a set."""
    return frozenset(text.split())


def phrases(text):
    """The phrases of the text, parted by commas, as a set."""
    return frozenset(part.strip() for part in text.split(",") if part.strip())
