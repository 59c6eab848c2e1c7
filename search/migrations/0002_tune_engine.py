"""Give the engine's tables what each database does best with: the tables and their contents stay the same."""

from django.db import migrations

ON_SQLITE = [
    "DROP TABLE search_posting",
    "CREATE TABLE search_posting (key INTEGER PRIMARY KEY, data BLOB NOT NULL)",
    "DROP TABLE search_segment",
    "CREATE TABLE search_segment (seg INTEGER PRIMARY KEY, n INTEGER NOT NULL, stamp INTEGER NOT NULL, is_live BOOL NOT NULL,"
    " lengths TEXT NOT NULL, columns BLOB NOT NULL)",
    "DROP TABLE search_place",
    "CREATE TABLE search_place (ref INTEGER PRIMARY KEY, seg INTEGER NOT NULL, no INTEGER NOT NULL)",
    "DROP TABLE search_dead",
    "CREATE TABLE search_dead (seg INTEGER NOT NULL, no INTEGER NOT NULL, PRIMARY KEY (seg, no)) WITHOUT ROWID",
    "DROP TABLE search_spelling",
    "CREATE TABLE search_spelling (less INTEGER NOT NULL, word INTEGER NOT NULL, PRIMARY KEY (less, word)) WITHOUT ROWID",
]
ON_POSTGRESQL = [
    "ALTER TABLE search_posting ALTER COLUMN data SET STORAGE EXTERNAL",
    "ALTER TABLE search_segment ALTER COLUMN columns SET STORAGE EXTERNAL",
    "ALTER TABLE search_tail ALTER COLUMN data SET STORAGE EXTERNAL",
    'ALTER TABLE search_word ALTER COLUMN word TYPE text COLLATE "C"',
]
ON_BOTH = ["CREATE INDEX search_word_common ON search_word (substr(word, 1, 2), df DESC, word) WHERE df >= 2"]  # completions
PATTERN_INDEXES = "SELECT indexname FROM pg_indexes WHERE tablename = 'search_word' AND indexname LIKE '%%_like'"


def tune(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        statements = ON_SQLITE
    else:
        with schema_editor.connection.cursor() as cursor:
            cursor.execute(PATTERN_INDEXES)  # needless where the collation is "C"
            statements = [*ON_POSTGRESQL, *(f'DROP INDEX "{name}"' for (name,) in cursor.fetchall())]
    for statement in [*statements, *ON_BOTH]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]

    operations = [migrations.RunPython(tune, migrations.RunPython.noop, elidable=False)]
