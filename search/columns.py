"""What is known of each text beside its words: one record of numbers per text, kept with its segment."""

import datetime
import hashlib

import numpy as np

RECORD = np.dtype(
    [
        ("ref", "<i8"),  # Entry.id
        ("chain", "<u8"),  # the same for all texts that fold under one living head
        ("group", "<i8"),  # audience_id, 0 where open
        ("day", "<i4"),  # proleptic ordinal, 0 where unknown
        ("kind", "<u4"),  # the numbers of Name rows, 0 where empty
        ("status", "<u4"),
        ("area", "<u4"),
        ("titles", "<u4"),  # how many different stems its title has
        ("lengths", "<u4", (5,)),  # of its fields, in words
    ]
)
FACETS = ("kind", "status", "area")


def chain_of(kind, key, anchor=""):
    """A number for the text that a text folds under (itself, if it is nobody's ancestor)."""
    return int.from_bytes(hashlib.blake2b("\0".join((kind, key, anchor)).encode(), digest_size=8).digest())


def records_of(entries, names, title_stems, lengths):
    """The records of entries (or their Rows): `names` maps (field, value) to numbers, the others are arrays of what the records hold."""
    records = np.zeros(len(entries), RECORD)
    records["titles"], records["lengths"] = title_stems, lengths
    for record, entry in zip(records, entries, strict=True):
        record["ref"], record["group"] = entry.id, entry.audience_id or 0
        record["chain"] = chain_of(entry.kind, entry.head_key or entry.key, "" if entry.head_key else entry.anchor)
        record["day"] = entry.day.toordinal() if entry.day else 0
        for facet in FACETS:
            record[facet] = names.get((facet, getattr(entry, facet)), 0)
    return records


def marks_of(entry):
    """The marks by which a text can be filtered beside its columns, as words that no reader can type."""
    marks = [mark("tag", tag) for tag in entry.tags] + [mark("by", person) for person in entry.people]
    return [mark("log", entry.log), *marks] if entry.log else marks


def mark(field, value):
    return f":{field}:{value.lower()}"


def day_number(day):
    """A date or the ordinal of one as the number that the column holds."""
    return day.toordinal() if isinstance(day, datetime.date) else int(day)
