from records.models import Record
from tests.factories import make_audience, make_record


def told(response):
    return [(entry.by.name, entry.what) for entry in response.context["entries"]]


def test_the_history_tells_moves_texts_and_facts_newest_first(as_ada, ada, bo):
    record = make_record("proposed", by=ada)
    other = make_record(by=ada)
    record.edit(by=bo, title=record.title, text="Other words.", base=1, note="Clearer")
    record.describe(by=ada, summary="Cursors.")
    record.name_people(by=ada, role="consulted", people=[bo, "support"])
    record.relate(by=bo, kind="depends_on", target=other)
    record.accept(by=ada)
    assert told(as_ada.get(f"/records/{record.name}/history/")) == [
        ("Ada Byron", "accepted it"),
        ("Bo Lindgren", f"said that it depends on {other.name}"),
        ("Ada Byron", "changed who is consulted to “Bo Lindgren, support”"),
        ("Ada Byron", "changed the summary to “Cursors.”"),
        ("Bo Lindgren", "changed the text"),
        ("Ada Byron", "proposed it"),
        ("Ada Byron", "began a draft"),
        ("Ada Byron", "wrote the first text"),
    ]


def test_a_proposal_that_went_back_to_its_desk_says_so(as_ada, ada):
    record = make_record("proposed", by=ada)
    record.redraft(by=ada)
    assert told(as_ada.get(f"/records/{record.name}/history/"))[0] == ("Ada Byron", "made it a draft again")
    page = as_ada.get(record.get_absolute_url()).text
    assert ("Made a draft again by Ada Byron." in page, "Draft by Ada Byron." in page) == (True, False)
    record.propose(by=ada)
    assert "It was a draft before Ada Byron moved it." in as_ada.get(f"/records/{record.name}/take-back/").text
    record.take_back(by=ada)
    assert "Taken back by Ada Byron: a draft again." in as_ada.get(record.get_absolute_url()).text


def test_a_record_that_its_reader_may_not_see_is_not_named(client, ada, mallory):
    record, other = make_record(by=ada), make_record(by=ada)
    relation = record.relate(by=ada, kind="depends_on", target=other)
    record.unrelate(by=ada, relation=relation)
    Record.objects.filter(pk=other.pk).update(audience=make_audience(ada))
    client.force_login(mallory)
    response = client.get(f"/records/{record.name}/history/")
    assert other.name not in response.content.decode()


def test_a_revision_has_an_address_and_says_that_it_is_old(as_ada, ada):
    record = make_record("proposed", by=ada, text="First words.")
    record.edit(by=ada, title="Page with keys", text="Second words.", base=1)
    first, second = (as_ada.get(f"/records/{record.name}/history/{number}/").content.decode() for number in (1, 2))
    assert "First words." in first and "Revision 1 of 2" in first and "Not the newest" in first
    assert "Second words." in second and "Revision 2 of 2" in second and "the text of today" in second


def test_two_revisions_are_compared(as_ada, ada):
    record = make_record("proposed", by=ada, text="Fifty a second. <b>")
    record.edit(by=ada, title=record.title, text="Sixty a second. <b>", base=1)
    page = as_ada.get(f"/records/{record.name}/history/?from=1&to=2").content.decode()
    assert "removed: </span>Fifty</del>" in page and "added: </span>Sixty</ins>" in page and "<b>" not in page.split("<main", 1)[1]


def test_a_longer_history_asks_no_more(as_ada, ada, django_assert_num_queries):
    record = make_record("proposed", by=ada)
    for n in (1, 3):
        while record.revisions.count() < n + 1:
            record.edit(by=ada, title=record.title, text=f"Words {n} {record.revisions.count()}", base=record.revision_number)
            record.relate(by=ada, kind="depends_on", target=make_record(by=ada))
        as_ada.get(f"/records/{record.name}/history/")
        with django_assert_num_queries(10):
            as_ada.get(f"/records/{record.name}/history/")
