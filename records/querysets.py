"""Every way we ask for records, their moves, relations and risks."""

import re

from django.db import IntegrityError, models, transaction
from django.db.models import Case, F, Max, OuterRef, Prefetch, Q, Subquery, When
from django.http import Http404
from django.utils import timezone

from accounts.models import Audience
from accounts.querysets import Closable

NAME = re.compile(r"([A-Z][A-Z0-9]{1,9})-(\d{1,9})")


def name_of(name):
    """The filter for a record's name: "API-12" gives {"log__key": "API", "number": 12}. Raises Http404 for anything else."""
    match = NAME.fullmatch(name)
    if not match or match[2] != str(int(match[2])):
        raise Http404(f"“{name}” is no record’s name.")
    return {"log__key": match[1], "number": int(match[2])}


LINK = ("number", "title", "status", "status_words", "partly_superseded", "decided_on", "audience", "log__key")
LINK += ("head__number", "head__audience", "head__log__key")


class RecordQuerySet(Closable):
    def named(self, name):
        """The one called "API-12", if there is one. Raises Http404 for words that are no name."""
        return self.filter(**name_of(name))

    def called(self, names):
        """Those with one of these names; words that are no name find nothing."""
        found = Q(pk=None)
        for name in names:
            if (match := NAME.fullmatch(name)) and match[2] == str(int(match[2])):
                found |= Q(log__key=match[1], number=int(match[2]))
        return self.filter(found)

    def open(self):
        """Not yet decided: drafts and proposals."""
        return self.filter(status__in=["draft", "proposed"])

    def in_force(self):
        """Accepted, in whole or in part."""
        return self.filter(status="accepted")

    def newest_by_area(self, count):
        """{area's id: the `count` records in force that were decided last, newest first}, of the areas that have any. Two queries,
        which take a few steps along an index for each area."""
        from .models import Area

        newest = self.in_force().filter(area=OuterRef("pk")).order_by(F("decided_on").desc(nulls_last=True), "-id").values("pk")
        places = [Subquery(newest[place : place + 1]) for place in range(count)]
        areas = {area: list(filter(None, found)) for area, *found in Area.objects.order_by().values_list("pk", *places)}
        records = (
            self.model.objects.select_related("log").only("log__key", "number", "title").in_bulk({pk for found in areas.values() for pk in found})
        )
        return {area: [records[pk] for pk in found] for area, found in areas.items() if found}

    def with_worth(self):
        """With what `name` and `worth` need."""
        return self.select_related("log", "head__log")

    def for_links(self, *more):
        """With what a link to them shows, name, title and worth, and no more but these facts."""
        return self.with_worth().only(*LINK, *more)

    def for_index(self):
        """With all that a row of a list shows."""
        return self.with_worth().select_related("area", "author", "audience")

    def for_powers(self):
        """With what its name and title need and what somebody may do with it; no more."""
        own = ("number", "title", "status", "decided_on", "author", "audience", "updated_at")
        return self.select_related("log").only("log__key", *own).prefetch_related(people())

    def for_article(self):
        """With all that the record's page shows of the record itself but its people."""
        return self.for_index().select_related("revision__by", "accepted_revision").prefetch_related("tags", "aliases")

    def for_history(self):
        """With what the pages of its history show of the record itself; of the texts only their numbers."""
        own = [column.name for column in self.model._meta.concrete_fields]
        beside = ("log__key", "head__number", "head__audience", "head__log__key", "revision__number", "accepted_revision__number")
        return self.with_worth().select_related("revision", "accepted_revision").only(*own, *beside)

    def for_page(self):
        """With all that the record's page shows of the record itself."""
        return self.for_article().prefetch_related(people())

    def with_neighbours(self, visible):
        """With `previous_number` and `next_number`, of those records of the same log that are among the `visible`."""
        same = visible.filter(log=OuterRef("log")).order_by()
        return self.annotate(
            previous_number=Subquery(same.filter(number__lt=OuterRef("number")).order_by("-number").values("number")[:1]),
            next_number=Subquery(same.filter(number__gt=OuterRef("number")).order_by("number").values("number")[:1]),
        )

    @transaction.atomic
    def draft(self, *, by, log, title, text, summary="", area=None, tags=(), decision_makers=(), consulted=(), informed=(),
              audience=None, supersedes=(), format=None, at=None):  # fmt: skip
        """Start a record: takes the log's next number, writes revision 1 and the row of its first status; gives the Record.

        `supersedes` are the records that it is to replace once it is accepted; raises Impossible if one of them cannot be.
        Until it is proposed its people alone see it, unless `audience` closes it for good.
        """
        from .models import Relation

        at = at or timezone.now()
        if audience is None:
            audience = Audience.objects.create(reason=Audience.Reason.DRAFT)
            audience.admit(users=[by])
        record = self.create(
            log=log, number=log.take_number(), title=title, summary=summary, author=by, area=area, audience=audience,
            created_at=at, updated_at=at, status_on=timezone.localdate(at),
        )  # fmt: skip
        record.tags.set(tags)
        record.write(by=by, title=title, text=text, base=0, format=format, at=at)
        for role, people in (("decision_maker", decision_makers), ("consulted", consulted), ("informed", informed)):
            if people:
                record._cast(role, people)
        record.status_changes.create(to_status=record.status, by=by, at=at, on=timezone.localdate(at), revision=record.revision)
        for old in supersedes:
            record.relate(by=by, kind=Relation.Kind.SUPERSEDES, target=old, at=at)
        record.reindex()
        return record


