"""What newcomers read, and what they have read."""

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone

from meetings.models import Meeting
from records.models import Area, Record, RecordSection, Risk
from ui.refusals import Conflict
from ui.slugs import slug_of
from writing.models import LINE, Change, Redactable, Revision, Section, Written

from . import finding
from .querysets import PathQuerySet, SeenQuerySet, StepQuerySet


class MissionQuerySet(models.QuerySet):
    def current(self):
        """The site's mission with its text, or None where nobody has written it."""
        return self.select_related("revision__by").filter(revision__isnull=False).first()


class Mission(Written):
    """Why the organisation exists, and what it values: one text with history; its title is the mission in one sentence."""

    revision = models.ForeignKey("MissionRevision", models.PROTECT, null=True, blank=True, related_name="+")

    objects = MissionQuerySet.as_manager()

    def __str__(self):
        return self.revision.title if self.revision_id else "Mission"

    def get_absolute_url(self):
        return reverse("onboarding:mission")


class MissionRevision(Revision):
    parent = models.ForeignKey(Mission, models.PROTECT, related_name="revisions")


class MissionSection(Section):
    parent = models.ForeignKey(Mission, models.PROTECT, related_name="sections")


class TermQuerySet(models.QuerySet):
    @transaction.atomic
    def define(self, *, by, word, meaning, synonyms="", at=None):
        """Put a word into the glossary; gives the Term. Raises Conflict where somebody did a moment before."""
        term = self.model(word=word, meaning=meaning, synonyms=synonyms)
        term.take_word()
        after = {"word": word, "meaning": meaning, "synonyms": synonyms}
        term.changes.create(by=by, at=at or timezone.now(), what="defined", after=after)
        term.reindex()
        return term


class Term(Redactable):
    """A word of the house with its meaning. `synonyms` are one per line; search knows them too."""

    HOLDS = {"changes": LINE}

    word = models.CharField(max_length=80)
    meaning = models.TextField()
    synonyms = models.TextField(blank=True)

    objects = TermQuerySet.as_manager()

    class Meta:
        ordering = [Lower("word")]
        constraints = [models.UniqueConstraint(Lower("word"), name="term_word_once")]

    def __str__(self):
        return self.word

    def get_absolute_url(self):
        return f"{reverse('onboarding:terms')}#{self.anchor}"

    @property
    def text_place(self):
        return f"terms/{self.word}"

    @property
    def redaction_address(self):
        return reverse("onboarding:redact_term", args=[self.word])

    @property
    def anchor(self):
        return f"term-{slug_of(self.word)}"

    @property
    def also(self):
        """The synonyms as a list."""
        return [line.strip() for line in self.synonyms.splitlines() if line.strip()]

    @transaction.atomic
    def redefine(self, *, by, word, meaning, synonyms=""):
        """Change the word or its meaning; gives the TermChange, or None where nothing changed. Raises Conflict as `define` does."""
        before = {"word": self.word, "meaning": self.meaning, "synonyms": self.synonyms}
        after = {"word": word, "meaning": meaning, "synonyms": synonyms}
        if before == after:
            return None
        was = self.word
        self.word, self.meaning, self.synonyms = word, meaning, synonyms
        self.take_word()
        if was.lower() != word.lower():
            finding.forget(was)
        self.reindex()
        return self.changes.create(by=by, what="redefined", before=before, after=after)

    def take_word(self):
        """Save it, if nobody else gave this word a meaning since it was looked for. Raises Conflict."""
        try:
            with transaction.atomic():
                self.save()
        except IntegrityError as error:
            raise Conflict(f"Somebody put “{self.word}” into the glossary a moment before you.") from error

    def reindex(self):
        """Bring the search index up to this term."""
        finding.index(self)


class TermChange(Change):
    parent = models.ForeignKey(Term, models.PROTECT, related_name="changes")


