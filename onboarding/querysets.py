"""Every way we ask for what newcomers read."""

from itertools import chain, count

from django.apps import apps
from django.db import models, transaction
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.text import slugify

from meetings.models import MeetingRevision
from records.models import RecordRevision, Risk

from .reading import foot_of

TAKEN = {"new"}  # by pages of our own


class PathQuerySet(models.QuerySet):
    @transaction.atomic
    def lay(self, *, by, title, text, slug="", base=0, note="", at=None, steps=(), **facts):
        """Begin a path with its introduction and its Steps, under an address of its own; gives the Path. `facts` are owner and area."""
        path = self.create(slug=slug or self.free_slug(title), title=title, **{"owner": by} | facts)
        path.write(by=by, title=title, text=text, base=base, note=note, at=at)
        for position, step in enumerate(steps, 1):
            step.path, step.position = path, position
            step.save()
        return path

    def free_slug(self, title):
        """An address made from the title that no path has."""
        first = slugify(title)[:56].strip("-") or "path"
        taken = TAKEN | set(self.filter(slug__startswith=first).values_list("slug", flat=True))
        return next(slug for slug in chain([first], (f"{first}-{n}" for n in count(2))) if slug not in taken)

    def for_index(self):
        """With all that a row of a list shows."""
        return self.select_related("owner", "area", "revision").defer("revision__html")

    def begun_by(self, user):
        """All paths, the one in which this person read something last first, those not begun by name."""
        records = models.Max("steps__record__seen__at", filter=Q(steps__record__seen__user=user))
        meetings = models.Max("steps__meeting__seen__at", filter=Q(steps__meeting__seen__user=user))
        return self.annotate(last=Coalesce(records, meetings)).order_by(F("last").desc(nulls_last=True), "title")


class StepQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Steps whose thing this person may see."""
        mine = user.audiences
        return self.filter(
            Q(record=None) | Q(record__audience=None) | Q(record__audience__in=mine),
            Q(meeting=None) | Q(meeting__audience=None) | Q(meeting__audience__in=mine),
            Q(risk=None) | Q(risk__in=Risk.objects.visible_to(user)),
        )

    def opened(self, asked, user):
        """The Foot of the step among these that an address asks for ("api/3": the third step of that path); None where this
        person comes from no such step."""
        slug, _, position = asked.partition("/")
        if not (position.isascii() and position.isdecimal() and len(position) < 5):
            return None
        step = self.visible_to(user).filter(path__slug=slug, position=position).select_related("path").first()
        return foot_of(step, user) if step else None

    def for_typing(self):
        """With what names each of them."""
        return self.select_related("record__log", "meeting", "term", "risk", "section")

    def for_reading(self, user):
        """With what a row shows, of the texts only length and the number of the newest that is to be read (a mend of its wording is not),
        and the revision that this person has seen."""
        seen = apps.get_model("onboarding", "Seen").objects.filter(user=user)
        to_read = RecordRevision.objects.filter(parent=models.OuterRef("record"), wording_only=False).order_by("-number").values("number")
        return self.select_related("record__log", "record__head__log", "meeting", "term", "risk", "section").annotate(
            record_revision=models.Subquery(to_read[:1]),
            record_words=F("record__revision__words"),
            meeting_revision=F("meeting__revision__number"),
            meeting_words=F("meeting__revision__words"),
            record_seen=models.Subquery(seen.filter(record=models.OuterRef("record")).values("revision_number")),
            meeting_seen=models.Subquery(seen.filter(meeting=models.OuterRef("meeting")).values("revision_number")),
        )


class SeenQuerySet(models.QuerySet):
    def of(self, user):
        """What this person has read."""
        return self.filter(user=user)

    def unchanged(self):
        """Those whose text says what it said then: nothing but its wording was mended since."""
        for model, thing in ((RecordRevision, "record"), (MeetingRevision, "meeting")):
            newer = model.objects.filter(parent=models.OuterRef(thing), number__gt=models.OuterRef("revision_number"), wording_only=False)
            self = self.exclude(models.Exists(newer))
        return self

    def see(self, user, *, record=None, meeting=None, revision=None):
        """Note that this person has read the record or the meeting's notes, at this number of their revisions, else as they are now;
        gives the Seen."""
        now = (record or meeting).revision_number
        facts = {"revision_number": now if revision is None else min(revision, now), "at": timezone.now()}
        return self.update_or_create(user=user, record=record, meeting=meeting, defaults=facts)[0]

    def forget(self, user, *, record=None, meeting=None):
        """Make it unread again."""
        self.filter(user=user, record=record, meeting=meeting).delete()
