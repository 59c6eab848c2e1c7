"""The lines of a history, drawn here and not in a template, as the template engine takes longer over one than this over ten."""

from django import template
from django.utils.safestring import mark_safe

from ui.filling import filled, filled_each, joined
from ui.sentences import counted
from ui.templatetags.whence import moment

register = template.Library()

TODAY = mark_safe(" <span>the text of today</span>")
CHECKED = mark_safe(" checked")
ROW = "<li data-row>{}<div><p>{} {}.{}</p>{}</div></li>"
TEXT = (
    '<li data-row class="history__text">{}<div><p>{} {}.{}</p>{}<p class="meta row row--tight"><a href="{}{}/">Revision {}</a>{} '
    '<span class="num">{}</span>{} {}</p></div>{}</li>'
)
COMPARE = '<a href="?from={0}&amp;to={1}">What changed<span class="vh"> in revision {1}</span></a>'
PICK = '<label class="check"><input type="radio" name="{0}" required value="{1}"{2}> <span>{0}<span class="vh"> revision {1}</span></span></label>'
PICKS = f'<div class="history__pick">{PICK.format("from", "{0}", "{1}")} {PICK.format("to", "{0}", "{2}")}</div>'


@register.simple_tag
def history_rows(document, entries, chosen):
    """The Entries of a Document as items of a list; `chosen` are the numbers of the revisions to compare: to, from."""
    picks = document.last > 1
    return joined((row(document, entry, chosen, picks) for entry in entries), "\n")


def row(document, entry, chosen, picks):
    note = filled(" <q>{}</q>", entry.note) if entry.note else ""
    lines = filled('<ul class="meta">{}</ul>', filled_each("<li>{}</li>", ((line,) for line in entry.lines))) if entry.lines else ""
    what = (moment(entry.at), entry.by.name, entry.what, note, lines)
    revision = entry.revision
    if revision is None:
        return filled(ROW, *what)
    number = revision.number
    return filled(
        TEXT, *what, document.address, number, number, TODAY if number == document.last else "",
        counted(revision.words, "word") + (f", {entry.growth}" if entry.growth else ""),
        filled(' <span class="late">after {}</span>', document.seal) if document.is_erratum(revision) else "",
        filled(COMPARE, revision.base_number, number) if revision.base_number else "",
        pick(number, chosen) if picks else "",
    )  # fmt: skip


def pick(number, chosen):
    """The buttons that choose a revision to compare."""
    to, *rest = chosen
    return filled(PICKS, number, CHECKED if number in rest else "", CHECKED if number == to else "")
