from typing import NamedTuple

from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from ui.answers import render_page
from ui.freshness import kept, shared, unless_known
from writing.reading import Reading, noted, read

from .. import story
from ..deciding import AWAITING, lacks_decider, who_decides
from ..models import Record, Risk
from ..models.status import SUPERSEDABLE, UNDECIDED
from ..querysets import name_of
from ..reading.body import visible_body


class Powers(NamedTuple):
    """What one reader may do with a record now: all by which the pages of readers who may see the same differ."""

    moves: tuple
    can_state: bool
    can_take_back: bool
    can_close: bool


@require_safe
def record(request, name):
    record = shared(request, in_sight, with_people, *name_of(name).values())
    foot = record.steps.opened(asked, request.user) if (asked := request.GET.get("step")) else None

    def render():
        powers = powers_of(record, request.user)
        article = kept(request, lambda: article_of(name, request.user, powers, people_of(record)), powers)
        return render_page(request, "records/record.html", {"place": "records", "record": record, "article": article, "foot": foot})

    return unless_known(request, render, record.is_fresh(), foot and foot.facts)


def in_sight(logs, numbers, audiences):
    return Record.objects.of_circles(audiences).filter(log__key__in=logs, number__in=numbers).values_list("pk")


def with_people(pk):
    """The record with what the frame of its page and `powers_of` need."""
    return Record.objects.for_powers().get(pk=pk)


def powers_of(record, reader):
    return Powers(
        moves=tuple(record.moves_of(reader)),
        can_state=record.can_move(reader, "state"),
        can_take_back=record.can_be_taken_back_by(reader),
        can_close=record.can_be_closed_by(reader),
    )


def article_of(name, reader, powers, people):
    """All of a record's page inside the frame, as HTML for every reader who sees the same and has the same powers."""
    context = {**facts_of(name, reader), **powers._asdict(), **people, "user": reader}
    return mark_safe(render_to_string("records/article.html", context))


def facts_of(name, reader):
    records = Record.objects.visible_to(reader)
    record = get_object_or_404(records.named(name).for_article().with_neighbours(records))
    changes = list(record.status_changes.for_page())
    links = story.links_of(record, reader)
    chain = story.chain_of(record, reader)
    risks = list(Risk.objects.visible_to(reader).filter(record=record).order_by("state", "number").select_related("owner"))
    replaced = story.superseded_sections(links)
    body = body_of(record, record.revision, reader)
    return {
        "record": record,
        "errata": list(record.errata),
        "body": noted(body.html, story.notes_of(replaced, reader)),
        "toc": contents(body, links, chain, risks),
        "outcomes": (outcomes := record.outcomes.visible_to(reader).for_record()),
        "outcomes_head": "Where it was decided" if is_decided_by(outcomes, record) else "Where it was discussed",
        "links": story.beside(links, chain),
        "replaced": replaced.values(),
        "chain": chain,
        "risks": risks,
        "changes": changes,
        "last": changes[0] if changes else None,
        "seen": [change.cause.record for change in changes if change.cause and change.cause.record.is_visible_to(reader)],
        "head": record.head if record.head_id and record.head.is_visible_to(reader) else None,
        "can_be_replaced": record.status in SUPERSEDABLE,
        "can_edit": record.can_be_edited_by(reader),
    }


def is_decided_by(outcomes, record):
    """Whether one of these Outcomes decided, and what it is about is decided."""
    return record.status not in UNDECIDED and any(outcome.kind == "decided" for outcome in outcomes)


def people_of(record):
    """What the page says of the people of a record: their parts, and who decides where somebody has to."""
    makers = record.decision_makers()
    decides = who_decides(makers) if record.status in AWAITING else ""
    return {"parts": parts_of(record), "decides": decides, "lacks_decider": lacks_decider(makers)}


def parts_of(record):
    """The people of a record by role, as (label, parts), in the order of the page; roles that nobody has are left out."""
    labels = {"decision_maker": "Decided by" if record.decided_on else "To decide", "consulted": "Consulted", "informed": "Informed"}
    people = list(record.people.all())
    named = [(label, [part for part in people if part.role == role]) for role, label in labels.items()]
    return [(label, parts) for label, parts in named if parts]


def body_of(record, revision, reader):
    """The text of a revision for this reader; nothing where nothing was written."""
    if revision is None:
        return Reading("", [])
    revision.parent = record
    return read(revision, reader, visible_body)


def contents(body, links, chain, risks):
    """The sections of the page as (anchor, words); where all of the text stands under one heading, those below it, too."""
    deepest = 2 if sum(entry.level == 2 for entry in body.contents) > 1 else 3
    found = [(entry.anchor, entry.words) for entry in body.contents if entry.level <= deepest]
    found += [("watch-for", "Watch for")] if risks else []
    found += [("chain", "How we got here")] if chain or links else []
    return [*found, ("history", "History")]
