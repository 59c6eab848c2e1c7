"""How a record came to be what it is: the chain it stands in, what it is to others, what holds of it."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.html import format_html

from ui.badges import badge, worth_badge

from .models import Record, Relation
from .models.status import LIVED

LONGEST = 40  # links of a chain that a page shows


@dataclass(frozen=True)
class Link:
    """A relation as one of its ends tells it."""

    kind: str
    label: str
    other: Record | None
    words: str
    sections: list
    is_supersession: bool
    from_here: bool
    pk: int


def chain_of(record, reader):
    """The records that led to the living one, and it, oldest first: all that share its head, of those this reader may see."""
    head = record.head_id or record.pk
    family = Record.objects.visible_to(reader).filter(Q(head=head) | Q(pk=head))
    steps = family.for_links("summary").order_by("-decided_on", "-pk")[:LONGEST]
    found = sorted(steps, key=lambda one: (one.pk == head, str(one.decided_on or ""), one.pk))
    return found if len(found) > 1 else []


def links_of(record, reader):
    """The relations of a record from both sides as Links, of those this reader may see, in the order of Relation.Kind."""
    relations = Relation.objects.visible_to(reader).filter(Q(source=record) | Q(target=record)).for_links().prefetch_related("sections")
    kinds = list(Relation.Kind.values)
    found = sorted(relations, key=lambda relation: (kinds.index(relation.kind), relation.target_id == record.pk, relation.pk))
    return [link(relation, record) for relation in found]


def link(relation, record):
    from_here = relation.source_id == record.pk
    return Link(
        kind=relation.kind,
        label=label_of(relation, from_here),
        other=relation.target if from_here else relation.source,
        words=relation.target_words if from_here else relation.source_words,
        sections=list(relation.sections.all()),
        is_supersession=relation.kind == Relation.Kind.SUPERSEDES,
        from_here=from_here,
        pk=relation.pk,
    )


def label_of(relation, from_here):
    """What the relation is called on this end's page; a supersession that has not happened says so."""
    happened = relation.source_id is None or relation.source.status in LIVED
    if relation.kind == Relation.Kind.SUPERSEDES and not happened:
        return "Is to supersede" if from_here else "To be superseded by"
    return relation.get_kind_display() if from_here else relation.derived


def superseded_sections(links):
    """The sections of a record that another in force replaced, as {anchor: (section, record that replaced it)}."""
    replaced = [link for link in links if link.is_supersession and not link.from_here and link.other and link.other.status in LIVED]
    return {section.anchor: (section, link.other) for link in replaced for section in link.sections}


def notes_of(replaced, reader):
    """What stands under the headings of superseded sections, as {anchor: HTML}; from `superseded_sections`. What took their place says
    what it is worth where it is not in force itself."""
    words = '<p class="section-note">{} by <a href="{}"><span class="ref">{}</span> {}</a>{}</p>'
    notes = {}
    for anchor, (_, other) in replaced.items():
        worth = "" if other.is_in_force else format_html(" {}", worth_badge(other, reader))
        notes[anchor] = format_html(words, badge("superseded", "Superseded"), other.get_absolute_url(), other.name, other.title, worth)
    return notes


def beside(links, chain):
    """The links without those supersessions that the chain tells already."""
    told = {record.pk for record in chain}
    return [link for link in links if not (link.is_supersession and not link.sections and link.other and link.other.pk in told)]
