"""What a move will do, in sentences, for the page that asks whether to make it."""

from .deciding import who_decides
from .models import Status
from .moves import PROPOSING


def effects_of(record, verb, reader):
    """The sentences, without those about records that this reader may not see."""
    found = []
    if record.is_closed_draft and verb in PROPOSING:
        found.append(f"Everybody who may read {record.log.key} will see it." if record.log.audience_id else "Everybody will see it.")
    if verb in PROPOSING:
        found.append(who_decides(record.decision_makers()))
    if verb == "redraft":
        found.append("Only its people will see it, until it is proposed again.")
    if verb == "accept":
        found += [superseding(relation) for relation in visible(record, reader)]
    if verb == "take_back":
        found += [restoring(relation) for relation in visible(record, reader) if record.status == Status.ACCEPTED]
    return found


def visible(record, reader):
    return [relation for relation in record.will_supersede() if relation.target.is_visible_to(reader)]


def superseding(relation):
    if relation.is_whole_supersession:
        return f"{relation.target.name} {relation.target.title} will be superseded."
    rest = "; the rest stays in force" if relation.target.is_in_force else ""
    return f"Of {relation.target.name}, {in_quotes(relation)} will be superseded{rest}."


def taken_in_part(record, reader):
    """What an acceptance that has been carried out took from records that stay in force, in sentences, as far as this reader may know."""
    parts = [relation for relation in visible(record, reader) if not relation.is_whole_supersession] if record.is_in_force else []
    return [f"Of {part.target.name}, {in_quotes(part)} {'is' if len(part.sections.all()) == 1 else 'are'} superseded by it." for part in parts]


def restoring(relation):
    if relation.is_whole_supersession:
        return f"{relation.target.name} {relation.target.title} will be what it was before."
    return f"Of {relation.target.name}, {in_quotes(relation)} will hold again."


def in_quotes(relation):
    return ", ".join(f"“{section.heading}”" for section in relation.sections.all())
