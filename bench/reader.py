"""A browser's side of a measurement: sends requests to the WSGI application as our server does, and counts CPU time, not wall time."""

import io
import time
from http.cookies import SimpleCookie
from urllib.parse import urlencode

ACCEPTED = "gzip, deflate, br"


class Reader:
    """One signed-in person."""

    def __init__(self, application, user):
        from django.test import Client

        client = Client()
        client.force_login(user)
        self.application = application
        self.cookies = {name: morsel.value for name, morsel in client.cookies.items()}
        self.get("/mission/")  # brings the token that forms carry

    def get(self, address, **headers):
        path, _, query = address.partition("?")
        return self.ask("GET", path, query, b"", headers)

    def post(self, address, **fields):
        body = urlencode({**fields, "csrfmiddlewaretoken": self.cookies["csrftoken"]}).encode()
        return self.ask("POST", address, "", body, {"CONTENT_TYPE": "application/x-www-form-urlencoded"})

    def ask(self, method, path, query, body, headers):
        """Give the Answer; `headers` are named as in a WSGI environ ("HTTP_IF_NONE_MATCH")."""
        environ = {
            "REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": query, "SERVER_NAME": "localhost", "SERVER_PORT": "8000",
            "HTTP_HOST": "localhost", "SERVER_PROTOCOL": "HTTP/1.1", "CONTENT_LENGTH": str(len(body)), "HTTP_ACCEPT_ENCODING": ACCEPTED,
            "HTTP_COOKIE": "; ".join(f"{name}={value}" for name, value in self.cookies.items()), "wsgi.input": io.BytesIO(body),
            "wsgi.url_scheme": "http", "wsgi.errors": io.StringIO(), "wsgi.version": (1, 0), "wsgi.multithread": True, "wsgi.multiprocess": False,
            **headers,
        }  # fmt: skip
        answer = Answer()
        began = time.process_time()
        response = self.application(environ, answer.start)
        answer.body = b"".join(response)
        response.close()
        answer.ms = (time.process_time() - began) * 1000
        for name, value in answer.headers:
            if name == "Set-Cookie":
                self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(value).items()}
        return answer


class Answer:
    status, headers, body, ms = 0, (), b"", 0.0

    def start(self, status, headers, exc_info=None):
        self.status, self.headers = int(status[:3]), headers

    def header(self, name):
        return next((value for given, value in self.headers if given == name), "")