def people():
    """A prefetch of who has a part in a record, with what names them and what says whether they may decide."""
    from .models import RecordPerson

    rows = RecordPerson.objects.select_related("user", "team")
    narrow = ("user__name", "user__handle", "user__is_active", "user__is_guest", "user__merged_into", "team__name")
    return Prefetch("people", rows.only("record", "role", "position", "words", *narrow))


class StatusChangeQuerySet(Closable):
    path = "record__"

    def told(self):
        """Moves worth telling others about: no drafts begun, nothing that a file said."""
        moves = self.filter(origin__in=["person", "silence", "taken_back"]).exclude(to_status="draft").exclude(record__status="draft")
        facts = ("from_status", "to_status", "at", "note", "origin", "by__name", "record__title", "record__number", "record__log__key")
        cause = ("cause__record__number", "cause__record__audience", "cause__record__log__key")
        return moves.select_related("by", "record__log", "cause__record__log").only(*facts, *cause).order_by("-at", "-id")

    def for_page(self):
        """With what the record's page shows of them: what a line of its history does, and the day that each counts from."""
        return self.for_history("on")

    def for_history(self, *more):
        """With what a line of a history shows of them."""
        facts = ("record", "at", "from_status", "to_status", "origin", "note", "by__name", *more)
        cause = [f"cause__record__{fact}" for fact in ("number", "audience", "log__key")]
        return self.select_related("by", "cause__record__log").only(*facts, *cause)


class RelationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Only relations of which this person may see both ends."""
        seen = Q()
        for end in ("source", "target"):
            seen &= Q(**{end: None}) | Q(**{f"{end}__audience": None}) | Q(**{f"{end}__audience__in": user.audiences})
        return self.filter(seen)

    def for_page(self):
        """With what names both ends and says what they are worth."""
        return self.select_related("source__log", "source__head__log", "target__log", "target__head__log")

    def for_links(self):
        """With what a link to either end shows and no more."""
        return self.for_page().only("kind", "source_words", "target_words", *(f"{end}__{fact}" for end in ("source", "target") for fact in LINK))

    def supersessions(self):
        """Those by which one record replaces another, or sections of it."""
        return self.filter(kind="supersedes")

    def holding_in_part(self):
        """Those by which sections of a record are superseded now."""
        from .models.status import LIVED

        return self.supersessions().filter(source__status__in=LIVED, target__isnull=False, sections__isnull=False)


class RiskQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A risk follows its record; its own audience closes it further."""
        mine = user.audiences
        own = Q(audience=None) | Q(audience__in=mine)
        return self.filter(own, Q(record=None) | Q(record__audience=None) | Q(record__audience__in=mine))

    def open(self):
        """Nobody has mitigated them, and they are not gone."""
        return self.filter(state="open")

    def worst_first(self):
        """Open ones before those that are mitigated or gone, high severity before low, the newest first."""
        state = Case(When(state="open", then=0), When(state="mitigated", then=1), default=2)
        severity = Case(When(severity="high", then=0), When(severity="medium", then=1), default=2)
        return self.order_by(state, severity, "-number")

    def for_index(self):
        """With all that a row of a list, or the page of one, shows."""
        return self.select_related("record__log", "record__head__log", "area", "owner")

    def for_hits(self):
        """With what a search result shows of them."""
        return self.select_related("record__log").only("number", "remedy", "last_seen", "record__number", "record__title", "record__log__key")

    def for_news(self):
        """With what a line about them shows."""
        return self.select_related("record__log").only("number", "title", "symptom", "created_at", "record__number", "record__log__key")

    @transaction.atomic
    def note(self, *, by, title, symptom, at=None, **facts):
        """Note a known problem ahead under the next number; gives the Risk. `facts` are a Risk's other columns; the owner
        is whoever notes it, if nobody else is named."""
        facts = {"owner": by, "created_at": at or timezone.now()} | facts
        while True:
            number = (self.aggregate(last=Max("number"))["last"] or 0) + 1
            try:
                with transaction.atomic():
                    risk = self.create(number=number, title=title, symptom=symptom, **facts)
                break
            except IntegrityError:  # somebody took the number since we asked for it
                if not self.filter(number=number).exists():
                    raise
        risk.reindex()
        return risk
