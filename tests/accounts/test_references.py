"""People in texts: "@ann"."""

import pytest

from accounts.models import User
from ui import references
from ui.markdown import render

LINK = '<a class="ref" href="/people/ada/" title="Ada Byron">@{}</a>'


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Ask @ada.", f"<p>Ask {LINK.format('ada')}.</p>"),
        ("(@Ada)", f"<p>({LINK.format('Ada')})</p>"),
        ("@nobody", "<p>@nobody</p>"),
        ("x@ada", "<p>x@ada</p>"),
        ("@ada.byron", "<p>@ada.byron</p>"),
        ("`@ada`", "<p><code>@ada</code></p>"),
    ],
)  # fmt: skip
def test_a_handle_links_a_person(ada, text, html):
    assert references.fill(render(text).html, ada) == html


def test_a_merged_guest_is_who_they_are_now(ada):
    guest = User.objects.guest("Ada B", handle="adab")
    User.objects.filter(pk=guest.pk).update(merged_into=ada)
    assert 'href="/people/ada/"' in references.fill(render("@adab").html, ada)
