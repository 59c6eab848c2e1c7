"""The way out of search: `find` answers what somebody typed. Whoever calls it says whom for, by their audiences.

results = find("cursor pagination status:accepted", audiences=request.user.audiences, page=2)
results.total, results.facets["kind"], [hit.title for hit in results.hits]
"""

import datetime
import re
from dataclasses import dataclass, field

from django.db.models import Q

from . import narrowing, store
from .entries import rows, worth_of
from .excerpts import Excerpt, Marker
from .models import Entry
from .postings import Sense, key_of
from .query import Query, name_in, parse
from .ranking import Sight, idf_of, newest, rank
from .state import current
from .terms import understand
from .words import together

NOT_TOGETHER = "Nothing has all of this together. What follows has some of it."
NUMBERED = re.compile(r"([A-Za-z]{2,20}) #?([0-9]{1,9})")
CHECKED = 200  # texts in which a phrase is looked for


@dataclass(frozen=True)
class Filters:
    """What a page's form adds to what was typed: each field holds the values of which any will do."""

    kind: tuple = ()
    status: tuple = ()
    area: tuple = ()
    log: tuple = ()
    tag: tuple = ()
    by: tuple = ()
    after: datetime.date | None = None
    before: datetime.date | None = None


@dataclass
class Hit:
    """One thing that was found, with what it is worth today and how well it matches (`score`, to be held against other hits').

    `excerpt` names the section it is from. `folded` are Hits of older records that this one replaced and that were found too;
    `is_lifted` says that only those hold the words, and this is shown because it is what holds today.
    """

    kind: str
    key: str
    anchor: str
    url: str
    title: str
    title_html: str
    heading: str
    heading_html: str
    worth: str
    status: str
    area: str
    log: str
    tags: list
    day: datetime.date | None
    people: list
    head_key: str
    audience_id: int | None
    excerpt: Excerpt
    score: float = 0.0
    folded: list = field(default_factory=list)
    is_lifted: bool = False


@dataclass
class Results:
    """An answer. `total` counts all texts found that this reader may see, before folding; if not `is_exact`, there may be more.

    `facets` maps "kind", "status" and "area" to a Counter of values; a facet's own filter does not narrow its counts.
    `corrections` maps typed words that nothing holds to what was looked for instead. `problems` are sentences.
    `has_next` says whether there is another page.
    """

    query: Query
    hits: list = field(default_factory=list)
    total: int = 0
    is_exact: bool = True
    facets: dict = field(default_factory=dict)
    corrections: dict = field(default_factory=dict)
    problems: list = field(default_factory=list)
    page: int = 1
    has_next: bool = False


def find(typed, *, audiences=(), filters=None, only=None, never=None, every=False, also=(), page=1, size=20):
    """Find what was typed (a string, or a Query from `query.parse`), best first; gives Results and never raises for what was typed.

    `only` and `never` are sets of (kind, key) to which the search is confined or which it leaves out (what `is:unseen`
    and `in:` mean is the caller's to know). `every`: only texts that hold all the words. `also` are names that mean the same as
    something that was typed. Without words, the newest come first.
    """
    query = typed if isinstance(typed, Query) else parse(typed)
    page = max(1, page)
    with store.one_snapshot():
        return _Search(query, frozenset(audiences), filters or Filters(), every, also).results(only, never, page, size)


