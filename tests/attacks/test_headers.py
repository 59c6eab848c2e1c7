"""What a browser may do is said with every answer: pages, errors, static files, the health check."""

import re
import urllib.error
import urllib.request

import pytest

from tests.serving import served


@pytest.fixture(scope="module")
def site(django_db_setup):
    with served() as address:
        yield address


def answer(address, **options):
    try:
        return urllib.request.urlopen(urllib.request.Request(address, **options), timeout=20)
    except urllib.error.HTTPError as refusal:
        return refusal


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("path", "status", "options"), [
    ("/account/login/", 200, {}), ("/nowhere/", 404, {}), ("/static/nowhere.css", 404, {}), ("/?q=%00", 400, {}), ("/healthz", 200, {}),
    ("/static/icons/mark.svg", 200, {}), ("/static/vendor/htmx.min.js", 200, {}), ("/static/../manage.py", 404, {}),
    ("/static/%2e%2e/manage.py", 404, {}), ("/account/login/", 403, {"method": "POST", "data": b"x=1"}),
    ("/account/login/", 413, {"method": "POST", "data": b"x" * 13_000_000}), ("/account/login/", 400, {"headers": {"Host": "evil.example"}}),
])  # fmt: skip
def test_every_answer_says_what_a_browser_may_do(site, path, status, options):
    given = answer(site + path, **options)
    policy = given.headers.get("Content-Security-Policy", "")
    assert (given.status, given.headers.get("X-Content-Type-Options")) == (status, "nosniff")
    assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy and "unsafe" not in policy


@pytest.mark.django_db(transaction=True)
def test_the_frame_of_a_diagram_is_a_sandbox_without_an_origin(site):
    policy = answer(site + "/diagram/").headers["Content-Security-Policy"]
    assert re.search(r"sandbox allow-scripts(;|$)", policy)
    assert "frame-ancestors 'self'" in policy and "connect-src" not in policy and "default-src 'none'" in policy
