"""What was found, drawn as rows of HTML. A page has twenty of them, and the template engine takes five times as long over each."""

from django.template.defaultfilters import capfirst

from ui.badges import NOTHING, hit_badge
from ui.filling import filled, filled_each, joined
from ui.sentences import counted
from ui.templatetags.whence import ICONS, day, unbroken, with_code

ROW = """<li data-row>
  {}<h3><a href="{}">{}</a>{}</h3>
  {}{}{}
</li>
"""
NAME = '<p class="row row--tight"><span class="adr">{}</span> {}{}</p>\n  '
RESTRICTED = filled('<span class="meta">{} Restricted</span>', ICONS["lock"])
WHERE = '<p class="where">{}</p>'
FOLDED = '\n  <p class="where"><span class="adr">{}</span> <a href="{}">{}</a> {}</p>\n  {}'


def drawn(card):
    """The row of a Card: what was found, the piece of its text that says most, and where it is from."""
    hit = card.hit
    where = risk_of(card) if card.risk else filled(WHERE, WHERES.get(hit.kind, of_action)(card))
    piece = NOTHING if hit.is_lifted else piece_of(hit.excerpt)  # only what it replaced holds the words
    beneath = lately_of(card.doings) if card.doings else folded_of(hit)
    held_on = filled(' <span class="day">{}</span>', day(hit.day)) if hit.kind == "meeting" and hit.day else NOTHING
    return filled(ROW, name_of(card), card.url, hit.title_html, held_on, piece, where, beneath)


def name_of(card):
    """A record's name with what it is worth."""
    hit = card.hit
    return filled(NAME, hit.key, hit_badge(hit), RESTRICTED if card.is_restricted else NOTHING) if hit.kind == "record" else NOTHING


def piece_of(excerpt):
    if not excerpt.html and not excerpt.section:
        return NOTHING
    section = filled('<span class="faint">{}{}</span> ', excerpt.section_html, ":" if excerpt.html else "") if excerpt.section else NOTHING
    return filled('<p class="snip">{}{}</p>\n  ', section, excerpt.html)


def folded_of(hit):
    """What the hit replaced and was found too; with what it says, where the hit itself does not hold the words."""
    rows = ((old.key, old.url, old.title_html, hit_badge(old), piece_of(old.excerpt) if hit.is_lifted else "") for old in hit.folded)
    return filled_each(FOLDED, rows) if hit.folded else NOTHING


def risk_of(card):
    """What to do about a risk, and who watches for it."""
    risk, record = card.risk, card.risk.record
    remedy = filled('<p class="do"><b>Do this</b><span>{}</span></p>\n  ', with_code(risk.remedy)) if risk.remedy else NOTHING
    watched = filled(" · watch for it with {} {}", unbroken(record.name), record.title) if record else NOTHING
    seen = filled(" · last seen {}", day(risk.last_seen)) if risk.last_seen else NOTHING
    return filled('{}<p class="where">Risk, {}{}{}</p>', remedy, card.hit.worth.lower(), watched, seen)


def of_record(card):
    tags = filled("tagged {}", card.hit.heading_html) if "<mark>" in card.hit.heading_html else ""
    return joined((part for part in (card.area, day(card.hit.day), tags) if part), " · ")


def of_meeting(card):
    """Its number, and who had the two hats."""
    meeting = card.meeting
    facilitated = f" · {meeting.facilitator} facilitated" if meeting and meeting.facilitator else ""
    noted = f", {meeting.note_taker} took notes" if meeting and meeting.note_taker else ""
    return f"Meeting {card.hit.key}{facilitated}{noted}"


def of_term(card):
    return filled("Glossary · also {}", card.hit.heading_html) if card.hit.heading else "Glossary"


def of_outcome(card):
    return filled("{} · outcome{}", hit_badge(card.hit), in_meeting(card))


def of_action(card):
    return filled("{} action{}", capfirst(card.hit.worth), in_meeting(card))


def of_person(card):
    """The handle, and in numbers what they have had a hand in."""
    doings = card.doings
    said = ((doings.decided, "decided", "record"), (doings.owns, "owns", "record"), (doings.risks, "watches for", "open risk"))
    words = [f"{verb} {counted(n, noun)}" for n, verb, noun in (*said, (doings.actions, "has", "open action")) if n]
    named = filled("{} · @{}", card.hit.worth or "Person", card.hit.heading_html)
    return filled("{}{}", named, f" · {', '.join(words)}" if words else "")


def lately_of(doings):
    """The newest records that somebody decided or owns."""
    return filled_each(FOLDED, ((record.name, record.get_absolute_url(), record.title, badge, "") for record, badge in doings.lately))


def in_meeting(card):
    held_on = filled(", {}", day(card.hit.day)) if card.hit.day else NOTHING
    return filled(" of {}{}", card.meeting.title if card.meeting else "a meeting", held_on)


WHERES = {"record": of_record, "meeting": of_meeting, "term": of_term, "outcome": of_outcome, "person": of_person}
