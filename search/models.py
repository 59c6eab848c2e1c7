"""What can be found (`Entry`), and the tables of the engine, which only `store.py` reads and writes.

No foreign keys lead out of here. The migrations give the engine's tables what each database does best with.
"""

from django.db import models


class Entry(models.Model):
    """One text or small thing that can be found. The long columns come last, so that reading the others stays cheap."""

    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=64)
    anchor = models.CharField(max_length=120, blank=True)
    url = models.TextField()
    title = models.TextField()
    heading = models.TextField(blank=True)
    worth = models.TextField(blank=True)
    status = models.CharField(max_length=40, blank=True)
    area = models.CharField(max_length=64, blank=True)
    log = models.CharField(max_length=10, blank=True)
    tags = models.JSONField(default=list)
    day = models.DateField(null=True)
    people = models.JSONField(default=list)
    head_key = models.CharField(max_length=64, blank=True)
    audience_id = models.BigIntegerField(null=True)
    cited = models.TextField(blank=True, help_text="What other open texts say where they mention this one.")
    text = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(name="entry_once", fields=["kind", "key", "anchor"])]
        indexes = [models.Index(name="entry_facets", fields=["audience_id", "kind", "status", "area"])]
        verbose_name_plural = "entries"

    def __str__(self):
        return f"{self.kind} {self.key}{'#' if self.anchor else ''}{self.anchor}"


class Word(models.Model):
    """The vocabulary; `df` counts the sealed texts that hold the exact word."""

    word = models.TextField(unique=True)
    df = models.IntegerField(default=0)


class Spelling(models.Model):
    """A word less one letter, or whole, as a CRC-32: words that share one are neighbours."""

    pk = models.CompositePrimaryKey("less", "word")
    less = models.BigIntegerField()
    word = models.BigIntegerField()


class Name(models.Model):
    """The number by which the columns know a kind, a status or an area."""

    field = models.CharField(max_length=10)
    value = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(name="search_name_once", fields=["field", "value"])]


class Posting(models.Model):
    """All texts of one segment that hold one word in one sense; see postings.py for the key and the bytes."""

    key = models.BigIntegerField(primary_key=True)
    data = models.BinaryField()


class Segment(models.Model):
    """Up to 65,536 texts, numbered from 0. Never changed; `is_live` is false while a merge is still writing it."""

    seg = models.BigIntegerField(primary_key=True)
    n = models.IntegerField()
    stamp = models.BigIntegerField()
    is_live = models.BooleanField()
    lengths = models.TextField(help_text="Number of texts and the sum of the lengths of each of their fields, as JSON.")
    columns = models.BinaryField()


class Place(models.Model):
    """Where the living version of a sealed text lies."""

    ref = models.BigIntegerField(primary_key=True)
    seg = models.BigIntegerField()
    no = models.IntegerField()


class Dead(models.Model):
    """A number in a segment whose text was changed or removed since."""

    pk = models.CompositePrimaryKey("seg", "no")
    seg = models.BigIntegerField()
    no = models.IntegerField()


class Tail(models.Model):
    """A text changed lately, not sealed into a segment yet: its columns and its words.

    Its id is a random number, lest a reader takes it for a row that a rollback took away.
    """

    ref = models.BigIntegerField(unique=True)
    columns = models.BinaryField()
    data = models.BinaryField()


class Stamp(models.Model):
    """A random number per write: the set of them tells a reader whether what it remembers is still true."""

    stamp = models.BigIntegerField()