class _Search:
    def __init__(self, query, audiences, filters, every, also):
        self.query, self.audiences, self.filters, self.every = query, audiences, filters, every
        self.sight = Sight(current(), audiences)
        self.understood = understand(self.sight, query.words, also)
        self.narrow = narrowing.Narrowing(self.sight)
        self.wanted = {}
        self.called = self._called()
        self.is_exact = self.is_strict = True

    def results(self, only, never, page, size):
        query = self.query
        results = Results(query, problems=[*query.problems], page=page, corrections=self.understood.corrections)
        if query.is_empty and self.filters == Filters() and only is None:
            return results
        self._narrow(only, never)
        if query.groups and not self.understood.terms.stems and self.called is None:
            return results
        groups, ranked, results.has_next = self._groups((page - 1) * size, size)
        if not ranked.total and self._required():
            results.problems.append(NOT_TOGETHER)
            self.is_strict = False
            self.narrow = narrowing.Narrowing(self.sight)
            self._narrow(only, never)
            groups, ranked, results.has_next = self._groups((page - 1) * size, size)
        results.total, results.facets, results.is_exact = ranked.total, ranked.facets, self.is_exact
        results.hits = self._hits(groups, {ref: score for score, ref, _ in ranked.best})
        return results

    def _narrow(self, only, never):
        query, filters, narrow = self.query, self.filters, self.narrow
        for name in ("kind", "status", "area"):
            self._want(name, {*query.filters.get(name, ()), *(value.lower() for value in getattr(filters, name))}, query.filters_out.get(name, ()))
        for name in ("log", "tag", "by"):
            if values := [*query.filters.get(name, ()), *getattr(filters, name)]:
                narrow.marked(name, values)
            if values := query.filters_out.get(name):
                narrow.marked(name, values, but_not=True)
        for after, before in ((query.after, query.before), (filters.after, filters.before)):
            narrow.days(after, before)
        if only is not None:
            narrow.among(only)
        if never:
            narrow.among(never, but_not=True)
        for group in self._required():
            narrow.holding(group, self.understood.stems_of)
        for piece in query.without:
            if not piece.phrase:
                narrow.holding([piece], but_not=True)
        self._check_phrases()

    def _called(self):
        """The id of the thing whose name was typed ("API-12", "meeting 42"), if this reader may see it."""
        typed = self.query.typed.strip()
        names = [(self.sight.state.values["kind"], name_in(typed))]
        if match := NUMBERED.fullmatch(typed):
            names.append(([match[1].lower()], match[2]))
        wanted = Q(*(Q(kind__in=kinds, key=key) for kinds, key in names if key), _connector=Q.OR)
        found = Entry.objects.filter(wanted, anchor="").order_by("key").values_list("id", "audience_id") if wanted else ()
        return next((pk for pk, audience in found if audience is None or audience in self.audiences), None)

    def _required(self):
        """The groups of which every text must hold something."""
        query = self.query
        return [group for group in query.groups if self.is_strict and (self.every or any(group is one for one in query.required))]

    def _want(self, name, values, unwanted):
        if values or unwanted:
            self.wanted[name] = lambda value: (not values or value.lower() in values) and value.lower() not in unwanted

    def _check_phrases(self):
        """Where words must stand together, read the best texts that hold them all, and keep to those that pass."""
        required = [group for group in self._required() if any(piece.phrase for piece in group)]
        unwanted = [piece for piece in self.query.without if piece.phrase]
        if not required and not unwanted:
            return
        ranked = self._rank(CHECKED)
        refs = [ref for _, ref, _ in ranked.best[:CHECKED]]
        texts = list(narrowing.texts_of(refs))
        self.is_exact = ranked.total <= len(refs)
        for piece in unwanted:
            self.narrow.refs(narrowing.matching(texts, piece.text), but_not=True)
        for group in required:
            self.narrow.refs(set().union(*(narrowing.matching(texts, piece.text) for piece in group)))

    def _rank(self, limit):
        if self.query.groups:
            return rank(self.sight, self.understood.terms, self.wanted, self.narrow, limit, self.called)
        return newest(self.sight, self.wanted, self.narrow, limit)

    def _groups(self, offset, size):
        """The chains of one page, each a list of Entry ids best first, the Ranked, and whether there are more."""
        limit = 2 * (offset + size) + 20
        while True:
            ranked, chains = self._rank(limit), {}
            for _, ref, chain in ranked.best:
                chains.setdefault(chain, []).append(ref)
            if len(chains) > offset + size or len(ranked.best) >= ranked.total:
                return list(chains.values())[offset : offset + size], ranked, len(chains) > offset + size
            limit *= 4

    def _hits(self, groups, scores):
        """The Hits of one page's groups; `scores` are those of all that was found so far, by Entry id."""
        refs = store.several(ref for group in groups for ref in group)
        entries = {entry.id: entry for entry in rows(f"id {store.among()}", [refs], without=["cited"])} if groups else {}
        heads = self._heads(entries.values())
        marker = Marker(self._tellings(), self._phrases())
        hits = []
        for group in groups:
            members = [entries[ref] for ref in group if ref in entries]
            if not members:
                continue
            head = self._leading(members, heads, scores)
            made = _hit(head, marker, heads)
            made.folded = [_hit(member, marker, heads) for member in members if member.id != head.id]
            made.is_lifted = head.id not in scores
            made.score = max(scores.get(member.id, 0.0) for member in members)
            hits.append(made)
        return hits

    def _leading(self, members, heads, scores):
        """What stands for a group: the living head of its chain; but where filters narrow the search, and kept the head out, the best
        that they let through."""
        head = next((heads[m.kind, m.head_key] for m in members if (m.kind, m.head_key) in heads), members[0])
        is_narrowed = bool(self.narrow.conditions or self.wanted)
        return members[0] if is_narrowed and head.id not in scores else head

    def _phrases(self):
        return [together(piece.text) for group in self.query.groups for piece in group if piece.phrase]

    def _tellings(self):
        """{stem: how telling it is} of what was looked for, what a misspelling may mean included."""
        kept, texts = self.understood.terms.stems, self.sight.state.texts
        looked_for = ((stem, number) for stem, number in self.understood.numbers.items() if number in kept)
        return {stem: kept[number] * idf_of(texts, self.sight.df(key_of(0, number, Sense.STEM))) for stem, number in looked_for}

    def _heads(self, entries):
        """{(kind, key): Row} of the living heads that this reader may see."""
        keys = {}
        for entry in entries:
            if entry.head_key:
                keys.setdefault(entry.kind, set()).add(entry.head_key)
        heads = {}
        for kind, some in keys.items():
            for head in rows(f"kind = %s AND key {store.among('text')} AND anchor = ''", [kind, store.several(some)], without=["cited"]):
                if head.audience_id is None or head.audience_id in self.audiences:
                    heads[kind, head.key] = head
        return heads


def _hit(entry, marker, heads):
    worth = worth_of(entry.worth, entry.head_key, (entry.kind, entry.head_key) in heads)
    return Hit(
        kind=entry.kind, key=entry.key, anchor=entry.anchor, url=entry.url, title=entry.title, title_html=marker.title(entry.title),
        heading=entry.heading, heading_html=marker.title(entry.heading), worth=worth, status=entry.status, area=entry.area, log=entry.log,
        tags=entry.tags, day=entry.day, people=entry.people, head_key=entry.head_key, audience_id=entry.audience_id,
        excerpt=marker.excerpt(entry.text, entry.title),
    )  # fmt: skip
