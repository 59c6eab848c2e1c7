"""A record: one decision, its status, its people, its text."""

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import Audience
from ui.addresses import address_of
from writing.models import LINE, Written, plain

from ..querysets import RecordQuerySet
from ..years import YearOf
from .closing import Closing
from .log import Area, Log, Tag
from .moving import Moving
from .people import RecordPerson
from .permitting import Permitting
from .status import LIVED, Status
from .text import RecordRevision


class Record(Closing, Permitting, Moving, Written):
    """One decision record. Its name ("API-12") is for ever; its text is in its revisions, so lists stay narrow."""

    Status = Status
    HOLDS = Written.HOLDS | {
        "status_changes": LINE, "changes": LINE, "aliases": "fact", "people": "fact", "relations": "fact", "files": "imported file",
    }  # fmt: skip

    log = models.ForeignKey(Log, models.PROTECT, related_name="records")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=300)
    summary = models.CharField(max_length=400, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    status_words = models.CharField(max_length=200, blank=True, help_text="An imported status in its own words.")
    status_on = models.DateField(null=True, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="records")
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="records")
    tags = models.ManyToManyField(Tag, blank=True, related_name="records")
    audience = models.ForeignKey(Audience, models.PROTECT, null=True, blank=True, related_name="records")
    revision = models.ForeignKey(RecordRevision, models.PROTECT, null=True, blank=True, related_name="+")
    accepted_revision = models.ForeignKey(RecordRevision, models.PROTECT, null=True, blank=True, related_name="+")
    head = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="ancestors")
    partly_superseded = models.BooleanField(default=False)
    review_by = models.DateField(null=True, blank=True)
    revisit_when = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(default=timezone.now)

    objects = RecordQuerySet.as_manager()

    class Meta:
        ordering = ["log__key", "number"]
        constraints = [
            models.UniqueConstraint(name="record_number_once", fields=["log", "number"]),
            models.CheckConstraint(name="record_number_not_negative", condition=Q(number__gte=0)),
            models.CheckConstraint(name="record_status_is_known", condition=Q(status__in=list(Status.values))),
        ]
        indexes = [
            models.Index(name="record_facets", fields=["audience", "status", "area"]),
            models.Index(YearOf("decided_on"), "status", "area", "log", "audience", "decided_on", name="record_counts"),
            models.Index(name="record_decided", fields=["decided_on", "id", "status"]),
            models.Index(name="record_newest", fields=["area", "status", "decided_on", "id"]),
            models.Index(name="record_updated", fields=["updated_at", "id"]),
            models.Index(name="record_author", fields=["author", "status"]),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return address_of("records:record", self.name)

    # Questions

    @property
    def name(self):
        return f"{self.log.key}-{self.number}"

    @property
    def worth(self):
        """What it is worth today, in words: "In force", "In force, in part", "Superseded by API-31", "Proposed"…"""
        if self.status == Status.ACCEPTED and self.partly_superseded:
            return "In force, in part"
        if self.status == Status.SUPERSEDED and self.head_id:
            return f"Superseded by {self.head.name}"
        return Status(self.status).label

    @property
    def stands(self):
        """How it stands, as words after "is": "a draft", "in force", "superseded"."""
        return Status(self.status).stands

    @property
    def is_in_force(self):
        return self.status == Status.ACCEPTED

    @property
    def is_past(self):
        """Whether it no longer holds, or never did: superseded, deprecated, rejected, withdrawn."""
        return self.status in (Status.SUPERSEDED, Status.DEPRECATED, Status.REJECTED, Status.WITHDRAWN)

    @property
    def is_sealed(self):
        """Whether it has been in force, so that its text is mended only with a note."""
        return self.status in LIVED

    @property
    def needs_note(self):
        """As `Written.needs_note` means it."""
        return "Say what you changed: this record has been in force." if self.is_sealed else ""

    @property
    def errata(self):
        """The revisions since it was accepted, newest first; none where it was not."""
        return self.errata_since(self.accepted_revision.number) if self.is_edited_after_acceptance else []

    @property
    def previous_name(self):
        """The neighbour before it in the log, where the query came `with_neighbours`."""
        return f"{self.log.key}-{self.previous_number}"

    @property
    def next_name(self):
        """The neighbour after it."""
        return f"{self.log.key}-{self.next_number}"

    @property
    def is_edited_after_acceptance(self):
        """Whether its text is another than the one that was accepted."""
        return bool(self.accepted_revision_id and self.accepted_revision_id != self.revision_id)

    def decision_makers(self):
        return [part for part in self.people.all() if part.role == RecordPerson.Role.DECISION_MAKER]

    def can_be_edited_by(self, user):
        return user.is_member

    # Verbs: text and facts (the moves are in moving.py)

    @transaction.atomic
    def edit(self, *, by, title, text, base, **how):
        """Write title and text on top of revision number `base`, `how` as in `write`; gives the RecordRevision, the current one
        where nothing differs. Raises Conflict."""
        before = self.revision_id
        made = self.write(by=by, title=title, text=text, base=base, **how)
        if made.pk == before:
            return made
        self.title, self.updated_at = title, made.at
        self.save(update_fields=["title", "updated_at"])
        self.reindex()
        return made

    rewrite = edit

    @transaction.atomic
    def describe(self, *, by, note="", at=None, **facts):
        """Set facts beside the text (summary, area, tags, review_by, revisit_when, decided_on); each difference leaves a
        RecordChange. Gives the list of changes made."""
        made, at = [], at or timezone.now()
        for what, after in facts.items():
            before = getattr(self, what)
            if what == "tags":
                before, slugs = sorted(tag.slug for tag in self.tags.all()), sorted(tag.slug for tag in after)
                if before != slugs:
                    self.tags.set(after)
                    made.append(self.changes.create(by=by, at=at, what=what, before=before, after=slugs, note=note))
            elif before != after:
                setattr(self, what, after)
                made.append(self.changes.create(by=by, at=at, what=what, before=plain(before), after=plain(after), note=note))
        if made:
            self.updated_at = at
            self.save(update_fields=[*(what for what in facts if what != "tags"), "updated_at"])
            self.reindex()
        return made

    @transaction.atomic
    def name_people(self, *, by, role, people, at=None):
        """Make these the people of a role, in this order: users, teams or words. Gives the RecordChange, or None."""
        parts = list(self.people.filter(role=role).select_related("user", "team"))
        people = list(dict.fromkeys(people))
        if [part.who for part in parts] == people:
            return None
        self._cast(role, people)
        self.updated_at = at or timezone.now()
        self.save(update_fields=["updated_at"])
        self.reindex()
        return self.changes.create(
            by=by, what=role, before=[str(part) for part in parts], after=[str(person) for person in people], at=self.updated_at
        )

    def _cast(self, role, people):
        before = {part.who for part in self.people.filter(role=role).select_related("user", "team")}
        self.people.filter(role=role).delete()
        RecordPerson.objects.bulk_create(
            RecordPerson.of(person, record=self, role=role, position=position) for position, person in enumerate(dict.fromkeys(people))
        )
        self._prefetched_objects_cache = {}
        if self.is_closed_draft:
            self._admit(before)

    def reindex(self):
        """Bring the search index up to this record; part of every verb that changes what can be found."""
        from .. import finding

        finding.index(self)


class RecordAlias(models.Model):
    """Another name that a record was known by, such as the number in its file ("0046")."""

    log = models.ForeignKey(Log, models.PROTECT)
    words = models.CharField(max_length=200)
    record = models.ForeignKey(Record, models.PROTECT, related_name="aliases")

    class Meta:
        constraints = [models.UniqueConstraint(name="record_alias_once", fields=["log", "words", "record"])]

    def __str__(self):
        return self.words
