"""Taking words out of a text and of all that belongs to it, for good: the one exception to "nothing is deleted" (MODEL 24).

A dated mark stays where they stood, and a row that says who did it, when and why.
"""

import re
from collections import Counter

from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.utils import timezone

from ui import freshness
from ui.dates import full
from ui.headings import Taken
from ui.refusals import Impossible

from .models import LINE, Redaction, Revision, Section, Unsaved, Written, digest
from .receipts import measured

KEPT = {"sha256", "renderer", "html", "anchor", "what", "time_zone"}  # columns that hold no words of people
AT_THE_END, AT_THE_BEGINNING, LONGEST = re.compile(r"\w*\Z"), re.compile(r"\w*"), 64  # letters of a word that search looks at
TOGETHER = 50  # rows that are read at a time: each may hold a long text
NOWHERE = "These words stand nowhere in this text, in its history or beside it. Copy them as they stand in the source."
TAKEN = "What would be left as its name is already the name of something else. Give this a new name first."


class Secret:
    """The words to take out, whatever line ends they have. `wider` collects them with the letters around them, as they stood."""

    def __init__(self, words):
        within = r"(?:\r\n|\r|\n)".join(map(re.escape, re.split(r"\r\n|\r|\n", words)))
        self.pattern = re.compile(within)
        self.mark = f"[redacted {full(timezone.localdate())}]"
        self.bytes = words.encode()
        self.wider = set()

    def taken_out(self, value):
        """The value of a column, or what JSON holds, with the mark in the place of the words."""
        if isinstance(value, str):
            return self.pattern.sub(self.noted, value)
        if isinstance(value, list):
            return [self.taken_out(one) for one in value]
        if isinstance(value, dict):
            return {name: self.taken_out(one) for name, one in value.items()}
        if isinstance(value, bytes | memoryview):
            return bytes(value).replace(self.bytes, self.mark.encode())
        return value

    def noted(self, match):
        """The mark; what it replaces is noted as part of the words that it stood in."""
        text, start, end = match.string, match.start(), match.end()
        before, after = AT_THE_END.search(text[max(start - LONGEST, 0) : start]), AT_THE_BEGINNING.match(text[end : end + LONGEST])
        self.wider.add(f"{before[0]}{match[0]}{after[0]}")
        return self.mark


def places(document, words):
    """Where words stand in what a Holder holds: how many rows of each sort hold them, as (sort, number) pairs; a sort is
    "revision", with an odd plural after a comma."""
    return [*Counter(sort for sort, _, _ in found(document, Secret(words))).items()]


@transaction.atomic
def redact(document, words, *, by, reason):
    """Take the words out of what a Holder holds; gives the Redaction. Raises Impossible where they stand nowhere, and where a
    name without them is somebody else's."""
    secret, rows = Secret(words), 0
    for _, row, changed in found(document, secret):
        try:
            with transaction.atomic():
                type(row)._base_manager.filter(pk=row.pk).update(**changed)
        except IntegrityError:
            raise Impossible(TAKEN) from None
        rows += 1
    if not rows:
        raise Impossible(NOWHERE)
    document.written.refresh_from_db()
    document.unlearn("\n".join(secret.wider))
    transaction.on_commit(freshness.forget)
    return Redaction.objects.create(place=document.written.text_place, by=by, reason=reason, rows=rows)


def found(document, secret):
    """(sort, row, {column: value without the words}) of every row that holds them, of the thing and of what belongs to it."""
    thing = document.written
    anchors = Taken(thing.sections.values_list("anchor", flat=True) if isinstance(thing, Written) else ())
    for sort, rows in belongings(thing):
        for row in rows.iterator(chunk_size=TOGETHER):
            changed = without(row, secret)
            if isinstance(row, Section) and changed:
                changed["anchor"] = anchors.free_for(changed["heading"])
            if changed:
                yield sort, row, changed


def belongings(thing):
    """(sort, query) of all rows of a Redactable thing, its own too."""
    place = thing.text_place
    for name, sort in thing.HOLDS.items():
        yield sort, getattr(thing, name).order_by("pk")
    yield "unsaved text", Unsaved.objects.filter(Q(place=place) | Q(place__startswith=f"{place}/"))
    yield "fact", type(thing)._base_manager.filter(pk=thing.pk)
    yield LINE, Redaction.objects.filter(place=place)


def without(row, secret):
    """The columns of a row that hold the words, without them; and what follows from a text for its row."""
    changed = {}
    for column in filter(holds_words, row._meta.concrete_fields):
        before = getattr(row, column.attname)
        after = secret.taken_out(before)
        if after != before:
            changed[column.attname] = after[: column.max_length] if isinstance(column, models.CharField) else after
    if isinstance(row, Revision) and changed:
        text = changed.get("text", row.text)
        changed |= {"sha256": digest(text), "words": len(text.split()), "html": None, "renderer": None}
    if isinstance(row, Unsaved) and changed:
        size = measured(changed.get("text", row.text))
        changed |= {"sha256": size["sha256"], "words": size["words"]}
    return changed


def holds_words(column):
    kinds = (models.CharField, models.TextField, models.JSONField, models.BinaryField)
    return isinstance(column, kinds) and not (column.choices or column.unique or column.name in KEPT or isinstance(column, models.SlugField))
