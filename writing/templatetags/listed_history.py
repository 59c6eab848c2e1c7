"""The lines of a history, drawn here and not in a template, as the template engine takes longer over one than this over ten."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from ui.templatetags.whence import counted, moment

register = template.Library()

TODAY = mark_safe(" <span>the text of today</span>")
CHECKED = mark_safe(" checked")
PICK = '<label class="check"><input type="radio" name="{0}" required value="{1}"{2}> <span>{0}<span class="vh"> revision {1}</span></span></label>'


@register.simple_tag
def history_rows(document, entries, chosen):
    """The Entries of a Document as items of a list; `chosen` are the numbers of the revisions to compare: to, from."""
    picks = document.last > 1
    return format_html_join("\n", "{}", ((row(document, entry, chosen, picks),) for entry in entries))


def row(document, entry, chosen, picks):
    what = format_html("<p>{} {}.{}</p>", entry.by.name, entry.what, format_html(" <q>{}</q>", entry.note) if entry.note else "")
    if entry.lines:
        what += format_html('<ul class="meta">{}</ul>', format_html_join("", "<li>{}</li>", ((line,) for line in entry.lines)))
    if entry.revision is None:
        return format_html("<li data-row>{}<div>{}</div></li>", moment(entry.at), what)
    return format_html(
        '<li data-row class="history__text">{}<div>{}{}</div>{}</li>',
        moment(entry.at),
        what,
        facts(document, entry),
        pick(entry.revision.number, chosen) if picks else "",
    )


def facts(document, entry):
    """What a line says of its revision."""
    revision, number = entry.revision, entry.revision.number
    compare = '<a href="?from={}&amp;to={}">What changed<span class="vh"> in revision {}</span></a>'
    return format_html(
        '<p class="meta row row--tight"><a href="{}{}/">Revision {}</a>{} <span class="num">{}{}</span>{} {}</p>',
        document.address,
        number,
        number,
        TODAY if number == document.last else "",
        counted(revision.words, "word"),
        f", {entry.growth}" if entry.growth else "",
        format_html(' <span class="late">after {}</span>', document.seal) if document.is_erratum(revision) else "",
        format_html(compare, revision.base_number, number, number) if revision.base_number else "",
    )


def pick(number, chosen):
    to, *rest = chosen
    ways = (("from", number in rest), ("to", number == to))
    return format_html(
        '<div class="history__pick">{}</div>', format_html_join(" ", PICK, ((way, number, CHECKED if is_chosen else "") for way, is_chosen in ways))
    )
