"""What is closed to somebody cannot be found, counted, corrected to or completed by them."""

import pytest

from search.find import Filters, find
from search.index import Findable, put
from search.merging import tidy
from search.segments import seal
from search.suggest import suggest

pytestmark = pytest.mark.django_db


def text(key, title, body="", **more):
    return Findable(kind="record", key=key, url=f"/records/{key}/", title=title, text=body, area="edge", status="accepted", **more)


@pytest.fixture(params=["in the tail", "in a segment"])
def index(request):
    put(text(f"API-{n}", f"Open decision {n}", "Cursors everywhere.") for n in range(20))
    put(text(f"SEC-{n}", f"Quokka merger {n}", "Cursors and quokkas.", log="SEC", tags=["merger"], audience_id=7) for n in range(5))
    if request.param == "in a segment":
        seal()
        tidy()


@pytest.mark.usefixtures("index")
@pytest.mark.parametrize("typed", ["quokka", "quoka", "quokkas", "tag:merger", "log:sec", '"quokka merger"', "quokka OR merger"])
def test_words_and_marks_of_closed_texts_find_nothing(typed):
    outside, inside = find(typed, audiences={3}), find(typed, audiences={7})
    assert (outside.total, outside.hits, outside.corrections) == (0, [], {})
    assert inside.total >= 1


@pytest.mark.usefixtures("index")
def test_what_is_called_by_its_name_leads_if_one_may_see_it():
    assert find("API-7").hits[0].key == "API-7"
    assert find("sec-1", audiences={7}).hits[0].key == "SEC-1"
    assert [hit.key for hit in find("sec-1").hits] == ["API-1"]


@pytest.mark.usefixtures("index")
def test_totals_and_facets_count_only_what_one_may_see():
    assert find("cursors").total == 20
    assert find("cursors").facets["area"] == {"edge": 20}
    assert find("cursors", audiences={7}).facets["area"] == {"edge": 25}
    assert find("", filters=Filters(status=("accepted",))).total == 20


@pytest.mark.usefixtures("index")
def test_nobody_is_corrected_or_completed_to_a_closed_word():
    assert suggest("quok").words == []
    assert suggest("quok").titles == suggest("SEC-1").titles == []
    assert suggest("quok", audiences={7}).words == ["quokka", "quokkas"]
    assert len(suggest("quokka mer", audiences={7}).titles) == 5
    assert find("quoka", audiences={7}).corrections == {"quoka": "quokka"}


@pytest.mark.usefixtures("index")
def test_a_word_of_closed_texts_only_is_unknown_like_any_other():
    put([text("API-99", "The quorra bridge")])
    assert find("quokka").corrections == {}
    put([text("API-100", "The quokkb bridge")])
    assert find("quokka").corrections == {"quokka": "quokkb"}
    assert find("quokkc").corrections == {"quokkc": "quokkb"}


@pytest.mark.usefixtures("index")
def test_a_closed_head_does_not_lift_what_it_replaced():
    put([text("API-50", "Old wombat rule", head_key="SEC-1")])
    (hit,) = find("wombat").hits
    assert (hit.key, hit.folded) == ("API-50", [])
    (hit,) = find("wombat", audiences={7}).hits
    assert (hit.key, hit.is_lifted, [old.key for old in hit.folded]) == ("SEC-1", True, ["API-50"])


@pytest.mark.usefixtures("index")
def test_closing_and_opening_count_at_once():
    put([text("API-1", "Open decision 1", "Cursors everywhere.", audience_id=9)])
    assert find("cursors").total == 19
    put([text("API-1", "Open decision 1", "Cursors everywhere.")])
    assert find("cursors").total == 20
