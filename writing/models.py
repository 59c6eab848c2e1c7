"""Living text: what was written, by whom, on top of what. Abstract here, concrete in each domain that has texts; but for Unsaved and Upload."""

import hashlib
import re

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.urls import get_script_prefix
from django.utils import timezone

from ui.refusals import Conflict, Impossible

from . import sections
from .begun import Begun  # noqa: F401
from .unsaved import Unsaved  # noqa: F401  the tables of this room are in files of their own
from .uploads import Upload


class Format(models.TextChoices):
    MARKDOWN = "md", "Markdown"
    RST = "rst", "reStructuredText"
    PLAIN = "plain", "plain text"


class Revision(models.Model):
    """One state of a text, byte for byte. Never changed, but for the cached `html`. Concrete: add `parent` (related_name "revisions")."""

    class Origin(models.TextChoices):
        TYPED = "typed", "typed"
        IMPORT = "import", "imported"
        FILED = "filed", "filed"
        RESTORED = "restored", "restored"
        MERGED = "merged", "merged"

    BROWSERS = (Origin.TYPED, Origin.FILED, Origin.MERGED)  # whose line ends are a browser's

    number = models.PositiveIntegerField()
    title = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    format = models.CharField(max_length=5, choices=Format, default=Format.MARKDOWN)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    base_number = models.PositiveIntegerField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)
    origin = models.CharField(max_length=8, choices=Origin, default=Origin.TYPED)
    wording_only = models.BooleanField(default=False)
    sha256 = models.CharField(max_length=64)
    words = models.PositiveIntegerField()
    html = models.TextField(null=True, blank=True)
    renderer = models.CharField(max_length=16, null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(name="%(class)s_number_once", fields=["parent", "number"])]

    def __str__(self):
        return f"revision {self.number}"


class Section(models.Model):
    """A heading with what stands under it; the anchor never changes. Concrete: add `parent` (related_name "sections")."""

    anchor = models.CharField(max_length=120)
    heading = models.CharField(max_length=300)
    level = models.PositiveSmallIntegerField()
    position = models.PositiveIntegerField()
    is_current = models.BooleanField(default=True)

    class Meta:
        abstract = True
        ordering = ["position"]
        constraints = [models.UniqueConstraint(name="%(class)s_anchor_once", fields=["parent", "anchor"])]

    def __str__(self):
        return self.heading


LINE = "line of the history,lines of the history"  # what a Change is called where its thing HOLDS it


def plain(value):
    """A value as a Change can keep it, in JSON: words stand for what it has no kind for."""
    return value if value is None or isinstance(value, str | int | bool) else str(value)


