"""Whether a reader already has the page as it is: then the answer is 304, and nothing is rendered.

Every verb leaves a row (HOUSE.md), so a page can have changed only if one of the tables of such rows has grown. The apps name
their tables in `ready()`; one query asks for the last row of each. The tag holds that, and all that the page shows of its reader.

What a page shows of a document is the same for all readers with the same rights: it is kept, under the same rows and those
rights, so that of all who read a text one waits for it.
"""

import hashlib
import threading
import time
from collections import OrderedDict
from functools import lru_cache

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.messages import get_messages
from django.db import connection
from django.db.models import Func, Subquery, TextField, Value
from django.db.models.functions import Cast
from django.http import Http404
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.safestring import mark_safe

from .worded import ask

STARTED = time.time_ns()  # another release is another process
WATCHED = []
LARGEST = 8 * 1024 * 1024  # bytes of HTML that a process keeps


def watch(*models):
    """Count these models' rows among what can change a page; each verb's row is in one of them."""
    WATCHED.extend(model for model in models if model not in WATCHED)


def tag_of(request, *facts):
    """The ETag of this address for this reader now; empty where the page has a receipt to show, which is shown once."""
    if settings.DEBUG or len(get_messages(request)):
        return ""
    reader = request.user
    shown = (reader.name, reader.role, reader.handle, reader.shortcuts, reader.time_zone, sorted(reader.audiences), request.COOKIES.get("theme"))
    shown += (request.META.get("CSRF_COOKIE"),)  # a new sign-in has new tokens
    parts = (STARTED, rows_of(request), shown, timezone.localdate(), request.get_full_path(), request.headers.get("HX-Target"), facts)
    return f'"{hashlib.sha256(repr(parts).encode()).hexdigest()[:32]}"'


def rows_of(request):
    """The newest row of each watched table when this request first asked, which was before it read anything else of the page."""
    if not hasattr(request, "last_rows"):
        request.last_rows = last_rows()
    return request.last_rows


def last_rows():
    """The newest row of each watched table, by one query."""
    sql, params = question()
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchone()


def snapshot():
    """An expression that changes with every commit where writers do not wait for one another: on PostgreSQL, where a row may
    come to be seen after one that is younger, so that the youngest says too little. Elsewhere an empty word."""
    if connection.vendor == "postgresql":
        return Cast(Func(function="pg_current_snapshot"), TextField())
    return Value("", TextField())


@lru_cache(maxsize=1)
def question():
    """The query of `last_rows()`, put into words once: Django takes longer over that than the database over the answer."""
    last = [Subquery(model.objects.order_by("-pk").values("pk")[:1]) for model in WATCHED]
    people = get_user_model().objects.order_by("pk")  # whoever asks is in this table, so there is a row to answer in
    return people.values_list(snapshot(), *last)[:1].query.sql_with_params()


def shared(request, in_sight, find, *names):
    """What `find(pk)` gives of the thing of these names, if the person who asks may see it: that is asked each time, the thing is
    found once for all readers until one of the watched tables grows, so it is only read. Raises Http404.

    `in_sight` is a question (ui/worded.py): given each name in a list, and the circles of the reader, it gives the pk.
    """
    seen = ask(in_sight, *([name] for name in names), sorted(request.user.audiences))
    if not seen:
        raise Http404
    return unchanged(rows_of(request), find, *seen[0])


@lru_cache(maxsize=1000)
def unchanged(rows, find, pk):
    return find(pk)


def forget():
    """Forget all that is kept, as a process that begins anew."""
    SHELF.clear()
    unchanged.cache_clear()


def unless_known(request, render, *facts):
    """304 where the reader has the page already; else what `render()` gives, tagged. Ask for permission before.

    `facts` are what else the page depends on, such as what the clock makes of it.
    """
    tag = tag_of(request, *facts)
    if tag and request.headers.get("If-None-Match"):
        answer = get_conditional_response(request, etag=tag)
        if answer is not None:
            return answer
    response = render()
    if tag and response.status_code == 200:
        response["ETag"] = tag
    return response


def this_minute():
    """What the clock makes of meetings, as a fact for `kept`: they begin and end on the minute."""
    return timezone.now().replace(second=0, microsecond=0)


class Shelf:
    """HTML by what it depends on; the longest unread goes when there is too much of it."""

    def __init__(self, largest):
        self.largest, self.size, self.kept, self.lock = largest, 0, OrderedDict(), threading.Lock()

    def get(self, key):
        with self.lock:
            if key in self.kept:
                self.kept.move_to_end(key)
            found = self.kept.get(key)
        return None if found is None else mark_safe(found.decode())

    def put(self, key, html):
        made = html.encode()  # half as large as words with one sign beyond Latin
        with self.lock:
            self.size += len(made) - len(self.kept.pop(key, b""))
            self.kept[key] = made
            while self.size > self.largest:
                self.size -= len(self.kept.popitem(last=False)[1])

    def clear(self):
        with self.lock:
            self.kept.clear()
            self.size = 0


SHELF = Shelf(LARGEST)


def kept(request, draw, *facts):
    """What `draw()` gives for this address, drawn once for all readers with the same rights, until anything changes anywhere.

    It holds no token and no name of its reader. `facts` are what else it depends on: what this reader may do, what the clock
    makes of it. Ask for permission before.
    """
    reader = request.user
    rights = (reader.role, reader.audiences, reader.time_zone)
    key = (rows_of(request), request.path, rights, timezone.localdate(), facts)
    html = SHELF.get(key)
    if html is None or settings.DEBUG:
        html = draw()
        SHELF.put(key, html)
    return html
