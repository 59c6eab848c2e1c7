import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.find import find
from search.index import Findable, put
from search.query import Piece, parse
from search.suggest import suggest


def shape(typed):
    """Only what differs from an empty Query."""
    query, empty = parse(typed), parse("")
    return {name: value for name, value in vars(query).items() if name != "typed" and value != getattr(empty, name)}


def words(*texts):
    return [[Piece(text)] for text in texts]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("cursor pagination", {"groups": words("cursor", "pagination")}),
        ('"cursor pagination"', {"groups": [[Piece("cursor pagination", True)]], "required": [[Piece("cursor pagination", True)]]}),
        ('"cursor"', {"groups": words("cursor")}),
        ("cursor -offset", {"groups": words("cursor"), "without": [Piece("offset")]}),
        ("run --dry-run", {"groups": words("run", "--dry-run")}),
        ("well-known", {"groups": words("well-known")}),
        ("cursor OR offset", {"groups": [[Piece("cursor"), Piece("offset")]]}),
        ("cursor AND offset", {"groups": words("cursor", "offset"), "required": words("cursor", "offset")}),
        ("OR cursor", {"groups": words("cursor")}),
        ("status:accepted area:API log:api", {"filters": {"status": ["accepted"], "area": ["api"], "log": ["api"]}}),
        ("is:in-force", {"filters": {"status": ["accepted"]}}),
        ("status:in-force", {"filters": {"status": ["accepted"]}}),
        ('area:"two words"', {"filters": {"area": ["two words"]}}),
        ("-tag:old x", {"groups": words("x"), "filters_out": {"tag": ["old"]}}),
        ("in:api-review is:unseen", {"filters": {"in": ["api-review"], "is": ["unseen"]}}),
        ("http://example.org:80", {"groups": words("http://example.org:80")}),
        ("after:2025", {"after": datetime.date(2025, 1, 1)}),
        ("before:2025-06 after:2025-02-28", {"before": datetime.date(2025, 6, 1), "after": datetime.date(2025, 2, 28)}),
        ("-after:2025", {"before": datetime.date(2025, 1, 1)}),
        ("before:2025-13", {"problems": ["“2025-13” is not a date. Write 2025, 2025-06 or 2025-06-30."]}),
        ("-offset", {"without": [Piece("offset")], "problems": ["This only says what to leave out. Say also what to find."]}),
        ('an "open quotation', {"groups": words("an", "open", "quotation")}),
        ("", {}),
        ("-- :: \x00 \"\" ''", {}),
    ],
)
def test_what_is_typed_is_understood(typed, expected):
    assert shape(typed) == expected


def test_quotation_marks_in_a_pasted_sentence_are_prose():
    assert parse('He said "cursor pagination" ' + "and so on " * 6).required == []


def text(key, title, body="", **more):
    return Findable(more.pop("kind", "record"), key, f"/{key}/", title, body, **more)


@pytest.fixture
def index(db):
    put([
        text("API-1", "Page with cursors", "## Context\n\nLists grow, offsets hurt.\n\n## Decision\n\nCursor pagination.", status="accepted",
             area="api", log="API", tags=["Lists"], people=["ada"], day=datetime.date(2025, 3, 2)),
        text("API-2", "Page with offsets", "Pagination by offset. Cursors were considered.", status="superseded", area="api", log="API",
             day=datetime.date(2024, 3, 2), head_key="API-1"),
        text("REL-1", "Freeze the café menu", "Naïve résumé parsing. The retryAfter header.", status="proposed", area="rel", log="REL"),
        text("7", "API review", "Pagination was discussed; cursor and offset.", kind="meeting", status="filed", area="api",
             day=datetime.date(2025, 3, 1)),
    ])  # fmt: skip


def keys(typed, **more):
    return sorted(hit.key for hit in find(typed, **more).hits for hit in [hit, *hit.folded])


