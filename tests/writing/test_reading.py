import pytest

from tests.factories import make_record
from writing import reading

pytestmark = pytest.mark.django_db


def test_html_is_made_at_the_first_reading_and_kept(ada, django_assert_num_queries):
    record = make_record(text="## Context\n\nLists grow.\n")
    first = reading.read(record.revision, ada)
    kept = type(record.revision).objects.get(pk=record.revision.pk)
    assert first.html == (
        '<h2 id="s-context">Context <a class="anchor" href="#s-context" aria-label="Link to this section">#</a></h2>\n<p>Lists grow.</p>'
    )
    assert first.contents == [(2, "Context", "s-context")]
    assert (kept.html, kept.renderer) == (first.html, reading.version_of())
    kept.parent = record
    with django_assert_num_queries(0):
        assert reading.read(kept, ada) == first


def test_another_renderer_makes_it_anew(ada):
    record = make_record(text="Now.")
    type(record.revision).objects.update(html="<p>Then.</p>", renderer="older")
    record.revision.refresh_from_db()
    assert reading.page_html(record.revision, ada) == "<p>Now.</p>"


def test_what_the_page_shows_elsewhere_is_hidden_and_anchors_stay(ada):
    record = make_record(text="# Use cursors\n\n## Context\n\nA\n\n## Context\n\nB\n")

    def hide(text, format):
        return text.partition("A\n\n")[2]

    assert [section.anchor for section in record.sections.all()] == ["s-use-cursors", "s-context", "s-context-2"]
    assert reading.read(record.revision, ada, hide).contents == [(2, "Context", "s-context-2")]