class Change(models.Model):
    """Who changed what beside the text: before and after. Concrete: add `parent` (related_name "changes")."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    what = models.CharField(max_length=60)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True
        ordering = ["-at", "-id"]
        indexes = [models.Index(name="%(class)s_parent_at", fields=["parent", "at"])]


class Source(models.Model):
    """A folder that texts were imported from. Concrete: add `owner`, the log or series it was imported into."""

    name = models.CharField(max_length=200)

    class Meta:
        abstract = True
        constraints = [models.UniqueConstraint(name="%(class)s_name_once", fields=["owner", "name"])]

    def __str__(self):
        return self.name


class SourceFile(models.Model):
    """A file as it was read. Concrete: add `source` (related_name "files") and `document`, what it became."""

    path = models.CharField(max_length=500)
    sha256 = models.CharField(max_length=64, db_index=True)
    bytes = models.BinaryField(null=True, blank=True, help_text="Kept for sidecars only: a text is in its revision.")
    read = models.JSONField(default=dict)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        abstract = True
        constraints = [models.UniqueConstraint(name="%(class)s_path_once", fields=["source", "path"])]

    def __str__(self):
        return self.path


class Redactable(models.Model):
    """A thing that words can be taken out of. `HOLDS` names the reverse relations to the rows that belong to it and hold words of
    people, each with what one row is called, with an odd plural after a comma."""

    HOLDS = {}

    class Meta:
        abstract = True

    @property
    def text_place(self):
        """What this text is called among unsaved texts and uploads: "records/API-12". (`place` is where a meeting meets.)"""
        return self.get_absolute_url().strip("/")

    @property
    def redaction_address(self):
        """Where an admin takes words out of it."""
        return f"{get_script_prefix()}{self.text_place}/redact/"


class Written(Redactable):
    """A thing with a living text: `revision` is the current one. Concrete: add `revision` (a nullable foreign key)."""

    HOLDS = {"revisions": "revision", "sections": "heading"}
    hides = None  # or hides(text, format): the text without what this very thing's page shows elsewhere

    class Meta:
        abstract = True

    @property
    def revision_number(self):
        """The number of the current revision; 0 where nothing is written yet."""
        return self.revision.number if self.revision_id else 0

    @property
    def history_address(self):
        """Where its history begins: below it is each revision, by its number."""
        return f"{get_script_prefix()}{self.text_place}/history/"

    @property
    def redaction_address(self):
        return f"{self.history_address}redact/"

    @property
    def lead(self):
        """The first paragraph of the text, if it begins with one; lists and the home page show it as it is."""
        first = self.revision.text.strip().replace("\r\n", "\n").split("\n\n")[0] if self.revision_id else ""
        return "" if first.startswith(("#", "-", "*", ">", "|")) else " ".join(first.split())

    @property
    def needs_note(self):
        """Why a change of this text needs a note, as a sentence: it is under seal; empty where it is not. Concrete: say it."""
        return ""

    def errata_since(self, number):
        """The revisions that people made after number `number`, newest first, with who made them and without the texts."""
        made = self.revisions.filter(number__gt=number).exclude(origin=Revision.Origin.IMPORT)
        return made.select_related("by").defer("text", "html")

    @transaction.atomic
    def write(self, *, by, title, text, base, note="", origin=Revision.Origin.TYPED, format=None, wording_only=False, at=None):
        """Add a revision on top of number `base` (0 for the first) and give it; give the current one if nothing changed.

        Raises Conflict if the current revision is another than `base`, and Impossible for a text under seal without a note: nothing
        is stored then. Text without its own line ends keeps the base's (browsers post CRLF).
        """
        current = self.revision
        if origin in Revision.BROWSERS:
            text = with_line_ends_of(text, current.text if current else "")
        format = format or (current.format if current else Format.MARKDOWN)
        if current and (current.title, current.text, current.format) == (title, text, format):
            return current  # also when the base is an older one: a form that was sent twice is no conflict
        if self.needs_note and not note.strip() and origin != Revision.Origin.IMPORT:
            raise Impossible(self.needs_note)
        if base != self.revision_number:
            raise Conflict("Somebody saved before you.")
        made = self._meta.get_field("revision").related_model(
            parent=self, number=base + 1, title=title, text=text, format=format, by=by, at=at or timezone.now(), base_number=base or None,
            note=note, origin=origin, wording_only=wording_only, sha256=digest(text), words=len(text.split()),
        )  # fmt: skip
        try:
            with transaction.atomic():
                made.save(force_insert=True)
        except IntegrityError as error:
            raise Conflict("Somebody saved before you.") from error
        if not type(self).objects.filter(pk=self.pk, revision=current).update(revision=made):
            raise Conflict("Somebody saved before you.")
        self.revision = made
        sections.renew(self.sections, made.text, made.format)
        Upload.objects.move_along(by=by, text=made.text, place=self.text_place)
        return made

    def rewrite(self, **how):
        """`write`, and whatever follows from a new text. Concrete: bring what shows or finds the text along."""
        return self.write(**how)

    def restore(self, revision, *, by, base, note):
        """Make the text of an earlier revision the current one again, as a new one on top of number `base`; gives it, or the
        current one where nothing differs. Raises Conflict."""
        origin, note = Revision.Origin.RESTORED, f"Revision {revision.number} again: {note}"
        return self.rewrite(by=by, title=revision.title, text=revision.text, format=revision.format, base=base, note=note, origin=origin)


class Templated(Written):
    """A thing whose living text is a template: Markdown that the texts begun in it start from."""

    class Meta:
        abstract = True

    @property
    def template(self):
        """The Markdown that a new text starts from; empty where there is none."""
        return self.revision.text if self.revision_id else ""

    def write_template(self, *, by, text, base, **how):
        """Write the template on top of revision number `base`; gives the revision, as `write` does. Raises Conflict."""
        return self.write(by=by, title=f"Template of {self}", text=text, base=base, **how)

    def rewrite(self, *, title, **how):
        """`write_template`, which gives the title itself."""
        return self.write_template(**how)


class Redaction(models.Model):
    """That an admin took words out of a text and of `rows` that belong to it, and why. What they were is nowhere."""

    place = models.CharField(max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    reason = models.CharField(max_length=300)
    rows = models.PositiveIntegerField()

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(name="redaction_of", fields=["place", "-at"])]

    def __str__(self):
        return f"{self.place}, redacted"


def digest(text):
    """The SHA-256 of the text's UTF-8 bytes, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def with_line_ends_of(text, base):
    """The text, whose line ends a browser made CRLF, with the line ends of the base: an unchanged line keeps its own,
    a new one gets the majority's (MODEL: text and fields)."""
    lines = re.sub(r"\r\n?", "\n", text).split("\n")
    if "\r" not in base:
        return "\n".join(lines)
    ends = {}
    for line, end in re.findall(r"([^\r\n]*)(\r\n|\r|\n)", base):
        ends.setdefault(line, end)
    crlf, lf = base.count("\r\n"), base.count("\n") - base.count("\r\n")
    usual = "\r\n" if crlf >= lf else "\n"
    return "".join(line + ends.get(line, usual) for line in lines[:-1]) + lines[-1]