@pytest.mark.usefixtures("index")
@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("pagination", ["7", "API-1", "API-2"]),
        ('"cursor pagination"', ["API-1"]),
        ('-"cursor pagination" pagination', ["7", "API-2"]),
        ("pagination -considered", ["7", "API-1"]),
        ("cursor AND hurt", ["API-1"]),
        ("freeze OR hurt", ["API-1", "REL-1"]),
        ("pagination status:accepted", ["API-1"]),
        ("pagination -status:accepted", ["7", "API-2"]),
        ("is:in-force", ["API-1"]),
        ("log:rel", ["REL-1"]),
        ("tag:lists", ["API-1"]),
        ("by:ada", ["API-1"]),
        ("-by:ada log:api", ["API-2"]),
        ("kind:meeting", ["7"]),
        ("before:2025", ["API-2"]),
        ("after:2025-03-02", ["API-1"]),
        ("area:nowhere", []),
        ("cafe", ["REL-1"]),
        ("resume", ["REL-1"]),
        ("retry", ["REL-1"]),
        ("paginatoin", ["7", "API-1", "API-2"]),
    ],
)
def test_the_language_finds(typed, expected):
    assert keys(typed) == expected


@pytest.mark.usefixtures("index")
def test_sets_of_things_confine_a_search():
    assert keys("pagination", only={("meeting", "7"), ("record", "REL-1")}) == ["7"]
    assert keys("pagination", never={("meeting", "7")}) == ["API-1", "API-2"]


@pytest.mark.usefixtures("index")
def test_a_replaced_record_is_folded_under_what_holds_today():
    first = find("page offsets").hits[0]
    assert (first.key, first.worth, [old.key for old in first.folded]) == ("API-1", "", ["API-2"])
    (old,) = find("considered").hits
    assert (old.key, old.is_lifted, [hit.key for hit in old.folded]) == ("API-1", True, ["API-2"])
    assert [hit.key for hit in find("considered status:superseded").hits] == ["API-2"]


@pytest.mark.usefixtures("index")
def test_a_hit_names_its_section_and_marks_its_words():
    excerpt = find('"cursor pagination"').hits[0].excerpt
    assert (excerpt.section, excerpt.html) == ("Decision", "<mark>Cursor</mark> <mark>pagination</mark>.")


@pytest.mark.django_db
def test_marking_escapes_first():
    put([text("API-1", "<script>cursor</script>", "A <b>cursor</b> & <i>more")])
    (hit,) = find("cursor").hits
    assert hit.title_html == "&lt;script&gt;<mark>cursor</mark>&lt;/script&gt;"
    assert hit.excerpt.html == "A &lt;b&gt;<mark>cursor</mark>&lt;/b&gt; &amp; &lt;i&gt;more"


@pytest.mark.usefixtures("index")
def test_where_nothing_has_all_of_it_some_of_it_is_shown():
    results = find('"freeze the pagination"')
    assert results.total == 4
    assert results.problems == ["Nothing has all of this together. What follows has some of it."]


@pytest.mark.usefixtures("index")
def test_pages_do_not_overlap():
    whole = [hit.key for hit in find("pagination offset cursor").hits]
    paged = [find("pagination offset cursor", page=page, size=1) for page in (1, 2, 3)]
    assert [hit.key for results in paged for hit in results.hits] == whole
    assert [results.has_next for results in paged] == [True, False, False]


BITS = ['"', "-", "cursor", "OR", "AND", "status:", "before:", "2025", "pag", ":", "(", "-area:api", "é", "\x00", "*", "\ud800"]
LETTERS = st.one_of(st.sampled_from("aeckp \"'-:()*OR\\%_<>[]"), st.characters())
TYPED = st.text(LETTERS, max_size=60) | st.lists(st.sampled_from(BITS), max_size=12).map(" ".join)


@pytest.mark.usefixtures("index")
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TYPED)
def test_nothing_typed_raises(typed):
    results = find(typed)
    assert results.total >= len(results.hits) - sum(hit.is_lifted for hit in results.hits)
    suggest(typed)


@pytest.mark.django_db
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=80), st.text(max_size=300))
def test_any_text_can_be_put_and_looked_for(title, body):
    put([text("API-1", title, body)])
    find(title + " " + body[:100])
