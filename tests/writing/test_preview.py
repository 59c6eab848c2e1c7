"""What a text will look like, before it is saved."""

import pytest

from tests.factories import make_record

TEXT = "*Yes* <script>alert(1)</script> ADR-1"


def preview(client, data, **headers):
    return client.post("/preview/", data, headers=headers).content.decode()


def test_it_shows_what_the_page_will_show(as_ada, ada):
    make_record(by=ada)
    whole = preview(as_ada, {"title": "Cursors", "text": TEXT})
    part = preview(as_ada, {"text": TEXT}, hx_request="true", hx_target="div#preview")
    assert "<em>Yes</em>" in whole and "Cursors</h1>" in whole and "<script>alert" not in whole
    assert part.lstrip().startswith('<div class="prose" id="preview"><p><em>Yes</em> &lt;script&gt;') and 'href="/records/ADR-1/"' in part


@pytest.mark.parametrize(
    ("posted", "shown"), [({"preview": "notes", "notes": "*These*"}, "<em>These</em>"), ({"preview": "gone"}, 'id="preview"></div>')]
)
def test_the_button_says_which_field_holds_the_text(as_ada, posted, shown):
    assert shown in preview(as_ada, posted)


def test_a_text_does_not_link_itself(as_ada, ada):
    one, other = make_record(by=ada), make_record(by=ada)
    shown = preview(as_ada, {"text": "ADR-1 and ADR-2", "text_place": one.text_place})
    assert (one.get_absolute_url() in shown, other.get_absolute_url() in shown) == (False, True)


@pytest.mark.parametrize(("place", "is_hidden"), [("records/ADR-1", True), ("records/new", True), ("mission", False)])
def test_what_the_page_shows_elsewhere_is_not_in_the_preview(as_ada, ada, place, is_hidden):
    record = make_record(by=ada, text="# 7. Cursors\n\nDate: 2020-01-01\n\n## Status\n\nAccepted\n\n## Context\n\nLists grow.\n")
    shown = preview(as_ada, {"text": record.revision.text, "text_place": place})
    assert ("Lists grow." in shown, "2020-01-01" not in shown) == (True, is_hidden)
    assert "2020-01-01" not in as_ada.get(record.get_absolute_url()).context["body"]


def test_a_reader_has_nothing_to_preview(client, grace):
    client.force_login(grace)
    assert client.post("/preview/", {"text": TEXT}).status_code == 403
