"""Numbers and names as a sentence says them."""


def counted(number, noun):
    """A number with its noun: `25|counted:"decision"` gives "25 decisions"; an odd plural follows a comma ("reply,replies")."""
    one, _, many = noun.partition(",")
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def listed(names, before_last):
    """["A", "B", "C"] as "A, B or C", where the word `before_last` is "or"."""
    return f" {before_last} ".join([*([", ".join(names[:-1])] if names[1:] else []), names[-1]])
