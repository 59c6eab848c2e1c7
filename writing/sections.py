"""The headings of a text, and the rows that keep their anchors (MODEL 10)."""

from difflib import SequenceMatcher

from ui.headings import Taken, headings

SIMILAR = 0.6  # of two headings at the same place: the same section under a mended heading
COLUMNS = ["heading", "level", "position", "is_current"]


def renew(sections, text, format="md"):
    """Bring a document's Section rows (its related manager) up to the text; an anchor, once given, never changes.

    A heading with the same words keeps its row; of the rest, one at the same place with similar words does. What is gone stays
    as not current, and comes back with its words. At most three queries, however many headings.
    """
    known = list(sections.all())
    kept, new = paired(known, [(level, words[:300]) for level, words in headings(text, format)])
    changed = []
    for section in known:
        level, words, position = kept.get(section.pk, (section.level, section.heading, section.position))
        after = [words, level, position, section.pk in kept]
        if [getattr(section, name) for name in COLUMNS] != after:
            for name, value in zip(COLUMNS, after, strict=True):
                setattr(section, name, value)
            changed.append(section)
    if changed:
        sections.model.objects.bulk_update(changed, COLUMNS)
    taken = Taken(section.anchor for section in known)
    made = [
        sections.model(parent_id=sections.instance.pk, anchor=taken.free_for(words), heading=words, level=level, position=position)
        for level, words, position in new
    ]
    if made:
        sections.model.objects.bulk_create(made)


def paired(known, found):
    """Pair rows with headings: ({row's pk: (level, words, position)}, [the same of headings that are new])."""
    waiting = {}
    for section in sorted(known, key=lambda section: (not section.is_current, section.position)):
        waiting.setdefault(section.heading, []).append(section)
    kept, rest = {}, []
    for position, (level, words) in enumerate(found):
        if waiting.get(words):
            kept[waiting[words].pop(0).pk] = (level, words, position)
        else:
            rest.append((level, words, position))
    free = {section.position: section for section in known if section.is_current and section.pk not in kept}
    new = []
    for level, words, position in rest:
        section = free.get(position)
        if section and is_similar(section.heading, words):
            kept[section.pk] = (level, words, position)
        else:
            new.append((level, words, position))
    return kept, new


def is_similar(before, after):
    return SequenceMatcher(None, before.lower(), after.lower()).ratio() >= SIMILAR


def first_sections(sections, text, format="md"):
    """Unsaved Section rows for the first text of a document (its related manager); for callers that store many at once."""
    taken = Taken()
    return [
        sections.model(parent_id=sections.instance.pk, anchor=taken.free_for(words[:300]), heading=words[:300], level=level, position=position)
        for position, (level, words) in enumerate(headings(text, format))
    ]
