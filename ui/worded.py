"""Questions that are put into words once: Django takes longer over the SQL of a small query than a database over its answer."""

from functools import lru_cache
from itertools import chain

from django.db import connection

FIRST = 2_100_000_000  # stands for the first value, the next number for the next one; it fits into a database's integers


def ask(question, *lists):
    """The rows, as tuples, of what `question(*lists)` gives, a `values_list()` of columns that Python reads as they come.

    The words are kept for lists of these lengths, so nothing but the values in the lists may differ from call to call; they have
    the types of their columns.
    """
    sql, params = worded(question, *map(len, lists))
    values = [*chain.from_iterable(lists)]
    with connection.cursor() as cursor:
        cursor.execute(sql, [param if place is None else type(param)(values[place]) for param, place in params])
        return cursor.fetchall()


@lru_cache(maxsize=1000)
def worded(question, *lengths):
    """The SQL of a question, and for each of its parameters itself and the place of its value among all that are asked with, or None."""
    numbers = iter(range(FIRST, FIRST + sum(lengths)))
    sql, params = question(*([next(numbers) for _ in range(length)] for length in lengths)).query.sql_with_params()
    places = {form(FIRST + place): place for place in range(sum(lengths)) for form in (int, str)}
    return sql, [(param, places.get(param) if isinstance(param, int | str) else None) for param in params]
