"""The bridge with the real server on one side and Django on the other."""

import hashlib
import http.client
import json
import socket
from urllib.parse import urlsplit

import pytest
from django.core.wsgi import get_wsgi_application
from django.test import override_settings

from config import bridge
from tests.serving import served

from . import pages

LIMIT = 3_000_000
PLAIN = {"ROOT_URLCONF": "tests.config.pages", "MIDDLEWARE": ["ui.answers.large_bodies"], "DATA_UPLOAD_MAX_MEMORY_SIZE": LIMIT}


@pytest.fixture(scope="module")
def address():
    with override_settings(**PLAIN), served(bridge.Bridge(get_wsgi_application(), threads=2, limit=LIMIT)) as address:
        yield urlsplit(address).netloc


def ask(address, path, method="GET", body=None, headers=()):
    """The answer, read whole: status, headers (a list), body."""
    connection = http.client.HTTPConnection(address, timeout=20)
    connection.request(method, path, body, dict(headers), encode_chunked=hasattr(body, "__next__"))
    answer = connection.getresponse()
    try:
        return answer.status, answer.getheaders(), answer.read()
    finally:
        connection.close()


def raw(address, request):
    """A connection on which these bytes were sent."""
    host, port = address.split(":")
    sock = socket.create_connection((host, int(port)), timeout=20)
    sock.sendall(request)
    return sock


def test_a_request_arrives_as_it_was_sent(address):
    status, _, body = ask(address, "/echo/?q=a%20b", "PUT", b"hello", {"X-Who": "ada", "Content-Type": "text/plain"})
    assert status == 200
    assert json.loads(body) == {
        "body": hashlib.sha256(b"hello").hexdigest(),
        "method": "PUT",
        "path": "/echo/",
        "get": {"q": "a b"},
        "CONTENT_LENGTH": "5",
        "CONTENT_TYPE": "text/plain",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_X_WHO": "ada",
        "HTTP_COOKIE": None,
        "wsgi.url_scheme": "http",
    }


@pytest.mark.parametrize("size", [0, 1, bridge.IN_MEMORY, bridge.IN_MEMORY + 1, LIMIT])
def test_a_body_arrives_whole_in_memory_and_from_a_file(address, size):
    sent = b"a" * size
    assert json.loads(ask(address, "/echo/", "POST", sent)[2])["body"] == hashlib.sha256(sent).hexdigest()


def test_a_body_in_chunks_has_its_true_length(address):
    seen = json.loads(ask(address, "/echo/", "POST", iter([b"hel", b"lo"]))[2])
    assert (seen["CONTENT_LENGTH"], seen["body"]) == ("5", hashlib.sha256(b"hello").hexdigest())


def test_a_body_over_the_limit_gets_a_sentence(address):
    status, _, body = ask(address, "/echo/", "POST", b"a" * (LIMIT + 1))
    assert (status, b"Nothing was saved" in body) == (413, True)


def test_a_body_over_the_limit_in_chunks_gets_a_sentence(address):
    status, _, body = ask(address, "/echo/", "POST", iter([b"a" * 100_000] * 40))
    assert (status, b"Nothing was saved" in body) == (413, True)


def test_a_header_with_an_underscore_is_dropped(address):
    assert json.loads(ask(address, "/echo/", headers={"X_Who": "mallory"})[2])["HTTP_X_WHO"] is None


def test_headers_that_come_twice_are_joined(address):
    request = b"GET /echo/ HTTP/1.0\r\nHost: x\r\nX-Who: ada\r\nX-Who: bo\r\nCookie: a=1\r\nCookie: b=2\r\n\r\n"
    with raw(address, request) as sock:
        seen = json.loads(b"".join(iter(lambda: sock.recv(65536), b"")).partition(b"\r\n\r\n")[2])
    assert (seen["HTTP_X_WHO"], seen["HTTP_COOKIE"]) == ("ada,bo", "a=1; b=2")


def test_each_cookie_is_a_header_of_its_own(address):
    cookies = [value for name, value in ask(address, "/echo/")[1] if name == "set-cookie"]
    assert cookies == ["a=1; Path=/", "b=2; Path=/"]


def test_head_has_no_body(address):
    status, _, body = ask(address, "/echo/", "HEAD")
    assert (status, body) == (200, b"")


def test_a_file_is_sent_whole(address):
    status, headers, body = ask(address, "/download/")
    assert (status, hashlib.sha256(body).hexdigest()) == (200, hashlib.sha256(b"0123456789" * 300_000).hexdigest())
    assert dict(headers)["content-length"] == "3000000"


def test_a_stream_stays_in_the_thread_that_began_it(address):
    status, _, body = ask(address, "/stream/")
    assert (status, body[:5], body) == (200, b"page_", body[: len(body) // 3] * 3)


def test_slow_readers_and_writers_hold_no_thread(address):
    readers = [raw(address, b"GET /download/ HTTP/1.1\r\nHost: x\r\n\r\n") for _ in range(4)]
    writers = [raw(address, b"POST /echo/ HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf") for _ in range(4)]
    assert ask(address, "/echo/")[0] == 200
    for sock in readers + writers:
        sock.close()


def test_a_reader_who_leaves_ends_the_stream(address):
    pages.ended.clear()
    with raw(address, b"GET /endless/ HTTP/1.1\r\nHost: x\r\n\r\n") as sock:
        sock.recv(65536)
    assert pages.ended.wait(10)


def test_a_reader_who_stops_reading_ends_the_stream(address, monkeypatch):
    monkeypatch.setattr(bridge, "PATIENCE", 0.2)
    pages.ended.clear()
    with raw(address, b"GET /endless/ HTTP/1.1\r\nHost: x\r\n\r\n"):
        assert pages.ended.wait(10)


def test_an_exception_is_a_page_that_says_so(address):
    status, _, body = ask(address, "/broken/")
    assert (status, b"This page broke" in body) == (500, True)


def test_an_exception_in_a_stream_does_not_look_like_its_end(address):
    with pytest.raises(http.client.IncompleteRead):
        ask(address, "/broken_stream/")
