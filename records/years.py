"""Years as the database counts by them: an index of the records holds them, so this stands apart from all that asks."""

from django.db.models.functions import ExtractYear


class YearOf(ExtractYear):
    """The year of a date; in SQLite without Python's help, which would be asked once for each row."""

    def as_sqlite(self, compiler, connection, **context):
        column, params = compiler.compile(self.lhs)
        return f"CAST(SUBSTR({column}, 1, 4) AS INTEGER)", params
