"""What somebody looks for and what they find, as a page of results shows it."""

from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlencode

from records.models import Risk
from records.querysets import name_of
from search.find import Filters
from search.query import parse
from ui.worded import ask

from . import cards, questions
from .looking import IN_MEETING, KINDS, WORTHS, areas, look_for
from .people import Doings, doings_of
from .questions import InMeeting

FACETS = ("kind", "status", "area")
SIZE = 20
AS_GOOD = 0.4  # of the best score: from there on a risk is worth reading first


@dataclass
class Choice:
    """One value of a facet: what the form sends, what the page says, how many there are."""

    value: str
    label: str
    n: int
    chosen: bool


@dataclass
class Card:
    """A Hit with what its row shows beside it: the section's address, a risk's remedy, who had the two hats, what somebody
    has had a hand in."""

    hit: object
    url: str
    area: str = ""
    is_restricted: bool = False
    risk: object = None
    meeting: InMeeting | None = None
    doings: Doings | None = None
    folded: list = field(default_factory=list)

    def drawn(self):
        return cards.drawn(self)


class Searching:
    """One search of one person, from the parameters of the address (a QueryDict)."""

    def __init__(self, user, asked):
        self.user = user
        self.typed = asked.get("q", "").strip()
        self.chosen = {name: tuple(value[:64] for value in asked.getlist(name)[:20]) for name in FACETS}
        self.every = asked.get("every") == "1"
        page = asked.get("page", "1")
        self.page = int(page) if page.isdecimal() and len(page) < 4 else 1
        self.areas = areas()
        self.results = self._find()
        self.cards = self._cards()
        self.risks = self._telling_risks()
        self.others = [card for card in self.cards if card not in self.risks]
        self.facets = self._facets()

    @property
    def said_otherwise(self):
        """Names that were typed for what the house calls by another one."""
        return [named for named in self.named if named.term in named.others] if self.cards else []

    def _telling_risks(self):
        """The risks that stand above all else: of those found first, what matches about as well as the best of all."""
        if self.page > 1 or not self.cards:
            return []
        least = AS_GOOD * max(card.hit.score for card in self.cards)
        return [card for card in self.cards if card.risk and card.hit.score >= least]

    @property
    def has_asked(self):
        return bool(self.typed or any(self.chosen.values()))

    @property
    def can_be_narrowed(self):
        """Whether filters have anything to do: something to narrow, or a filter in use to be taken away."""
        return bool(self.cards or self.chips or self.every)

    def _facets(self):
        """[(name, label, choices)] of the facets that have something to choose."""
        labels = {"kind": KINDS, "status": WORTHS, "area": self.areas}
        titles = {"kind": "Kind", "status": "Worth", "area": "Area"}
        rows = [(name, titles[name], self._choices(name, labels[name])) for name in FACETS]
        return [row for row in rows if row[2]]

    def address(self, **changes):
        """The parameters of this search with some changed; None takes one away."""
        asked = {"q": self.typed, **self.chosen, "every": "1" if self.every else None, **changes}
        return urlencode([(k, v) for k, values in asked.items() if values for v in (values if isinstance(values, tuple) else (values,))])

    def address_without_filters(self):
        return self.address(**dict.fromkeys(FACETS))

    @cached_property
    def next_page(self):
        return self.address(page=str(self.page + 1)) if self.results.has_next else ""

    @cached_property
    def previous_page(self):
        return self.address(page=str(self.page - 1)) if self.page > 1 else ""

    @cached_property
    def chips(self):
        """[(words, address without it)] of the filters in use."""
        labels = {"kind": KINDS, "status": WORTHS, "area": self.areas}
        return [
            (labels[name].get(value, value), self.address(**{name: tuple(v for v in self.chosen[name] if v != value)}))
            for name in FACETS
            for value in self.chosen[name]
        ]

    def _find(self):
        results, self.named = look_for(
            parse(self.typed), self.user, self.areas, filters=Filters(**self.chosen), every=self.every, page=self.page, size=SIZE
        )
        return results

    def _choices(self, name, labels):
        counts, chosen = self.results.facets.get(name, {}), self.chosen[name]
        order = {value: place for place, value in enumerate(labels)}
        values = sorted({value for value in (*counts, *chosen) if value}, key=lambda value: (order.get(value, 99), value))
        return [Choice(value, labels.get(value, value), counts.get(value, 0), value in chosen) for value in values]

    def _cards(self):
        hits = self.results.hits
        risks = self._risks(hits)
        meetings = self._meetings(hits)
        people = [int(hit.key) for hit in hits if hit.kind == "person"]
        doings = doings_of(people, self.user) if people else {}
        anchors = self._anchors(hits)
        restricted = self._restricted(hits)
        return [
            Card(
                hit=hit,
                url=hit.url if "#" in hit.url or not (found := anchors.get((hit.kind, hit.key, hit.excerpt.section))) else f"{hit.url}#{found}",
                area=self.areas.get(hit.area, ""),
                is_restricted=hit.audience_id in restricted,
                risk=risks.get(hit.key) if hit.kind == "risk" else None,
                meeting=meetings.get(hit.key) if hit.kind in IN_MEETING else None,
                doings=doings[int(hit.key)] if hit.kind == "person" else None,
                folded=hit.folded,
            )
            for hit in hits
        ]

    def _restricted(self, hits):
        closed = sorted({hit.audience_id for hit in hits if hit.kind == "record" and hit.audience_id})
        return {pk for (pk,) in ask(questions.restricted, closed)} if closed else ()

    def _risks(self, hits):
        numbers = [hit.key for hit in hits if hit.kind == "risk"]
        found = Risk.objects.visible_to(self.user).for_hits().filter(number__in=numbers) if numbers else ()
        return {str(risk.number): risk for risk in found}

    def _meetings(self, hits):
        numbers = sorted({int(hit.key) for hit in hits if hit.kind in IN_MEETING})
        found = ask(questions.meetings, numbers, sorted(self.user.audiences)) if numbers else ()
        return {str(number): InMeeting(*facts) for number, *facts in found}

    def _anchors(self, hits):
        """{(kind, key, heading): anchor} of the sections that excerpts are from."""
        named = {kind: [(hit.key, hit.excerpt.section) for hit in hits if hit.kind == kind and hit.excerpt.section] for kind in ("record", "meeting")}
        found = {}
        if some := named["record"]:
            rows = ask(questions.sections_of_records, *zip(*((*name_of(key).values(), heading) for key, heading in some), strict=True))
            found |= {("record", f"{log}-{number}", heading): anchor for log, number, heading, anchor in rows}
        if some := named["meeting"]:
            rows = ask(questions.sections_of_meetings, *zip(*((int(key), heading) for key, heading in some), strict=True))
            found |= {("meeting", str(number), heading): anchor for number, heading, anchor in rows}
        return found
