"""python -m bench.pages [TEXTS]: what each page costs, in CPU milliseconds and as a multiple of the floor measured between the same requests.

The floor is a view behind our middleware that only reads session and user; nothing that knows its reader can cost less.
TEXTS is the size of the organisation that is asked, 100,000 if it is not given; 2000 is quick. It is built once into bench/cache.
"""

import argparse
import gzip
import os
import re
import statistics
from itertools import count
from uuid import NAMESPACE_URL, uuid5

from bench.reader import Reader
from bench.stage import CACHE
from bench.stock import ready

PARTS = re.compile(rb'<(?:link rel="(?:stylesheet|icon)"|script)[^>]*?(?:href|src)="([^"]+)"')
WORDS = re.compile(r"\w+")
PLACES = 12  # records, and meetings, that are read in turn


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("texts", nargs="?", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=30, help="requests of each kind")
    parser.add_argument("--only", default="", help="measure only pages whose name holds these words")
    options = parser.parse_args()
    os.environ["STATIC_ROOT"] = str(CACHE / "collected")
    ready(options.texts)
    pages = Pages(options.texts)
    pages.measure(options.rounds, options.only)


class Pages:
    """The pages of one reader: a member of one team, in a few closed circles."""

    def __init__(self, texts):
        from django.conf import settings

        settings.ROOT_URLCONF = "bench.floor"
        from django.core.wsgi import get_wsgi_application

        from accounts.models import User

        collect()
        self.user = User.objects.get(handle="p4")
        self.reader = Reader(get_wsgi_application(), self.user)
        self.texts = texts
        self.n = count()
        self.kinds = self.kinds_of_page()
        self.leave_unsaved()

    def kinds_of_page(self):
        """{name: a function that gives the Answer of another page of that kind at each call}."""
        from django.db.models import Q

        from meetings.models import Meeting
        from records.models import Record, Status

        open_ones = Record.objects.filter(audience=None).order_by("pk")
        records = some(open_ones.filter(~Q(status=Status.SUPERSEDED)))
        replaced = some(open_ones.filter(status=Status.SUPERSEDED))
        meetings = some(Meeting.objects.filter(audience=None, status="filed").order_by("pk"))
        deep_record = open_ones.filter(decided_on__isnull=False)[open_ones.count() // 2].name
        deep_meeting = Meeting.objects.filter(audience=None, day__isnull=False).order_by("number")[self.texts // 10]
        words = self.words(open_ones)
        get, get_again, self.meetings = self.get, self.get_again, meetings
        return {
            "empty view": get(["/bench/empty/"]),
            "floor: session and user": get(["/bench/floor/"]),
            "record": get(records),
            "record, the first reading": self.get_first(records),
            "record, superseded": get(replaced),
            "record, 304": get_again(records),
            "meeting": get(meetings),
            "meeting, the first reading": self.get_first(meetings),
            "meeting, 304": get_again(meetings),
            "records": get(["/records/"]),
            "records, filtered": get(["/records/?status=accepted&area=area-3", "/records/?log=LB&year=2024"]),
            "records, by tag": get(["/records/?tag=tag-3", "/records/?tag=tag-7&status=accepted"]),
            "records, the first reading": self.get_first(["/records/"]),
            "records, by tag, the first": self.get_first(["/records/?tag=tag-3", "/records/?tag=tag-7&status=accepted"]),
            "records, by person": get(["/records/?person=p7", "/records/?person=p8"]),
            "records, deep page": get([f"/records/?after={deep_record}"]),
            "records, by number, deep": get([f"/records/?sort=name&after={deep_record}"]),
            "meetings": get(["/meetings/"]),
            "meetings, deep page": get([f"/meetings/?before={deep_meeting.day}.{deep_meeting.number}"]),
            "series": get(["/series/series-3/", "/series/series-9/"]),
            "series, the first reading": self.get_first(["/series/series-3/", "/series/series-9/"]),
            "home": get(["/"]),
            "home, the first reading": self.get_first(["/"]),
            "risks": get(["/risks/"]),
            "actions": get(["/actions/"]),
            "actions, closed": get(["/actions/?state=closed"]),
            "person": get(["/people/p7/", "/people/p8/"]),
            "settings": get(["/settings/"]),
            "unsaved texts": get(["/unsaved/"]),
            "search, 1 word": get([f"/search/?q={word}" for word in words]),
            "search, 2 words": get([f"/search/?q={a}+{b}" for a, b in zip(words, words[1:], strict=False)]),
            "search, 5 words": get(["/search/?q=" + "+".join(words[at : at + 5]) for at in range(len(words) - 5)]),
            "as you type, in the box": get([f"/search/suggest/?q={word[:4]}" for word in words], **htmx("div#suggestions")),
            "as you type, results": get([f"/search/?q={word[:4]}" for word in words], **htmx("div#results")),
            "save a note of 400 words": self.save,
        }

    def leave_unsaved(self):
        """The reader has typed into some notes and not saved them; the same ones at each run."""
        from writing.models import Unsaved

        for number, address in enumerate(self.meetings, 1):
            place = address.strip("/")
            Unsaved.objects.keep(author=self.user, place=place, editing=uuid5(NAMESPACE_URL, place), title=f"Notes {number}", text="Typed. " * 200)

    def words(self, records):
        """Words of texts that there are, common and rare ones."""
        texts = [record.revision.text for record in records.select_related("revision")[:: max(1, records.count() // 12)][:12]]
        return [WORDS.findall(text)[at].lower() for at, text in enumerate(texts, 20)]

    def get(self, addresses, **headers):
        return lambda: self.reader.get(addresses[next(self.n) % len(addresses)], **headers)

    def get_first(self, addresses):
        """Ask for pages that nobody with the same rights has read since the last change anywhere."""
        from records import facets
        from ui import freshness

        ask = self.get(addresses)

        def first():
            freshness.forget()
            facets.forget()
            return ask()

        return first

    def get_again(self, addresses):
        """Ask with the tag of the page as it was just read; its reading is not counted."""

        tags = {}

        def again():
            address = addresses[next(self.n) % len(addresses)]
            tag = tags.get(address) or tags.setdefault(address, self.reader.get(address).header("ETag"))
            return self.reader.get(address, **({"HTTP_IF_NONE_MATCH": tag} if tag else {}))

        return again

    def save(self):
        """Save the notes of a meeting as a whole verb, without HTTP: revision, sections, index, one transaction."""
        import time

        from bench.corpus import Writer
        from bench.reader import Answer
        from meetings.models import Meeting

        if not hasattr(self, "writer"):
            self.writer = Writer()
            self.writer.chance.seed(time.time_ns())  # the same vocabulary, but another text at each run, or nothing is to be saved
        number = self.meetings[next(self.n) % len(self.meetings)].strip("/").rpartition("/")[2]
        text, meeting, answer = self.writer.text("meeting"), Meeting.objects.get(number=number), Answer()
        began = time.process_time()
        meeting.note_down(by=self.user, text=text, base=meeting.revision_number, note="Measured.")
        answer.ms, answer.status = (time.process_time() - began) * 1000, 200
        return answer

    def measure(self, rounds, only):
        kinds = {name: ask for name, ask in self.kinds.items() if only in name or name in ("empty view", "floor: session and user")}
        floor = kinds["floor: session and user"]
        answers, queries, taken, floors = {}, {}, {}, []
        for name, ask in kinds.items():
            answers[name] = [ask() for _ in range(PLACES if "record" in name or "meeting" in name else 3)]  # warm: HTML made, modules loaded
            queries[name], taken[name] = queries_of(ask), []
            for _ in range(rounds):
                floors.append(floor().ms)
                taken[name].append(ask().ms)
        floor = statistics.median(floors)
        print(f"{'':28}{'CPU ms':>8}{'p95':>8}{'x floor':>9}{'queries':>9}{'status':>8}{'KB':>7}{'sent':>7}")
        for name, some_ms in taken.items():
            median, answer = statistics.median(some_ms), answers[name][-1]
            plain = gzip.decompress(answer.body) if answer.header("Content-Encoding") == "gzip" else answer.body
            sizes = f"{len(plain) / 1024:7.1f}{len(answer.body) / 1024:7.1f}"
            print(f"{name:28}{median:8.2f}{p95(some_ms):8.2f}{median / floor:9.1f}{queries[name]:9}{answer.status:8}{sizes}")
        print(f"Memory of this process: {memory():.0f} MB")
        if not only:
            self.first_visit(answers["record"][-1])

    def first_visit(self, page):
        """What a browser that knows nothing fetches for a record's page: bytes as they are sent, and requests."""
        from config.asgi import files, static_file

        sizes = {"the page": len(page.body)}
        for part in PARTS.findall(gzip.decompress(page.body)):
            answer = static_file(part.decode()).get_response("GET", {"HTTP_ACCEPT_ENCODING": "gzip, deflate, br"})
            sizes[part.decode()] = sum(map(len, answer.file)) if answer.file else 0
        assert files is not None
        print(f"First visit: {sum(sizes.values()) / 1024:.1f} KB in {len(sizes)} requests, compressed")
        for name, size in sizes.items():
            print(f"  {size / 1024:6.1f} {name}")


def htmx(target):
    """The headers with which a page asks for a part of itself."""
    return {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": target}


def some(things, number=PLACES):
    """The addresses of so many of these things, spread over all of them."""
    step = max(1, things.count() // number)
    return [thing.get_absolute_url() for thing in things[::step][:number]]


def queries_of(ask):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as found:
        ask()
    return len(found)


def memory():
    """What this process holds, in MB: what it shares with others counts by its share (PSS)."""
    with open("/proc/self/smaps_rollup", encoding="utf-8") as rows:
        return next(int(row.split()[1]) for row in rows if row.startswith("Pss:")) / 1024


def p95(values):
    return sorted(values)[int(len(values) * 0.95)]


def collect():
    """Bring the static files of this run together, where they are not as the sources are."""
    from django.core.management import call_command

    from config.preparing import static_sources, static_stamp

    if not static_stamp().is_file() or static_stamp().read_text() != static_sources():
        call_command("collectstatic", interactive=False, verbosity=0)
        static_stamp().write_text(static_sources())


if __name__ == "__main__":
    main()
