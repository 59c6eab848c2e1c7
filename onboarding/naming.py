"""What else the house calls a thing: the synonyms and short names of its glossary, as search asks for them."""

from typing import NamedTuple

from search.words import stem, words

from .models import Term


class Named(NamedTuple):
    """A name of the glossary that was typed: the `term` it stands for ("Carrier"), and all `others` of its names."""

    typed: str
    term: str
    others: list


def names():
    """The word and the synonyms, one per line, of each term that has any."""
    return Term.objects.exclude(synonyms="").order_by("word").values_list("word", "synonyms")


def named_in(typed, names):
    """The Nameds of a typed text among names, (word, synonyms) pairs, whatever their inflection ("couriers")."""
    roots, found = [stem(word) for word in words(typed)], []
    if not roots:
        return found
    for term, synonyms in names:
        every = [term, *(line.strip() for line in synonyms.splitlines() if line.strip())]
        there = [name for name in every if holds(roots, [stem(word) for word in words(name)])]
        if there:
            found.append(Named(there[-1], term, [name for name in every if name not in there]))
    return found


def holds(roots, some):
    """Whether these stems stand one after the other among the roots."""
    size = len(some)
    return bool(some) and some[0] in roots and any(roots[at : at + size] == some for at in range(len(roots) - size + 1))
