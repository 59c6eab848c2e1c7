"""What a redaction leaves behind: the same words in other texts, and pictures that no text shows any more."""

import json
import re

from django.apps import apps
from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Cast

from .models import Section, Upload
from .redacting import Secret, holds_words, without
from .uploads import NAME

MOST = 50  # other things that are listed
_homes = []


def register(owners, name):
    """Name a kind of thing that words are looked for in: `owners(reader)` is the query of those that the reader may see,
    `name(thing)` says what one is called."""
    _homes.append((owners, name))


def elsewhere(document, words):
    """(words, address of its redaction) of the other things that hold the words, now or in their history, as far as the reader of
    this Holder may see them; MOST at most."""
    found = []
    for owners, name in _homes:
        found += [
            (name(thing), thing.redaction_address)
            for thing in holders(owners(document.reader), words)
            if thing.text_place != document.written.text_place
        ]
    return sorted(found, key=as_counted)[:MOST]


def as_counted(named):
    """Puts API-4 before API-25."""
    return [int(part) if part.isdecimal() else part for part in re.split(r"([0-9]+)", named[0])]


def holders(owners, words):
    """Those of the query's things that hold the words, or of which a row that belongs to them does, with any line ends."""
    secret, held = Secret(words), set()
    line = max(words.splitlines(), key=len)
    for model, owner in tables(owners.model):
        within = {f"{owner}__in": owners.order_by().values("pk")}
        for row in holding(model._base_manager.filter(**within), line).iterator(chunk_size=MOST):
            if without(row, secret):
                held.add(getattr(row, owner))
            if len(held) > MOST:
                break
    return owners.filter(pk__in=held)


def tables(model):
    """(model, name of the column that says whose a row is) of a Redactable model's own rows and of those that belong to it."""
    yield model, "pk"
    for name in model.HOLDS:
        relation = model._meta.get_field(name)
        if not issubclass(relation.related_model, Section):  # what it holds stands in the revision
            yield relation.related_model, relation.field.attname


def holding(rows, line):
    """The rows that may hold the line, in any column of words."""
    asked, forms = Q(), {line, json.dumps(line)[1:-1], json.dumps(line, ensure_ascii=False)[1:-1]}
    for column in filter(holds_words, rows.model._meta.concrete_fields):
        if isinstance(column, models.BinaryField):
            asked |= Q(**{f"{column.name}__isnull": False})
        elif isinstance(column, models.JSONField):
            rows = rows.alias(**{f"{column.name}_words": Cast(column.name, models.TextField())})
            asked |= Q(*((f"{column.name}_words__contains", form) for form in forms), _connector=Q.OR)
        else:
            asked |= Q(**{f"{column.name}__contains": line})
    return rows.filter(asked)


def pictures(words):
    """The pictures that the words show."""
    return Upload.objects.filter(key__in=set(NAME.findall(words)))


@transaction.atomic
def delete_pictures(words):
    """Delete the pictures that these words showed and nothing else shows; gives how many. Their files go when all is stored."""
    gone = [picture for picture in pictures(words) if not is_shown(picture)]
    for picture in gone:
        picture.delete()
        transaction.on_commit(lambda path=picture.path: path.unlink(missing_ok=True))
    return len(gone)


def is_shown(picture):
    """Whether the name of the picture stands in any column of words, but for those of the search index."""
    for model in apps.get_models():
        columns = [
            column.name for column in model._meta.concrete_fields if isinstance(column, models.CharField | models.TextField) and holds_words(column)
        ]
        asked = Q(*((f"{name}__contains", picture.key) for name in columns), _connector=Q.OR)
        if columns and model is not Upload and model._meta.app_label != "search" and model._base_manager.filter(asked).exists():
            return True
    return False
