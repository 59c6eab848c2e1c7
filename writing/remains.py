"""What a redaction leaves behind: the same words in other texts, and pictures that no text shows any more."""

from django.apps import apps
from django.db import models, transaction
from django.db.models import Q

from .models import Revision, Upload
from .places import place_named
from .redacting import Secret, holds_words
from .uploads import NAME

MOST = 50  # other texts that are listed


def elsewhere(document, words):
    """(words, address of its redaction) of the other living texts of which a revision holds the words, as far as the reader of this
    Document may see them."""
    secret, found = Secret(words), []
    for kind in Revision.__subclasses__():
        for thing in holders(kind, secret, words):
            place = place_named(thing.text_place) if thing.text_place != document.written.text_place else None
            if place and (seen := place.find(document.reader)):
                found.append((place.words, f"{seen.history_address}redact/"))
    return sorted(found)[:MOST]


def holders(kind, secret, words):
    """The documents whose revisions of this kind hold the words, with any line ends."""
    line = max(words.splitlines(), key=len)
    rows = kind._base_manager.filter(Q(text__contains=line) | Q(title__contains=line) | Q(note__contains=line)).defer("html")
    return {
        row.parent
        for row in rows.select_related("parent").iterator(chunk_size=MOST)
        if any(map(secret.pattern.search, (row.text, row.title, row.note)))
    }


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
