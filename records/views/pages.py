from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from ui.answers import render_page
from writing.reading import Reading, read

from .. import story
from ..models import Record, Risk
from ..models.status import SUPERSEDABLE
from ..reading.body import visible_body


@require_safe
def record(request, name):
    records = Record.objects.visible_to(request.user)
    record = get_object_or_404(records.named(name).for_page().with_neighbours(records))
    changes = list(record.status_changes.for_page())
    links = story.links_of(record, request.user)
    chain = story.chain_of(record, request.user)
    risks = list(Risk.objects.visible_to(request.user).filter(record=record).order_by("state", "number").select_related("owner"))
    body = body_of(record, record.revision, request.user)
    context = {
        "place": "records",
        "record": record,
        "body": body.html,
        "toc": contents(body, links, chain, risks, record),
        "parts": parts_of(record),
        "outcomes": record.outcomes.visible_to(request.user).for_record(),
        "links": story.beside(links, chain),
        "replaced": story.superseded_sections(links).values(),
        "chain": chain,
        "risks": risks,
        "changes": changes,
        "last": changes[0] if changes else None,
        "seen": [change.cause.record for change in changes if change.cause and change.cause.record.is_visible_to(request.user)],
        "head": record.head if record.head_id and record.head.is_visible_to(request.user) else None,
        **possibilities(record, request.user),
    }
    return render_page(request, "records/record.html", context)


def possibilities(record, user):
    """What this person may do with the record now, for the page to offer."""
    return {
        "can_state": record.can_move(user, "state"),
        "can_take_back": record.can_be_taken_back_by(user),
        "can_be_replaced": record.status in SUPERSEDABLE,
        "can_edit": record.can_be_edited_by(user),
        "can_close": record.can_be_closed_by(user),
        "moves": record.moves_of(user),
    }


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


def contents(body, links, chain, risks, record):
    """The sections of the page as (anchor, words)."""
    found = [(entry.anchor, entry.words) for entry in body.contents if entry.level == 2]
    found += [("watch-for", "Watch for")] if risks else []
    found += [("chain", "How we got here")] if chain or links else []
    return [*found, ("history", "History")]
