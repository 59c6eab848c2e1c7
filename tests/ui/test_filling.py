import itertools

from django.utils.functional import lazystr
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from records.models import Status
from tests.ui.attacks import texts
from ui.filling import escaped, filled, filled_each, joined


class Drawn:
    def __html__(self):
        return "<b>drawn</b>"


class Words(str):
    """Words that look like others, but are a type of their own."""


HTML = mark_safe("<i>&amp;</i>")
WORDS = ["", "plain", "<b>&\"'</b>", HTML, Words("<u>"), lazystr("<s>"), lazystr(HTML), Drawn(), Status.DRAFT, 5, None]


def test_what_is_filled_in_is_what_django_would_fill_in():
    for one, two in itertools.product(WORDS, repeat=2):
        made = filled('<p title="{}">{}</p>', one, two)
        assert (made, type(made)) == (format_html('<p title="{}">{}</p>', one, two), SafeString)


def test_rows_are_filled_as_django_would_fill_them():
    rows = [(one, two) for one, two in itertools.product(WORDS, repeat=2)]
    made = filled_each("<li>{} {}</li>", rows, "\n")
    assert (made, type(made)) == (format_html_join("\n", "<li>{} {}</li>", rows), SafeString)


def test_pieces_are_joined_as_django_would_join_them():
    made = joined(WORDS, " · ")
    assert (made, type(made)) == (format_html_join(" · ", "{}", ((word,) for word in WORDS)), SafeString)


def test_no_attack_comes_through():
    for _, _, text in texts():
        assert not set(escaped(text)) & set("<>\"'")
