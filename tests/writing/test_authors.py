import pytest

from tests.factories import make_record
from writing import authors

pytestmark = pytest.mark.django_db


def written(by, *texts):
    """A record with these texts, each by the next of the people in `by`."""
    record = make_record("proposed", by=by[0], text=texts[0])
    for number, text in enumerate(texts[1:], 1):
        record.edit(by=by[number % len(by)], title=record.title, text=text, base=number)
    return record


def told(record, **options):
    return [(one.revision.number, one.number, one.lines, one.or_earlier) for one in authors.passages(record.revisions.all(), **options)]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["a\nb"], [(1, 1, ["a", "b"], False)]),
        (["a\nb", "a\nx\nb"], [(1, 1, ["a"], False), (2, 2, ["x"], False), (1, 3, ["b"], False)]),
        (["a\nb\nc", "b\nc", "b\nC"], [(1, 1, ["b"], False), (3, 2, ["C"], False)]),
        (["a", "b", "a"], [(3, 1, ["a"], False)]),
        (["a\r\nb\r\n", "a\nb\n"], [(1, 1, ["a", "b", ""], False)]),
        (["", "a"], [(2, 1, ["a"], False)]),
        (["a\na", "a\na\na"], [(1, 1, ["a", "a"], False), (2, 3, ["a"], False)]),
    ],
)
def test_each_line_came_with_a_revision(ada, bo, texts, expected):
    assert told(written([ada, bo], *texts)) == expected


def test_out_of_time_the_rest_is_of_a_revision_or_earlier(ada):
    record = written([ada], "a", "a\nb", "a\nb\nc")
    assert told(record, seconds=-1) == [(3, 1, ["a", "b", "c"], True)]


def test_the_page_names_the_person_of_each_line(as_ada, ada, bo):
    record = written([ada, bo], "<b>a</b>", "<b>a</b>\nb")
    page = as_ada.get(f"{record.history_address}lines/").content.decode()
    assert "Revision 1</a> Ada Byron" in page and "Revision 2</a> Bo Lindgren" in page and "&lt;b&gt;a&lt;/b&gt;" in page


def test_many_revisions_cost_few_queries(as_ada, ada, django_assert_num_queries):
    record = written([ada], *("\n".join(f"line {n}" for n in range(count)) for count in range(1, 30)))
    as_ada.get(f"{record.history_address}lines/")
    with django_assert_num_queries(5):
        as_ada.get(f"{record.history_address}lines/")


def test_a_text_that_nobody_wrote_has_no_lines(client, root):
    from tests.factories import make_log

    make_log()
    client.force_login(root)
    assert client.get("/logs/ADR/template/history/lines/").status_code == 404
    assert "Nothing has happened to it yet." in client.get("/logs/ADR/template/history/").content.decode()
