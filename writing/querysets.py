"""How we ask for unsaved texts, and keep them."""

import re
from uuid import UUID

from django.db import IntegrityError, models, transaction
from django.db.models import F, Q
from django.utils import timezone

from ui.refusals import Impossible

from . import places
from .receipts import measured, with_plain_ends

LONGEST, LONGEST_REST = 2_000_000, 500_000  # characters of a text; of all that was typed beside it
MOST = 200  # unsaved texts of one person, and of the marks that some are done
MOST_CONTINUED = 20  # unsaved texts that one editor goes on from
BEYOND = 2**62
# what the desk adds to a form
DESK = {
    "csrfmiddlewaretoken",
    "text_place",
    "editing",
    "continues",
    "stroke",
    "typed_by",
    "redactions",
    "leave",
    "held",
}
OURS = DESK | {"text", "title", "base"}
BROKEN = re.compile("[\0\ud800-\udfff]")  # NUL, and surrogates alone
EMPTY = {"title": "", "text": "", "fields": [], "continues": [], "words": 0, "sha256": measured("")["sha256"]}


class UnsavedQuerySet(models.QuerySet):
    def open(self):
        """Those that have neither become a revision nor been thrown away."""
        return self.filter(done_at=None)

    def of(self, author, place=None):
        """What this person has not saved, at one place or at all, newest first."""
        mine = self.open().filter(author=author).order_by("-at", "-pk")
        return mine if place is None else mine.filter(place=place)

    def keep(self, *, author, place, editing, text, title="", base=0, fields=(), stroke=None, continues=()):
        """Keep what somebody typed under the UUID of their opened editor, and give the row.

        `fields` are the (name, value) pairs of all else in the form. `stroke` counts what was typed on the page: a text never
        takes the place of one with the same count or a higher (requests overtake each other); None is newer than any. `continues`
        names what the text goes on from, as `Unsaved.seen` does. Raises Impossible.
        """
        editing, text, title = uuid_of(editing), with_plain_ends(text), title[:LONGEST_REST]
        check(place, [text, title, *(words for pair in fields for words in pair)], stroke)
        size = measured(text)
        facts = {
            "place": place,
            "base_number": min(max(base or 0, 0), 2**31 - 1),
            "title": title,
            "text": text,
            "fields": [list(pair) for pair in fields],
            "continues": [one for one in continues if seen_of(one)][-MOST_CONTINUED:],
            "words": size["words"],
            "sha256": size["sha256"],
            "at": timezone.now(),
        }
        return self._stored(author, editing, stroke, facts)

    @transaction.atomic
    def _stored(self, author, editing, stroke, facts):
        row = self.filter(author=author, editing=editing)
        older = row if stroke is None else row.filter(stroke__lt=stroke)
        counted = F("stroke") + 1 if stroke is None else stroke
        if not older.update(**facts, stroke=counted, done_at=None) and not row.exists():
            self._make_room(author)
            try:
                with transaction.atomic():
                    return self.create(author=author, editing=editing, stroke=stroke or 0, **facts)
            except IntegrityError:  # the same editor's other request was quicker
                older.update(**facts, stroke=counted, done_at=None)
        return row.get()

    def _make_room(self, author):
        if self.of(author).count() >= MOST:
            raise Impossible(
                f"You have {MOST} unsaved texts, and no more are kept. Save this one, or throw others away on the page of your unsaved texts."
            )
        marks = self.filter(author=author).exclude(done_at=None).order_by("-done_at", "-pk")
        if last := marks.values_list("done_at", flat=True)[MOST : MOST + 1]:
            marks.filter(done_at__lte=last[0]).delete()

    def done(self, author, *seen):
        """Empty these, named as `Unsaved.seen` or by the UUID of their editor alone: they became a revision, or their author threw them
        away. What was typed on since it was seen stays. The row stays as a mark, so that a request that comes late, or a browser that
        was away, does not bring the text back. Gives how many there were."""
        known = Q(pk__in=[])
        for editing, stroke in filter(None, map(seen_of, seen)):
            known |= Q(editing=editing) if stroke is None else Q(editing=editing, stroke__lte=stroke)
        return self.open().filter(known, author=author).update(**EMPTY, done_at=timezone.now())

    def very(self, author, place, title, text, fields):
        """The open texts of this person at this place that say just this: the same title and text, and all else in the form."""
        rows, same = self.of(author, place).filter(title=title, sha256=measured(text)["sha256"]), [list(pair) for pair in fields]
        return [row for row in rows if row.fields == same]

    def saved(self, author, place, editing, stroke):
        """The text of this editor, as it was at this stroke, became a revision. What was kept later stays; what was typed earlier and
        comes late does not bring the text back."""
        if not is_uuid(editing):
            return 0
        row, _ = self.get_or_create(author=author, editing=UUID(str(editing)), defaults={"place": place[: places.LONGEST]})
        return self.filter(pk=row.pk, stroke__lte=stroke).update(**EMPTY, stroke=stroke, done_at=timezone.now())


def check(place, words, stroke):
    """Raise Impossible with a sentence for what no database or no editor could keep."""
    text, rest = words[0], words[1:]
    if places.place_named(place) is None:
        raise Impossible("There is no such place for a text. Copy what you typed and open the page again.")
    if len(text) > LONGEST:
        raise Impossible(
            f"A text has at most {LONGEST:,} characters, and this one has {len(text):,}. It stays on this page: shorten it or split it in two."
        )
    if sum(map(len, rest)) > LONGEST_REST:
        raise Impossible(f"All that stands beside the text has at most {LONGEST_REST:,} characters. It stays on this page: shorten it.")
    if any(BROKEN.search(each) for each in words):
        raise Impossible("The text holds a NUL or half of a character, which cannot be kept. Take it out, or paste the text without it.")
    if stroke is not None and not 0 <= stroke < BEYOND:
        raise Impossible("The page has lost count of what was typed. Copy the text and open the page again.")


def seen_of(words):
    """The UUID of an editor and the count of strokes that it is known with, as a form names them: "UUID~count", or the UUID alone, where
    the count is None. None for anything else."""
    editing, counted, stroke = str(words).partition("~")
    if not is_uuid(editing) or (counted and not (stroke.isascii() and stroke.isdecimal() and len(stroke) < 19)):
        return None
    return UUID(editing), int(stroke) if counted else None


def is_uuid(words):
    try:
        return bool(UUID(str(words)))
    except ValueError:
        return False


def uuid_of(words):
    """The UUID. Raises Impossible."""
    if not is_uuid(words):
        raise Impossible("The page has lost its place. Copy the text and open the page again.")
    return UUID(str(words))