class Path(Written):
    """An ordered reading list for newcomers; its text introduces it."""

    HOLDS = Written.HOLDS | {"steps": "step", "changes": LINE}

    slug = models.SlugField(max_length=64, unique=True)
    title = models.CharField(max_length=150)
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="paths")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="paths")
    revision = models.ForeignKey("PathRevision", models.PROTECT, null=True, blank=True, related_name="+")

    objects = PathQuerySet.as_manager()

    class Meta:
        ordering = ["title"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("onboarding:path", args=[self.slug])

    def can_be_edited_by(self, user):
        """Whether this person may change the path and its steps: whoever keeps it, and admins."""
        return user.is_admin or (user.is_member and self.owner_id == user.pk)

    @transaction.atomic
    def edit(self, *, by, title, text, base, **how):
        """Write title and introduction on top of revision number `base`, `how` as in `write`; gives the PathRevision. Raises Conflict."""
        made = self.write(by=by, title=title, text=text, base=base, **how)
        if self.title != title:
            self.title = title
            self.save(update_fields=["title"])
        return made

    rewrite = edit

    @transaction.atomic
    def describe(self, *, by, note="", **facts):
        """Set owner and area; each difference leaves a PathChange. Gives the list of changes made."""
        made = []
        for what, after in facts.items():
            before = getattr(self, what)
            if before != after:
                setattr(self, what, after)
                made.append(self.changes.create(by=by, what=what, before=before and str(before), after=after and str(after), note=note))
        if made:
            self.save(update_fields=list(facts))
        return made

    @transaction.atomic
    def set_steps(self, *, by, steps, note=""):
        """Replace the steps that `by` may see with these Steps, in order; those that they may not see stay. Gives the PathChange,
        None where nothing changed."""
        from .steps import joined, typed

        old = list(self.steps.for_typing())
        shown = set(self.steps.visible_to(by).values_list("pk", flat=True))
        new = joined(old, shown, steps)
        before, after = typed(old), typed(new)
        if before == after:
            return None
        self.steps.all().delete()
        for position, step in enumerate(new, 1):
            step.pk, step.path, step.position = None, self, position
        Step.objects.bulk_create(new)
        return self.changes.create(by=by, what="steps", before=before.splitlines(), after=after.splitlines(), note=note)


class PathRevision(Revision):
    parent = models.ForeignKey(Path, models.PROTECT, related_name="revisions")


class PathSection(Section):
    parent = models.ForeignKey(Path, models.PROTECT, related_name="sections")


class PathChange(Change):
    parent = models.ForeignKey(Path, models.PROTECT, related_name="changes")


class Step(models.Model):
    """One thing to read, with the reason why. `stage` is the heading it stands under."""

    path = models.ForeignKey(Path, models.PROTECT, related_name="steps")
    position = models.PositiveSmallIntegerField()
    stage = models.CharField(max_length=120, blank=True)
    record = models.ForeignKey(Record, models.PROTECT, null=True, blank=True, related_name="steps")
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="steps")
    term = models.ForeignKey(Term, models.PROTECT, null=True, blank=True, related_name="steps")
    risk = models.ForeignKey(Risk, models.PROTECT, null=True, blank=True, related_name="steps")
    url = models.URLField(blank=True)
    url_title = models.CharField(max_length=200, blank=True)
    section = models.ForeignKey(RecordSection, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(max_length=400)

    objects = StepQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(
                name="step_is_one_thing",
                condition=Q(record__isnull=False, meeting=None, term=None, risk=None, url="")
                | Q(record=None, meeting__isnull=False, term=None, risk=None, url="")
                | Q(record=None, meeting=None, term__isnull=False, risk=None, url="")
                | Q(record=None, meeting=None, term=None, risk__isnull=False, url="")
                | (Q(record=None, meeting=None, term=None, risk=None) & ~Q(url="")),
            ),
            models.CheckConstraint(name="step_url_is_of_the_web", condition=Q(url="") | Q(url__startswith="http://") | Q(url__startswith="https://")),
            models.UniqueConstraint(name="step_position_once", fields=["path", "position"]),
        ]

    def __str__(self):
        return str(self.thing or self.url_title or self.url)

    def get_absolute_url(self):
        """Where it is read. What can be ticked off there knows the step that its reader comes from."""
        if not self.can_be_ticked:
            return self.thing.get_absolute_url() if self.thing else self.url
        section = f"#{self.section.anchor}" if self.section_id else ""
        return f"{self.thing.get_absolute_url()}?step={self.path.slug}/{self.position}{section}"

    @property
    def thing(self):
        """What there is of ours to read; None where it is an address elsewhere."""
        return self.record or self.meeting or self.term or self.risk

    @property
    def can_be_ticked(self):
        """Whether a reader's progress on it is kept."""
        return bool(self.record_id or self.meeting_id)


class Seen(models.Model):
    """That a reader has read a record or notes at a revision; a changed text is unseen again."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="seen")
    record = models.ForeignKey(Record, models.PROTECT, null=True, blank=True, related_name="seen")
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="seen")
    revision_number = models.PositiveIntegerField()
    at = models.DateTimeField(default=timezone.now)

    objects = SeenQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "seen"
        constraints = [
            models.CheckConstraint(name="seen_is_one_thing", condition=Q(record__isnull=False, meeting=None) | Q(record=None, meeting__isnull=False)),
            models.UniqueConstraint(name="seen_record_once", fields=["user", "record"]),
            models.UniqueConstraint(name="seen_meeting_once", fields=["user", "meeting"]),
        ]
