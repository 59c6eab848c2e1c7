import logging
import re

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import RequestFactory
from django.urls import path

from config import urls
from ui import views
from ui.answers import alone
from ui.refusals import Conflict, Impossible


def raising(error):
    def view(request):
        raise error

    return view


urlpatterns = [
    *urls.urlpatterns,
    path("closed/", raising(PermissionDenied("Only a decision-maker can accept API-12."))),
    path("raced/", raising(Conflict("Jonas changed this record four minutes ago."))),
    path("impossible/", raising(Impossible("API-12 is in force."))),
    path("broken/", raising(RuntimeError("no"))),
]
handler403, handler404, handler500 = urls.handler403, urls.handler404, urls.handler500
pytestmark = pytest.mark.urls(__name__)


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/closed/", 403, "Only a decision-maker can accept API-12."),
        ("/raced/", 409, "Jonas changed this record four minutes ago."),
        ("/impossible/", 422, '<span class="ref">API-12</span> is in force.'),
        ("/nowhere/", 404, "Nothing here that you can see"),
    ],
)
def test_each_refusal_is_a_page_with_its_sentence(as_ada, address, status, words):
    response = as_ada.get(address)
    assert response.status_code == status
    assert words in response.content.decode()
    assert "<h1>" in response.content.decode()


def test_every_refusal_says_what_a_browser_may_do(as_ada):
    as_ada.raise_request_exception = False
    answers = [as_ada.get(address) for address in ("/closed/", "/raced/", "/impossible/", "/nowhere/", "/broken/")] + [as_ada.delete("/records/")]
    policies = [answer.headers["Content-Security-Policy"] for answer in answers]
    assert [answer.status_code for answer in answers] == [403, 409, 422, 404, 500, 405]
    assert ["default-src 'none'" in policy and "unsafe" not in policy for policy in policies] == [True] * 6


def test_htmx_gets_the_whole_page_and_shows_it_as_one(as_ada):
    response = as_ada.get("/raced/", headers={"HX-Request": "true", "HX-Target": "section#status"})
    assert (response["HX-Retarget"], response["HX-Reswap"]) == ("body", "outerSync")
    assert b"</html>" in response.content


def test_conflict_leads_back_to_where_one_was(as_ada):
    response = as_ada.get("/raced/", headers={"referer": "http://testserver/records/API-12/"})
    assert 'href="http://testserver/records/API-12/"' in response.content.decode()


def test_not_found_tells_a_stranger_nothing(client, db):
    page = client.get("/nowhere/secret-plans/").content.decode()
    assert "secret" not in page
    assert "Sign in" in page


def test_a_refusal_is_an_answer_and_leaves_the_log_alone(client, grace, caplog):
    client.force_login(grace)
    assert [client.get(path).status_code for path in ("/logs/new/", "/records/API-99/")] == [403, 404]
    assert caplog.records == []


def test_broken_needs_neither_database_nor_session(db, caplog):
    request = RequestFactory().get("/broken/")
    with caplog.at_level(logging.ERROR, logger="whence"), connection.execute_wrapper(forbid):
        page = views.broken(request)
    assert page.status_code == 500
    number = caplog.records[0].args[0]
    assert number in page.content.decode()


def test_pages_that_need_nothing_wear_the_name_and_mark_of_the_site(settings):
    settings.SITE_NAME, settings.SITE_MARK = "Halyard", "H"
    brand = re.compile('<a class="brand" href="/"><span class="brand__mark" aria-hidden="true">H</span><span>Halyard ')
    pages = [views.broken(RequestFactory().get("/")), views.bad_request(RequestFactory().get("/")), alone("413.html", 413, limit=1, back="/")]
    assert [(page.status_code, len(brand.findall(page.text))) for page in pages] == [(500, 1), (400, 1), (413, 1)]


def test_a_damaged_request_needs_neither(db):
    with connection.execute_wrapper(forbid):
        assert views.bad_request(RequestFactory().get("/")).status_code == 400


def test_broken_view_gives_that_page(as_ada):
    as_ada.raise_request_exception = False
    response = as_ada.get("/broken/")
    assert response.status_code == 500
    assert "This page broke" in response.content.decode()


def test_an_old_form_says_what_to_do(db, ada):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(ada)
    response = strict.post("/theme/", {"theme": "dark"})
    assert response.status_code == 403
    assert "This form is no longer valid" in response.content.decode()


def forbid(execute, sql, *rest):
    raise AssertionError(f"asked the database: {sql}")


WORDS = [
    ("/records/api-23/", "api 23"), ("/paths/start-here/", "start here"), ("/retry-x", "retry x"), ("/meetings/3/", "meetings 3"), ("/-/", ""),
]  # fmt: skip


@pytest.mark.parametrize(("address", "words"), WORDS)
def test_what_is_not_found_is_looked_for_by_the_words_of_its_address(as_ada, address, words):
    assert as_ada.get(address, follow=True).context["words"] == words
